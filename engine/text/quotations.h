// Spans of direct quotation: straight and curly, single and double, « » and „ “, nested, and
// running over paragraphs (each paragraph opens with a mark, only the last one closes). A quotation
// that is never closed ends with its paragraph. Apostrophes are no quotation marks.
// Tested in tests/text/quotations_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/text/tokens.h"

namespace stet::text {

struct Quotation {
  base::Span span;       ///< marks included
  base::Span inner;      ///< what was said, marks excluded
  uint8_t depth = 0;     ///< 0 outermost, 1 a quotation within one
  bool closed = true;    ///< false: ends with the paragraph
  bool resumed = false;  ///< goes on from the paragraph before
};

/// Handed from block to block of one article; a fresh one for each article, and after a heading.
struct QuotationState {
  /// The paragraph before ended inside a quotation opened by this mark; 0 for none.
  char32_t open_mark = 0;
};

/// Replaces the content of `out`, in text order, outer before inner.
void find_quotations(std::string_view text, const Tokens& tokens, QuotationState& state,
                     std::vector<Quotation>& out);

/// Whether all of `span` lies inside one quotation.
bool is_quoted(const std::vector<Quotation>& quotations, base::Span span);

}  // namespace stet::text
