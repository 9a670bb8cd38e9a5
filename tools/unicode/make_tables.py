#!/usr/bin/env python3
"""Writes engine/text/unicode_tables.inc from the Unicode Character Database.

Usage: make_tables.py [UCD folder] > engine/text/unicode_tables.inc
The folder defaults to where Debian's package `unicode-data` puts it. Names of classes follow
`enum class Class` in engine/text/char_class.h.
"""
import sys
from pathlib import Path

UCD = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
LAST = 0x10FFFF
PAGED, PAGE = 0x10000, 64  # below PAGED a table of pages, above a list of ranges
FOLDS, PICTOGRAPH = 0x20, 0x40
CLASSES = [
    "Symbol", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Regional_Indicator", "Katakana",
    "Hebrew_Letter", "ALetter", "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum",
    "Numeric", "ExtendNumLet", "WSegSpace", "OtherLetter", "Punctuation", "Quote", "Dash", "Space",
]
NUMBER = {name: index for index, name in enumerate(CLASSES)}


def rows(name):
    """Yields (first, last, field, ...) of a UCD file."""
    for line in (UCD / name).read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        fields = [field.strip() for field in line.split(";")]
        first, _, last = fields[0].partition("..")
        yield (int(first, 16), int(last or first, 16), *fields[1:])


def classes():
    table = [NUMBER["Symbol"]] * (LAST + 1)
    by_category = {"L": "OtherLetter", "N": "OtherLetter", "P": "Punctuation", "Z": "Space"}
    for first, last, category in rows("extracted/DerivedGeneralCategory.txt"):
        name = "Dash" if category == "Pd" else "Quote" if category in ("Pi", "Pf") else \
            by_category.get(category[0], "Symbol")
        table[first:last + 1] = [NUMBER[name]] * (last + 1 - first)
    for first, last, prop in rows("PropList.txt"):
        if prop == "Quotation_Mark":
            table[first:last + 1] = [NUMBER["Quote"]] * (last + 1 - first)
        if prop == "Dash" and first != 0x2D:
            table[first:last + 1] = [NUMBER["Dash"]] * (last + 1 - first)
        if prop == "White_Space":
            table[first:last + 1] = [NUMBER["Space"]] * (last + 1 - first)
    for sign in "%#&@*\u2030\u2031":  # signs that people read as words, not as stops
        table[ord(sign)] = NUMBER["Symbol"]
    table[0x200B] = NUMBER["Space"]  # zero width space: a break, and nothing to see
    for first, last, prop in rows("auxiliary/WordBreakProperty.txt"):
        table[first:last + 1] = [NUMBER[prop]] * (last + 1 - first)
    for first, last, prop in rows("emoji/emoji-data.txt"):
        if prop == "Extended_Pictographic":
            for point in range(first, last + 1):
                table[point] |= PICTOGRAPH
    return table


def foldings():
    return {first: int(fields[1], 16) for first, _, *fields in rows("CaseFolding.txt")
            if fields[0] in ("C", "S")}


def fold_ranges(folds):
    """(first, last, step, delta): every `step`-th code point moves by `delta`."""
    out = []
    for point in sorted(folds):
        delta = folds[point] - point
        if out:
            first, last, step, known = out[-1]
            gap = point - last
            if known == delta and gap <= 2 and (first == last or gap == step):
                out[-1] = (first, point, gap, delta)
                continue
        out.append((point, point, 1, delta))
    return out


def compositions():
    """Small Latin letters with one accent: (letter, accent, composed)."""
    for line in (UCD / "UnicodeData.txt").read_text().splitlines():
        fields = line.split(";")
        point, decomposition = int(fields[0], 16), fields[5].split()
        if 0xC0 <= point < 0x250 and len(decomposition) == 2 and "<" not in fields[5]:
            letter, accent = (int(value, 16) for value in decomposition)
            if ord("a") <= letter <= ord("z"):
                yield letter, accent, point


def emit(name, kind, values, form):
    print(f"constexpr {kind} {name}[] = {{")
    line = "   "
    for value in values:
        text = " " + form(value) + ","
        if len(line) + len(text) > 100:
            print(line)
            line = "   "
        line += text
    print(line + "\n};\n")


def main():
    table, folds = classes(), foldings()
    for point in folds:
        table[point] |= FOLDS
    print("// Made by tools/unicode/make_tables.py from the Unicode Character Database; do not edit.")
    print("// Copyright Unicode, Inc.; https://www.unicode.org/license.txt\n")
    pages = []
    for start in range(0, PAGED, PAGE):
        page = table[start:start + PAGE]
        if page not in pages:
            pages.append(page)
    index = [pages.index(table[start:start + PAGE]) for start in range(0, PAGED, PAGE)]
    emit("page_index", "uint8_t", index, str)
    emit("pages", "uint8_t", sum(pages, []), str)
    starts = [p for p in range(PAGED, LAST + 1) if p == PAGED or table[p] != table[p - 1]]
    emit("class_ranges", "uint32_t", starts, lambda p: f"0x{p << 8 | table[p]:X}")
    emit("fold_ranges", "FoldRange", fold_ranges(folds),
         lambda r: f"{{0x{r[0]:X}, 0x{r[1]:X}, {r[2]}, {r[3]}}}")
    emit("compositions", "Composition", sorted(compositions()),
         lambda c: f"{{'{chr(c[0])}', 0x{c[1]:X}, 0x{c[2]:X}}}")


main()
