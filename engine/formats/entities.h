// HTML entities, which Markdown has too.
#pragma once

#include <string>
#include <string_view>

namespace stet::formats {

/// Appends what "&eacute;", "&#233;" or "&#xE9;" stands for; false, and nothing, for an unknown
/// name.
bool append_entity(std::string_view entity, std::string& out);

}  // namespace stet::formats
