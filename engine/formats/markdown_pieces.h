// CommonMark → a flat list of pieces of plain text, each with the place of every character.
//
//   - *Exports* rose 5&nbsp;% [^customs]     →  list_item "Exports rose 5 %", cites: customs
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/mapped_text.h"
#include "engine/formats/article.h"
#include "engine/formats/fields.h"
#include "engine/formats/footnotes.h"

namespace stet::formats {

struct MarkdownPiece {
  enum class Kind : uint8_t { paragraph, heading, list_item, quotation, code, html };
  Kind kind = Kind::paragraph;
  uint8_t level = 0;  ///< of a heading, 1–6
  base::Span place;   ///< from its first to its last character, footnote marks included
  base::MappedText text;
  List<Text> cites;  ///< labels of its footnotes, in order, each once
};

struct MarkdownPieces {
  std::vector<MarkdownPiece> pieces;
  Text first_link;  ///< where the first link leads; absent without one
  bool too_many = false;
  std::optional<base::Span> too_many_cites;  ///< the mark that is one too many for its piece
};

struct MarkdownInput {
  std::string_view input;        ///< what places refer to
  uint32_t body;                 ///< where the body begins in it
  std::span<const char> masked;  ///< the body with its footnotes hidden
  std::span<const FootnoteMark> marks;
};

/// Reads `part` of the body. `joined` makes one piece of everything, lines between the paragraphs,
/// and no indented code. At most `limit` pieces.
MarkdownPieces read_markdown_pieces(const MarkdownInput& source, base::Span part, bool joined,
                                    uint32_t limit, base::Arena& arena);

}  // namespace stet::formats
