// The values of a claim or a sentence, ready to be compared: text/quantities.h finds the figures,
// here they get what they may be, from the precision as written and the words before them.
//
//   5.2bn            5.15e9 … 5.25e9        more than 5     5 and up
//   about 5 million  4.5e6 … 5.5e6          seven           7
//
// The full grammar of engine/quantities would make the module a sixth larger for the claims that
// newsrooms write in words; figures to twelve are enough here. Tested in claim_check_test.cc.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/quantities.h"
#include "engine/text/tokens.h"

namespace stet::evidence {

struct Value {
  base::Span span;
  double low = 0, high = 0;  ///< inclusive
  text::NumberUnit unit = text::NumberUnit::none;
  char currency[4] = {};
  uint32_t end_token = 0;  ///< the one behind it
};

/// Replaces the content of `out`. Numbers of dates are left out. `numbers` is working memory.
void find_values(std::string_view text, const text::Tokens& tokens,
                 std::vector<text::NumberToken>& numbers, std::vector<Value>& out);

/// Whether they measure in one kind of unit. Basis points are percentage points.
bool comparable(const Value& a, const Value& b);
/// Whether they can be the same, given how precisely both are written.
bool agree(const Value& a, const Value& b);

}  // namespace stet::evidence
