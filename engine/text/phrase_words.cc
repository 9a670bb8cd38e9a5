#include "engine/text/phrase_words.h"

#include "engine/text/tokens.h"

namespace stet::text {

Grouping::Grouping(size_t groups, std::span<const Pair> pairs)
    : begin_(groups + 2, 0), members_(pairs.size()) {
  // Counted one place further on, each begin moves to where it belongs while its group is filled.
  for (const Pair& pair : pairs) ++begin_[pair.group + 2];
  for (size_t i = 2; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  for (const Pair& pair : pairs) members_[begin_[pair.group + 1]++] = pair.member;
}

uint32_t PhraseWords::id_of(std::string_view text, uint8_t asks) {
  row_.assign(1, static_cast<char>(asks));
  row_ += text;
  const auto [id, fresh] = rows_.add(row_);
  stands_.resize(rows_.size());
  if (!fresh) return stands_[id];
  stands_[id] = id;
  if ((asks & inflect) != 0) {
    forms_.find(text);
    // A word without other forms is what it is in a list that does not inflect.
    if (forms_.size() == 1) {
      const uint32_t plain = id_of(text, asks & static_cast<uint8_t>(~inflect));
      stands_[id] = plain;
      return plain;
    }
  }
  add_texts(id, text, asks);
  return id;
}

void PhraseWords::add_texts(uint32_t id, std::string_view text, uint8_t asks) {
  const bool is_cased = (asks & cased) != 0;
  if (is_cased) {
    folded_.clear();
    append_folded(folded_, text);
    text = folded_;
  }
  if ((asks & prefix) != 0) {
    (is_cased ? cased_prefixes_ : plain_prefixes_).push_back({prefixes_.add(text).id, id});
  } else if (is_cased) {
    cased_texts_.push_back({texts_.add(text).id, id});
  } else if ((asks & inflect) == 0) {
    plain_texts_.push_back({texts_.add(text).id, id});
  } else {
    for (size_t i = 0; i < forms_.size(); ++i) {
      plain_texts_.push_back({texts_.add(forms_[i]).id, id});
    }
  }
}

}  // namespace stet::text
