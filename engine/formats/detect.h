// Which format bytes are in.
#pragma once

#include <string_view>

#include "engine/formats/article.h"

namespace stet::formats {

/// JSON when the first byte after white space and a byte order mark is `{`, else story Markdown.
Format detect_format(std::string_view bytes);

}  // namespace stet::formats
