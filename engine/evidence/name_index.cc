// Tested in tests/evidence/clusters_test.cc.
#include "engine/evidence/name_index.h"

#include <algorithm>

#include "engine/base/sort.h"
#include "engine/evidence/source_names.h"
#include "engine/text/word_key.h"

namespace stet::evidence {

namespace {

constexpr uint64_t the_key = text::word_key("the");

constexpr uint64_t bit_of(uint64_t key) { return uint64_t{1} << (key * 0x9E3779B97F4A7C15u >> 58); }

uint64_t with_possessive(std::string_view word) {
  std::string folded;
  text::append_folded(folded, word);
  folded += "'s";
  return text::word_key(folded);
}

}  // namespace

void NameIndex::clear() {
  names_.clear();
  keys_.clear();
  first_keys_ = 0;
}

void NameIndex::add(std::string_view name, uint32_t id) {
  name = trim(name);
  text::tokenise(name, tokens_);
  const text::Buffer<text::Token>& all = tokens_.all;
  size_t first = 0;
  while (first < all.size() && (all[first].kind != text::TokenKind::word ||
                                (all[first].key == the_key && all.size() > first + 1))) {
    ++first;
  }
  if (first == all.size()) return;
  Name added;
  added.first_key = all[first].key;
  added.begin = static_cast<uint32_t>(keys_.size());
  added.count = static_cast<uint32_t>(all.size() - first);
  added.id = id;
  added.capital = all[first].has(text::begins_upper);
  for (size_t i = first; i < all.size(); ++i) keys_.push_back(all[i].key);
  names_.push_back(added);
  if (all.back().kind != text::TokenKind::word) return;
  // "Reuters's report"
  const uint64_t last = with_possessive(base::slice(name, all.back().span));
  added.begin = static_cast<uint32_t>(keys_.size());
  for (size_t i = first; i + 1 < all.size(); ++i) keys_.push_back(all[i].key);
  keys_.push_back(last);
  added.first_key = keys_[added.begin];
  names_.push_back(added);
}

void NameIndex::build() {
  for (const Name& name : names_) first_keys_ |= bit_of(name.first_key);
  base::sort(names_, [](const Name& a, const Name& b) {
    if (a.first_key != b.first_key) return a.first_key < b.first_key;
    return a.count != b.count ? a.count > b.count : a.begin < b.begin;
  });
}

bool NameIndex::is_at(const Name& name, const text::Tokens& tokens, size_t at) const {
  if (tokens.all.size() - at < name.count) return false;
  if (name.capital && !tokens.all[at].has(text::begins_upper)) return false;
  for (uint32_t i = 1; i < name.count; ++i) {
    if (tokens.all[at + i].key != keys_[name.begin + i]) return false;
  }
  return true;
}

NameIndex::Match NameIndex::find(const text::Tokens& tokens, size_t at) const {
  const uint64_t key = tokens.all[at].key;
  if ((first_keys_ & bit_of(key)) == 0) return {};
  auto name = std::lower_bound(names_.begin(), names_.end(), key,
                               [](const Name& each, uint64_t k) { return each.first_key < k; });
  for (; name != names_.end() && name->first_key == key; ++name) {
    if (is_at(*name, tokens, at)) return {name->id, name->count};
  }
  return {};
}

}  // namespace stet::evidence
