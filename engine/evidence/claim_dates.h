// The dates of a claim, and whether a source gives them: in its text, or by its own date, for "on
// Monday" is written on the Monday. Tested in tests/evidence/claim_check_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/formats/article.h"
#include "engine/text/text.h"

namespace stet::evidence {

constexpr uint32_t no_month = 12;

/// 0 for January to 11, `no_month` for another word; "Sept" too.
uint32_t month_of(uint64_t key);

/// Four digits that mean a year: 19xx, 2xxx.
bool is_year(std::string_view digits);

class ClaimDates {
 public:
  /// `story` is when it is published: a source without a date of its own may leave out that year.
  void read(std::string_view claim, const text::Tokens& tokens, const formats::Time& story);
  /// `keys` are those of all words and numbers of the source's text.
  bool are_given(std::span<const uint64_t> keys, const formats::Time& published) const;

 private:
  bool names_day(const text::Tokens& tokens, size_t number) const;

  std::vector<uint64_t> years_, days_;  ///< keys
  std::vector<uint32_t> months_;
  formats::Time story_;
};

}  // namespace stet::evidence
