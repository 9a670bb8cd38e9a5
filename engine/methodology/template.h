// Messages with expressions in them: "{at.text} rests on {n} sources; {{ and }} are braces".
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/mapped_text.h"
#include "engine/base/problem.h"

namespace stet::methodology {

struct TemplatePiece {
  bool expression = false;
  base::MappedText text;  ///< braces excluded
};

/// Cuts `text` into pieces. Braces that do not match are told at their place; `name` and `input`
/// are the file it stands in. Segments of pieces go to `arena`.
std::vector<TemplatePiece> parse_template(const base::MappedText& text, std::string_view name,
                                          std::string_view input, base::Arena& arena,
                                          base::Problems& problems);

/// Bytes [part) of `text` as a text of its own that knows its places.
base::MappedText sub_text(const base::MappedText& text, std::string_view input, base::Span part,
                          base::Arena& arena);

}  // namespace stet::methodology
