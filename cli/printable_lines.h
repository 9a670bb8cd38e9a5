// Text of several lines made safe for a terminal: all but the line ends themselves.
#pragma once

#include <string>
#include <string_view>

namespace stet::cli {

std::string printable_lines(std::string_view text);

}  // namespace stet::cli
