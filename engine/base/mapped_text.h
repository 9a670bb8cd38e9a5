// A decoded text that knows where in the input each of its bytes was written.
//
//   input    "headline": "A \"fair\" deal"         (JSON, YAML or Markdown)
//   text                  A "fair" deal             (what phrases, CEL and people read)
//
// Most texts are a plain slice of the input. JSON strings with escapes are mapped on demand by
// reading the raw bytes again, which costs nothing until a place is asked for. Markdown and YAML
// pieces carry segments. Tested in tests/base/mapped_text_test.cc.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/span.h"

namespace stet::base {

/// `text` bytes from `decoded` on (up to the next segment) stand at `source` in the input.
/// `verbatim` segments map byte by byte; others (an entity, an escape) map as one piece.
struct Segment {
  uint32_t decoded = 0;      ///< offset in the decoded text, bytes
  uint32_t source = 0;       ///< offset in the input, bytes
  uint32_t source_size = 0;  ///< bytes of the input this segment covers
  bool verbatim = true;
};

enum class Mapping : uint8_t {
  verbatim,  ///< text == input[source]
  json,      ///< input[source] is the inside of a JSON string with escapes
  segments,  ///< see `segments`
};

struct MappedText {
  std::string_view text;  ///< decoded UTF-8
  Span source;            ///< the whole range in the input, delimiters excluded
  Mapping mapping = Mapping::verbatim;
  uint32_t segment_count = 0;
  const Segment* segments = nullptr;  ///< sorted by `decoded`; owned by an Arena

  bool empty() const { return text.empty(); }
};

/// Where `part` of `text.text` stands in `input`. Clamped to `text.source`; linear in the text for
/// JSON with escapes, logarithmic for segments, constant otherwise.
Span to_source(const MappedText& text, std::string_view input, Span part);

/// The other way: what of `text.text` stands at `place` of `input`, which is clamped to
/// `text.source`. Where an escape or an entity is cut, all that it stands for.
Span to_text(const MappedText& text, std::string_view input, Span place);

}  // namespace stet::base
