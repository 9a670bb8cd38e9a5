// Pages of their own: no script, nothing fetched, light and dark.
#pragma once

#include <string>
#include <string_view>

namespace stet::upkeep {

/// `text` as it stands between tags or in an attribute.
void append_html(std::string& out, std::string_view text);
/// All that stands before a page's own style: `</head>` is still to come.
void begin_head(std::string& out, std::string_view title);
void begin_page(std::string& out, std::string_view title);
void end_page(std::string& out);

}  // namespace stet::upkeep
