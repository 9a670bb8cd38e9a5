// The figures that signals measure.
#pragma once

#include "engine/scores/impact.h"

namespace stet::scores {

struct Measured {
  const evidence::Finding* finding = nullptr;  ///< null: nothing to measure there
  double value = 0;
};

/// The figures of one story. Refers to its arguments.
class Figures {
 public:
  Figures(const methodology::Impact& rules, const ImpactInput& input, base::Arena& arena);

  /// What `signal` measures at a hit of its list.
  Measured measure(const methodology::Signal& signal, const evidence::Hit& hit) const;
  /// An amount of money that is at stake; nothing for other figures.
  Measured amount(const evidence::Figure& figure) const;

 private:
  void find_bases(base::Arena& arena);
  double worth(const evidence::Figure& figure) const;
  bool is_base(const evidence::Figure& figure) const;
  Measured largest(std::span<const evidence::Figure> figures) const;
  Measured share_of_base(const evidence::Hit& hit) const;

  const methodology::Impact& rules_;
  const ImpactInput& input_;
  std::span<const evidence::Figure*> bases_;  ///< by address: amounts that others are measured by
  Measured largest_;                          ///< of the amounts at stake in the story
};

/// Words between a finding and a later one of its passage; of more than `most` only that there are
/// more. Farther than a long sentence is farther than any limit.
uint32_t words_between(const evidence::Finding& first, const evidence::Finding& second,
                       uint32_t most);

/// Of findings in document order, the index of the first in `sentence` or behind it.
template <typename T>
size_t first_from(std::span<const T> all, uint32_t sentence) {
  // Without a branch: where a finding stands cannot be predicted.
  size_t low = 0;
  for (size_t left = all.size(); left > 0;) {
    const size_t half = (left + 1) / 2;
    low += all[low + half - 1].sentence < sentence ? half : 0;
    left -= half;
  }
  return low;
}

/// Of findings in document order, those of one sentence.
template <typename T>
std::span<const T> in_sentence(std::span<const T> all, uint32_t sentence) {
  // A sentence without end must not make the search of pairs in it endless.
  constexpr size_t most = 64;
  if (all.empty() || all.front().sentence > sentence || all.back().sentence < sentence) return {};
  const size_t begin = first_from(all, sentence);
  size_t end = begin;
  while (end < all.size() && end - begin < most && all[end].sentence == sentence) ++end;
  return all.subspan(begin, end - begin);
}

}  // namespace stet::scores
