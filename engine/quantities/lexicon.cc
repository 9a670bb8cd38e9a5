#include "engine/quantities/lexicon.h"

#include <algorithm>
#include <string>

#include "engine/base/number.h"
#include "engine/quantities/moment_words.h"
#include "engine/quantities/units.h"
#include "engine/text/word_key.h"

namespace stet::quantities {

namespace {

constexpr size_t slot_count = 8192;

/// Words in the order of their values; '|' between words of one value, ":N" sets it, '_' joins the
/// pieces of one word.
struct Row {
  Sort sort;
  std::string_view words;
};

constexpr Row rows[] = {
    {Sort::small,
     "zero:0|naught|nought one two three four five six seven eight nine ten eleven twelve thirteen "
     "fourteen fifteen sixteen seventeen eighteen nineteen"},
    {Sort::tens,
     "twenty:20 thirty:30 forty:40|fourty fifty:50 sixty:60 seventy:70 eighty:80 ninety:90"},
    {Sort::scale,
     "hundred:2|hundreds thousand:3|thousands lakh:5|lakhs million:6|millions crore:7|crores "
     "billion:9|billions trillion:12|trillions quadrillion:15 mn:6|mln|mil|mio bn:9|bln "
     "tn:12|trn|tln"},
    {Sort::glued, "k:3 m:6|mn|mln|mil|mio b:9|bn|bln|g t:12|tn|trn|tln cr:7"},
    {Sort::ordinal,
     "zeroth:0 first second third fourth fifth sixth seventh eighth ninth|nineth tenth eleventh "
     "twelfth|twelveth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
     "twentieth thirtieth:30 fortieth:40 fiftieth:50 sixtieth:60 seventieth:70 eightieth:80 "
     "ninetieth:90 hundredth:1002 thousandth:1003 millionth:1006 billionth:1009 trillionth:1012"},
    {Sort::fraction, "half:2|halves quarter:4|quarters"},
    {Sort::percent,
     "percent:0|percents|per_cent|per_cents|pct|percentage|percentages|% "
     "percentage_point:1|percentage_points|percent_point|percent_points|pp|ppt|ppts|pps "
     "basis_point:2|basis_points|bp|bps"},
};

uint64_t joined(uint64_t first, uint64_t next) { return text::mix_key(first, next) | 1; }

}  // namespace

const Lexicon& Lexicon::get() {
  static const Lexicon lexicon;
  return lexicon;
}

Lexicon::Lexicon() : slots_(slot_count), firsts_(slot_count) {
  for (const Row& row : rows) read_counted(row.words, row.sort);
  for (const WordRow& row : moment_words()) read_counted(row.words, row.sort);
  int32_t index = 0;
  for (const UnitRow& row : unit_rows()) {
    // Those of temperature and age are called as no text writes them.
    if (row.name.size() > 1 && row.dimension != "Age") add_name(row.name, Sort::unit, index);
    read_names(row.words, Sort::unit, index++);
  }
  index = 0;
  for (const CurrencyRow& row : currency_rows()) {
    if (!row.code.empty()) add(row.code, Sort::money, index);
    add_name(row.name, Sort::money, index);
    read_names(row.words, Sort::money, index++);
  }
}

void Lexicon::read_counted(std::string_view words, Sort sort) {
  int32_t value = 0;
  for (size_t at = 0; at < words.size();) {
    const size_t end = std::min(words.find_first_of(" |", at), words.size());
    std::string_view word = words.substr(at, end - at);
    if (const size_t colon = word.find(':'); colon != word.npos) {
      value = static_cast<int32_t>(base::parse_int(word.substr(colon + 1)).value_or(0));
      word = word.substr(0, colon);
    }
    add(word, sort, value);
    if (end < words.size() && words[end] == ' ') ++value;
    at = end + 1;
  }
}

void Lexicon::read_names(std::string_view names, Sort sort, int32_t value) {
  for (size_t at = 0; at < names.size();) {
    const size_t end = std::min(names.find('|', at), names.size());
    add_name(names.substr(at, end - at), sort, value);
    at = end + 1;
  }
}

void Lexicon::add_name(std::string_view name, Sort sort, int32_t value) {
  add(name, sort, value);
  const size_t last_word = name.find_last_of("_ ") + 1;  // npos + 1 is 0
  const char last = name.back();
  if (name.size() - last_word < 3 || last == 's' || last == '$') return;
  add(std::string(name) + 's', sort, value);
}

void Lexicon::add(std::string_view words, Sort sort, int32_t value) {
  uint64_t key = 0;
  uint8_t count = 0;
  std::string folded;
  for (size_t at = 0; at < words.size(); ++count) {
    const size_t end = std::min(words.find_first_of(" _", at), words.size());
    folded.clear();
    text::append_folded(folded, words.substr(at, end - at));
    const uint64_t piece = text::word_key(folded);
    if (count == 0) first(piece).sorts |= uint32_t{1} << static_cast<uint32_t>(sort);
    key = count == 0 ? piece : joined(key, piece);
    at = end + 1;
  }
  uint8_t& longest = longest_[static_cast<size_t>(sort)];
  if (count > longest) longest = count;
  if (slot(key, sort) != nullptr) return;
  size_t at = key % slot_count;
  while (slots_[at].key != 0) at = (at + 1) % slot_count;
  slots_[at] = {key, value, sort};
}

Lexicon::First& Lexicon::first(uint64_t key) {
  size_t at = key % slot_count;
  while (firsts_[at].key != 0 && firsts_[at].key != key) at = (at + 1) % slot_count;
  firsts_[at].key = key;
  return firsts_[at];
}

uint32_t Lexicon::sorts_of(uint64_t key) const {
  for (size_t at = key % slot_count; firsts_[at].key != 0; at = (at + 1) % slot_count) {
    if (firsts_[at].key == key) return firsts_[at].sorts;
  }
  return 0;
}

const Lexicon::Slot* Lexicon::slot(uint64_t key, Sort sort) const {
  for (size_t at = key % slot_count; slots_[at].key != 0; at = (at + 1) % slot_count) {
    if (slots_[at].key == key && slots_[at].sort == sort) return &slots_[at];
  }
  return nullptr;
}

Word Lexicon::find_text(std::string_view word, uint32_t at, Sort sort) const {
  std::string folded;
  text::append_folded(folded, word);
  const Slot* entry = slot(text::word_key(folded), sort);
  return entry == nullptr ? Word{} : Word{entry->value, at + 1};
}

Word Lexicon::find(const Pieces& pieces, uint32_t at, Sort sort) const {
  Word found;
  if ((pieces[at].sorts >> static_cast<uint32_t>(sort) & 1) == 0) return found;
  uint64_t key = 0;
  const uint32_t longest = longest_[static_cast<size_t>(sort)];
  for (uint32_t i = 0; i < longest && at + i < pieces.size(); ++i) {
    const Piece& piece = pieces[at + i];
    key = i == 0 ? piece.key : joined(key, piece.key);
    if (const Slot* entry = slot(key, sort)) found = {entry->value, at + i + 1};
  }
  return found;
}

}  // namespace stet::quantities
