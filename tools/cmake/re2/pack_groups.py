#!/usr/bin/env python3
"""Writes RE2's unicode_groups.cc anew with its ranges as steps: 30 kB of data become 13 kB, which
are 4 kB in place of 9 of the module's download. When the module starts the ranges are written out.

    pack_groups.py unicode_groups.cc OUTPUT

General categories do not overlap, and neither do scripts: each of the two is a row of ranges, and
a range is how many code points were left out before it, how many it has beyond one, and its group.
Categories of one letter are those of two letters put together. tests/cel/packed_groups_test.cc
compares all with what RE2 has.
"""
import re
import sys

ARRAY = re.compile(r"static const URange(?:16|32) (\w+)\[\] = \{\n(.*?)\};\n", re.S)
GROUP = re.compile(r'\{ "(\w+)", \+1, (\w+), (\d+), (\w+), (\d+) \}')
TABLE = "const UGroup unicode_groups[] = {"

HEAD = """// Made by tools/cmake/re2/pack_groups.py of RE2's unicode_groups.cc. Do not edit.
#include "re2/unicode_groups.h"

#include <cstddef>

namespace re2 {

"""

FILL = """
namespace {

struct Steps {
  const unsigned char* gaps;
  const unsigned char* sizes;
  const unsigned char* groups;
  size_t count;
};

unsigned take(const unsigned char*& at) {
  unsigned value = 0;
  for (int shift = 0;; shift += 7) {
    value |= (*at & 127u) << shift;
    if (*at++ < 128) return value;
  }
}

int filled16[group_count];
int filled32[group_count];

template <typename Range>
void append(Range* ranges, int& count, Rune low, Rune high, bool join) {
  using Bound = decltype(ranges->hi);
  if (join && count > 0 && static_cast<Rune>(ranges[count - 1].hi) + 1 == low) {
    ranges[count - 1].hi = static_cast<Bound>(high);
  } else {
    ranges[count++] = {static_cast<Bound>(low), static_cast<Bound>(high)};
  }
}

void append(int group, Rune low, Rune high, bool join) {
  const UGroup& to = unicode_groups[group];
  if (high <= 0xffff) {
    append(const_cast<URange16*>(to.r16), filled16[group], low, high, join);
  } else {
    append(const_cast<URange32*>(to.r32), filled32[group], low, high, join);
  }
}

void fill(Steps steps) {
  Rune at = 0;
  for (size_t i = 0; i < steps.count; ++i) {
    const Rune low = at + static_cast<Rune>(take(steps.gaps));
    const Rune high = low + static_cast<Rune>(take(steps.sizes));
    const int group = steps.groups[i];
    append(group, low, high, false);
    if (whole[group] != 0) append(whole[group] - 1, low, high, true);
    at = high + 1;
  }
}

"""

END = """
const bool filled = (fill(categories), fill(scripts), true);

}  // namespace

}  // namespace re2
"""


def step(value):
    out = []
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    return out + [value]


def written(name, values):
    lines = [", ".join(map(str, values[i : i + 24])) for i in range(0, len(values), 24)]
    return "const unsigned char %s[] = {\n%s};\n" % (name, ",\n".join(lines))


def row(name, members, ranges):
    """The ranges of `members`, numbers of groups, as steps."""
    gaps, sizes, groups, at = [], [], [], 0
    for low, high, group in sorted((*r, g) for g in members for r in ranges[g]):
        if low < at:
            sys.exit(f"pack_groups.py: expected {name} that do not overlap, found two at {low}")
        gaps += step(low - at)
        sizes += step(high - low)
        groups.append(group)
        at = high + 1
    parts = [written(f"{name}_{part}", values)
             for part, values in (("gaps", gaps), ("sizes", sizes), ("groups", groups))]
    return "".join(parts), f"const Steps {name} = {{{name}_gaps, {name}_sizes, {name}_groups, {len(groups)}}};\n"


def main(source, output):
    with open(source, encoding="utf-8") as file:
        text = file.read()
    arrays = {name: [tuple(map(int, pair)) for pair in re.findall(r"\{ (\d+), (\d+) \}", body)]
              for name, body in ARRAY.findall(text)}
    groups = GROUP.findall(text.partition(TABLE)[2])
    names = [group[0] for group in groups]
    ranges = [arrays.get(r16, []) + arrays.get(r32, []) for _, r16, _, r32, _ in groups]
    number = {name: i for i, name in enumerate(names)}
    categories = [i for name, i in number.items() if len(name) == 2 and name[0] in number]
    letters = {name: i for name, i in number.items() if len(name) == 1}
    scripts = [i for i in range(len(names)) if i not in categories and i not in letters.values()]
    whole = [letters[names[i][0]] + 1 if i in categories else 0 for i in range(len(names))]

    table, at16, at32 = [], 0, 0
    for name, _, n16, _, n32 in groups:
        table.append('{"%s", +1, ranges16 + %d, %s, ranges32 + %d, %s},' % (name, at16, n16, at32, n32))
        at16 += int(n16)
        at32 += int(n32)
    category_data, category_steps = row("categories", categories, ranges)
    script_data, script_steps = row("scripts", scripts, ranges)
    out = [HEAD, "static URange16 ranges16[%d];\nstatic URange32 ranges32[%d];\n" % (at16, at32),
           TABLE, "\n", "\n".join(table), "\n};\nconst int num_unicode_groups = %d;\n\n" % len(names),
           "namespace {\nconstexpr int group_count = %d;\n" % len(names), category_data, script_data,
           "// The category of one letter that a group belongs to, its number plus one.\n",
           written("whole", whole), "}  // namespace\n",
           FILL, category_steps, script_steps, END]
    with open(output, "w", encoding="utf-8") as file:
        file.write("".join(out))


if __name__ == "__main__":
    main(*sys.argv[1:])
