// The line of source that a message speaks of, with a caret under the place.
//
//   │  "kind": "fling", "url": "https://…      at most `excerpt_width` columns; what is
//   │          ^~~~~~~                         left out at either end is shown as …
#pragma once

#include <string>
#include <string_view>

#include "engine/base/span.h"
#include "engine/report/places.h"
#include "engine/report/report.h"

namespace stet::report {

inline constexpr uint32_t excerpt_width = 96;  ///< terminal columns, indentation excluded

/// Two lines, each indented by two spaces and ended. A place over several lines is underlined to
/// the end of the first. Nothing when the text is empty.
void append_excerpt(std::string& out, std::string_view source, base::Span place,
                    const Style& style);

/// "NAME:LINE:COLUMN: "; NAME alone for an empty source; "-" for an empty name.
void append_place(std::string& out, std::string_view name, const Position& position);

}  // namespace stet::report
