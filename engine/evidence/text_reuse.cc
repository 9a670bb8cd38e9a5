// Tested in tests/evidence/{text_reuse,syndication}_test.cc.
#include "engine/evidence/text_reuse.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

#include "engine/base/sort.h"
#include "engine/formats/reader.h"

namespace stet::evidence {

namespace {

constexpr uint32_t most_words = 16;               ///< of a shingle
constexpr uint64_t factor = 0x9E3779B97F4A7C15u;  ///< odd
/// Texts up to so many words are compared whole, up to the next figure by every 4th shingle.
constexpr size_t rate_words[] = {4096, 32768};
/// Whole texts that are equal need fewer shingles than copies: two sentences of reporting.
constexpr uint32_t least_of_equal = 4;
constexpr uint16_t several = UINT16_MAX;
static_assert(formats::Limits::sources < several, "texts are told apart by 16 bits");
constexpr uint32_t most_anchors = 512;

constexpr uint64_t spread(uint64_t value) {
  value = (value ^ value >> 32) * 0xD6E8FEB86659FD93u;
  return value ^ value >> 32;
}

/// None of these may be set in a hash that is kept at a rate (0, 1, 2).
constexpr uint64_t bits_at(uint32_t rate) { return (uint64_t{1} << (2 * rate)) - 1; }

bool ends_sentence(const text::Token& token) {
  return token.kind == text::TokenKind::punctuation &&
         (token.key == '.' || token.key == '!' || token.key == '?');
}

bool is_word(const text::Token& token) {
  return token.kind == text::TokenKind::word || token.kind == text::TokenKind::number;
}

/// A hash over the last `size` words, updated in constant time.
class Window {
 public:
  explicit Window(uint32_t size) : size_(size) {
    for (uint32_t i = 0; i < size; ++i) leaving_ *= factor;
  }
  void restart() { filled_ = 0, hash_ = 0; }
  /// Whether the window is full with this word.
  bool push(uint64_t key, uint32_t begin) {
    const uint64_t word = spread(key);
    hash_ = hash_ * factor + word;
    if (filled_ >= size_) hash_ -= words_[(filled_ - size_) % most_words] * leaving_;
    words_[filled_ % most_words] = word;
    begins_[filled_ % most_words] = begin;
    return ++filled_ >= size_;
  }
  uint64_t hash() const { return spread(hash_); }
  uint32_t begin() const { return begins_[(filled_ - size_) % most_words]; }

 private:
  static_assert(std::has_single_bit(most_words), "counting through rings, no division");
  uint32_t size_;
  uint32_t filled_ = 0;
  uint64_t hash_ = 0;
  uint64_t leaving_ = 1;
  std::array<uint64_t, most_words> words_{};
  std::array<uint32_t, most_words> begins_{};
};

/// The end of the longest of two ordered rows of spans that begins at or before `offset`.
class Gaps {
 public:
  Gaps(const std::vector<text::Quotation>& quotations, std::span<const base::Span> left_out)
      : quotations_(quotations), left_out_(left_out) {}
  bool covers(uint32_t offset) {
    if (offset >= next_) move_to(offset);
    return offset < end_;
  }

 private:
  void move_to(uint32_t offset) {
    while (quotation_ < quotations_.size() && quotations_[quotation_].span.begin <= offset) {
      end_ = std::max(end_, quotations_[quotation_++].span.end);
    }
    while (left_ < left_out_.size() && left_out_[left_].begin <= offset) {
      end_ = std::max(end_, left_out_[left_++].end);
    }
    next_ = UINT32_MAX;
    if (quotation_ < quotations_.size()) next_ = quotations_[quotation_].span.begin;
    if (left_ < left_out_.size()) next_ = std::min(next_, left_out_[left_].begin);
  }

  const std::vector<text::Quotation>& quotations_;
  std::span<const base::Span> left_out_;
  size_t quotation_ = 0, left_ = 0;
  uint32_t end_ = 0;
  uint32_t next_ = 0;  ///< where the next span begins
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool in_word(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a word goes on from the byte before `at` to the one at it.
bool inside_word(std::string_view text, size_t at) {
  return at > 0 && at < text.size() && in_word(text[at - 1]) && in_word(text[at]);
}

/// The longest run that both texts have around the bytes `a` and `b`, in whole words.
std::pair<base::Span, base::Span> common_run(std::string_view first, uint32_t a,
                                             std::string_view second, uint32_t b) {
  uint32_t back = 0, ahead = 0;
  while (back < a && back < b && lower(first[a - back - 1]) == lower(second[b - back - 1])) ++back;
  while (a + ahead < first.size() && b + ahead < second.size() &&
         lower(first[a + ahead]) == lower(second[b + ahead])) {
    ++ahead;
  }
  while (back > 0 && (inside_word(first, a - back) || inside_word(second, b - back) ||
                      !in_word(first[a - back]))) {
    --back;
  }
  while (ahead > 0 && (inside_word(first, a + ahead) || inside_word(second, b + ahead) ||
                       first[a + ahead - 1] == ' ')) {
    --ahead;
  }
  return {{a - back, a + ahead}, {b - back, b + ahead}};
}

}  // namespace

void TextReuse::restart(const ReuseOptions& options) {
  options_ = options;
  options_.shingle = std::clamp<uint32_t>(options_.shingle, 1, most_words);
  texts_.clear();
  shingles_.clear();
}

void TextReuse::add(uint32_t number, std::string_view text, const text::Tokens& tokens,
                    const std::vector<text::Quotation>& quotations,
                    std::span<const base::Span> left_out) {
  Text& added = texts_.emplace_back();
  added.number = number;
  added.text = text;
  added.begin = static_cast<uint32_t>(shingles_.size());
  for (const size_t words : rate_words) added.rate += tokens.word_count > words ? 1u : 0u;
  cut(tokens, quotations, left_out);
  added.end = static_cast<uint32_t>(shingles_.size());
}

void TextReuse::cut(const text::Tokens& tokens, const std::vector<text::Quotation>& quotations,
                    std::span<const base::Span> left_out) {
  Text& cut = texts_.back();
  const auto index = static_cast<uint32_t>(texts_.size() - 1);
  Shingle* to = shingles_.room(tokens.all.size());
  const Shingle* const begin = to;
  Window window(options_.shingle);
  Gaps gaps(quotations, left_out);
  // Kept here while it changes with each word: the compiler cannot tell that shingles are no texts.
  uint64_t digest = 0;
  uint32_t count = 0;
  const uint64_t left_out_bits = bits_at(cut.rate);
  for (const text::Token& token : tokens.all) {
    if (gaps.covers(token.span.begin)) {
      window.restart();
    } else if (is_word(token)) {
      if (!window.push(token.key, token.span.begin)) continue;
      const uint64_t hash = window.hash();
      digest = (digest ^ hash) * factor;
      ++count;
      *to = {hash, index, window.begin()};
      to += (hash & left_out_bits) == 0 ? 1 : 0;
    } else if (ends_sentence(token)) {
      window.restart();
    }
  }
  cut.digest = digest;
  shingles_.commit(static_cast<size_t>(to - begin));
  cut.counts[0] = count;
  cut.counts[cut.rate] = static_cast<uint32_t>(to - begin);
}

void TextReuse::find(DisjointSets& sets, bool passages, std::vector<Reuse>& out) {
  if (texts_.size() < 2) return;
  unite_twins(sets, out);
  keep_shared();
  if (shared_.empty()) return;
  count_at_rates();
  group_shared();
  for (uint32_t text = 0; text < texts_.size(); ++text) {
    count_partners(text, sets);
    for (const uint32_t partner : partners_) {
      const double share = share_of(text, partner, shared_with_[partner]);
      shared_with_[partner] = 0;
      if (share > 0 && sets.unite(texts_[text].number, texts_[partner].number)) {
        out.push_back({texts_[text].number, texts_[partner].number, {}, {}, share});
        if (passages) find_passage(text, partner, out.back());
      }
    }
  }
}

/// Texts are compared at the rate of the longer one: how much of each is left there.
void TextReuse::count_at_rates() {
  uint32_t highest = 0;
  for (const Text& text : texts_) highest = std::max(highest, text.rate);
  for (Text& text : texts_) {
    for (uint32_t rate = text.rate + 1; rate <= highest; ++rate) {
      for (uint32_t i = text.begin; i < text.end; ++i) {
        text.counts[rate] += (shingles_[i].hash & bits_at(rate)) == 0 ? 1u : 0u;
      }
    }
  }
}

/// Copies to the letter are common, and need not be compared with all others each.
void TextReuse::unite_twins(DisjointSets& sets, std::vector<Reuse>& out) {
  std::vector<uint32_t>& order = partners_;
  order.clear();
  for (uint32_t i = 0; i < texts_.size(); ++i) {
    if (texts_[i].counts[0] >= least_of_equal) order.push_back(i);
  }
  base::sort_in_place(order, [this](uint32_t a, uint32_t b) {
    return std::tie(texts_[a].digest, texts_[a].counts[0], a) <
           std::tie(texts_[b].digest, texts_[b].counts[0], b);
  });
  uint32_t first = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    const uint32_t at = order[i];
    const bool equal = i > 0 && texts_[first].digest == texts_[at].digest &&
                       texts_[first].counts[0] == texts_[at].counts[0];
    if (!equal) {
      first = at;
      continue;
    }
    texts_[at].twin = true;
    if (!sets.unite(texts_[first].number, texts_[at].number)) continue;
    Reuse& twins = out.emplace_back();
    twins.first = texts_[first].number;
    twins.second = texts_[at].number;
    twins.first_span = {0, static_cast<uint32_t>(texts_[first].text.size())};
    twins.second_span = {0, static_cast<uint32_t>(texts_[at].text.size())};
    twins.share = 1;
  }
  order.clear();
}

/// Most shingles stand in one text alone: a table by hash tells, with some chance of error to the
/// safe side, and the rest is sorted.
void TextReuse::keep_shared() {
  shared_.clear();
  marks_.assign(std::bit_ceil(std::max<size_t>(2 * shingles_.size(), 64)), 0);
  const int shift = std::countl_zero(static_cast<uint64_t>(marks_.size())) + 1;
  const auto mark_of = [&](const Shingle& shingle) -> uint16_t& {
    return marks_[static_cast<size_t>(shingle.hash >> shift)];
  };
  for (const Text& text : texts_) {
    if (text.twin) continue;
    const auto own = static_cast<uint16_t>(&text - texts_.data() + 1);
    for (const Shingle& shingle : shingles_of(text)) {
      uint16_t& mark = mark_of(shingle);
      mark = mark == 0 || mark == own ? own : several;
    }
  }
  // Which are shared cannot be foreseen: written first, then kept or not.
  shared_.resize(shingles_.size() + 1);
  Shingle* to = shared_.data();
  for (const Text& text : texts_) {
    if (text.twin) continue;
    for (const Shingle& shingle : shingles_of(text)) {
      *to = shingle;
      to += mark_of(shingle) == several ? 1 : 0;
    }
  }
  shared_.resize(static_cast<size_t>(to - shared_.data()));
  sort_shared();
}

/// By hash, those of one hash as they came: by text, then begin. Hashes are spread evenly, so a
/// part of their bits puts each next to where it belongs, and few steps remain.
void TextReuse::sort_shared() {
  const size_t size = shared_.size();
  const auto bits = static_cast<uint32_t>(std::bit_width(size));
  const auto place_of = [bits](const Shingle& shingle) {
    return bits == 0 ? 0 : static_cast<size_t>(shingle.hash >> (64 - bits));
  };
  ends_.assign((size_t{1} << bits) + 1, 0);
  for (const Shingle& shingle : shared_) ++ends_[place_of(shingle) + 1];
  for (size_t i = 1; i < ends_.size(); ++i) ends_[i] += ends_[i - 1];
  sorted_.resize(size);
  for (const Shingle& shingle : shared_) sorted_[ends_[place_of(shingle)]++] = shingle;
  for (size_t i = 1; i < size; ++i) {
    const Shingle moved = sorted_[i];
    size_t at = i;
    for (; at > 0 && sorted_[at - 1].hash > moved.hash; --at) sorted_[at] = sorted_[at - 1];
    sorted_[at] = moved;
  }
  shared_.swap(sorted_);
}

/// Finds the groups, and for each text those that it is in. A shingle that a text has twice counts
/// once.
void TextReuse::group_shared() {
  groups_.clear();
  group_begin_.assign(texts_.size() + 2, 0);
  shared_with_.assign(texts_.size(), 0);
  const auto visit_texts = [this](const Group& group, auto visit) {
    for (uint32_t i = group.begin; i < group.end; ++i) {
      if (i == group.begin || shared_[i].text != shared_[i - 1].text) visit(shared_[i].text);
    }
  };
  const auto size = static_cast<uint32_t>(shared_.size());
  for (uint32_t begin = 0, end = 0; begin < size; begin = end) {
    end = begin + 1;
    while (end < size && shared_[end].hash == shared_[begin].hash) ++end;
    if (shared_[begin].text == shared_[end - 1].text) continue;
    groups_.push_back({begin, end});
    visit_texts(groups_.back(), [this](uint32_t text) { ++group_begin_[text + size_t{2}]; });
  }
  for (size_t i = 2; i < group_begin_.size(); ++i) group_begin_[i] += group_begin_[i - 1];
  group_ids_.resize(group_begin_.back());
  for (uint32_t id = 0; id < groups_.size(); ++id) {
    visit_texts(groups_[id],
                [&](uint32_t text) { group_ids_[group_begin_[text + size_t{1}]++] = id; });
  }
}

/// Fills `partners_` with the later texts that share a shingle with `text` and are not one with it,
/// `shared_with_` with how many.
void TextReuse::count_partners(uint32_t text, DisjointSets& sets) {
  partners_.clear();
  const uint32_t own = sets.root(texts_[text].number);
  for (uint32_t i = group_begin_[text]; i < group_begin_[text + size_t{1}]; ++i) {
    Group& group = groups_[group_ids_[i]];
    if (group.united) continue;
    group.united = true;
    uint32_t last = text;
    for (uint32_t at = group.begin; at < group.end; ++at) {
      const uint32_t other = shared_[at].text;
      if (other == last || other == text) continue;
      last = other;
      if (sets.root(texts_[other].number) == own) continue;
      group.united = false;
      if (other < text) continue;
      if (shared_with_[other]++ == 0) partners_.push_back(other);
    }
  }
}

/// 0 when it is too little to count.
double TextReuse::share_of(uint32_t a, uint32_t b, uint32_t shared) const {
  const uint32_t rate = std::max(texts_[a].rate, texts_[b].rate);
  const uint32_t shorter = std::min(texts_[a].counts[rate], texts_[b].counts[rate]);
  if (shorter == 0 || uint64_t{shared} << (2 * rate) < options_.least) return 0;
  const double share = std::min(1.0, static_cast<double>(shared) / static_cast<double>(shorter));
  return share >= options_.containment ? share : 0;
}

void TextReuse::find_passage(uint32_t first, uint32_t second, Reuse& found) const {
  const Text& a = texts_[first];
  const Text& b = texts_[second];
  uint32_t anchors = 0;
  for (uint32_t i = group_begin_[first]; i < group_begin_[first + size_t{1}]; ++i) {
    const Group& group = groups_[group_ids_[i]];
    const auto begin = shared_.begin() + group.begin, end = shared_.begin() + group.end;
    const auto of = [&](uint32_t text) {
      return std::find_if(begin, end, [&](const Shingle& each) { return each.text == text; });
    };
    const auto there = of(second);
    if (there == end) continue;
    const uint32_t here = of(first)->begin;
    const bool known = here - found.first_span.begin < found.first_span.size() &&
                       here - found.first_span.begin == there->begin - found.second_span.begin;
    if (known) continue;
    const auto run = common_run(a.text, here, b.text, there->begin);
    const uint32_t size = run.first.size(), best = found.first_span.size();
    if (size > best || (size == best && run.first.begin < found.first_span.begin)) {
      found.first_span = run.first;
      found.second_span = run.second;
    }
    if (++anchors == most_anchors) break;
  }
}

}  // namespace stet::evidence
