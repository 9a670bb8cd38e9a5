// Footnotes, which CommonMark does not have: found before it reads the text, and hidden from it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/span.h"

namespace stet::formats {

/// `[^reuters]` in the running text. Places are offsets in the body.
struct FootnoteMark {
  base::Span place;  ///< brackets included
  base::Span label;
};

/// `[^reuters]: …` at the start of a line, with the lines that continue it.
struct FootnoteDefinition {
  base::Span place;
  base::Span label;
  base::Span content;
};

struct Footnotes {
  std::vector<FootnoteMark> marks;  ///< ascending
  std::vector<FootnoteDefinition> definitions;
};

/// Finds the footnotes of `body`, whose copy `masked` gets other bytes in their place, offset by
/// offset, that mean nothing to CommonMark. Fenced code has no footnotes.
Footnotes find_footnotes(std::string_view body, std::span<char> masked);

/// Definitions become white space in `masked`.
void blank_definitions(const Footnotes& footnotes, std::span<char> masked);

}  // namespace stet::formats
