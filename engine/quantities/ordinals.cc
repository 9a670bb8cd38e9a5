#include "engine/quantities/ordinals.h"

#include <string_view>

namespace stet::quantities {

namespace {

struct Row {
  std::string_view words;
  int offset;
  bool from_end;
};

// The longest first. "one" after a word of place belongs to it.
constexpr Row rows[] = {
    {"the one before the last one", -1, true},
    {"the one before the last", -1, true},
    {"the last but one", -1, true},
    {"last but one", -1, true},
    {"the second to last", -1, true},
    {"second to last", -1, true},
    {"the third to last", -2, true},
    {"third to last", -2, true},
    {"next to last", -1, true},
    {"the penultimate", -1, true},
    {"penultimate", -1, true},
    {"the antepenultimate", -2, true},
    {"antepenultimate", -2, true},
    {"the one before last", -1, true},
    {"last one", 0, true},
    {"last", 0, true},
    {"next one", 1, false},
    {"next", 1, false},
    {"previous one", -1, false},
    {"previous", -1, false},
    {"current one", 0, false},
    {"current", 0, false},
};

/// Whether `words` stand at a piece, and how many pieces they are.
uint32_t length(const Pieces& pieces, uint32_t at, std::string_view words) {
  uint32_t count = 0;
  if (!pieces.may_say(at, words)) return 0;
  for (size_t begin = 0; begin < words.size(); ++count) {
    const size_t end = std::min(words.find(' ', begin), words.size());
    if (!pieces.says(at + count, words.substr(begin, end - begin))) return 0;
    begin = end + 1;
  }
  return count;
}

bool relative(const Pieces& pieces, uint32_t at, Found& found) {
  if (!pieces.is_word(at)) return false;
  for (const Row& row : rows) {
    uint32_t count = length(pieces, at, row.words);
    if (count == 0) continue;
    // "the last one books" counts what follows.
    if (row.words == "last one" && pieces.is_word(at + count)) count = 1;
    Number number;
    number.begin = at;
    number.end = at + count;
    number.value = row.offset;
    number.precision = 1;
    found = plain(pieces, number, Kind::ordinal);
    found.quantity.relative = row.from_end ? "end" : "current";
    return true;
  }
  return false;
}

}  // namespace

void find_ordinals(const Pieces& pieces, const Numbers& numbers, std::vector<Found>& out) {
  size_t next = 0;
  for (uint32_t at = 0; at < pieces.size();) {
    Found found;
    while (next < numbers.ordinals.size() && numbers.ordinals[next].begin < at) ++next;
    if (relative(pieces, at, found)) {
      at = found.end;
    } else if (next < numbers.ordinals.size() && numbers.ordinals[next].begin == at) {
      found = plain(pieces, numbers.ordinals[next], Kind::ordinal);
      at = found.end;
    } else {
      ++at;
      continue;
    }
    out.push_back(std::move(found));
  }
}

}  // namespace stet::quantities
