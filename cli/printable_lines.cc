#include "cli/printable_lines.h"

#include <algorithm>

#include "engine/report/printable.h"

namespace stet::cli {

std::string printable_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    report::append_printable(out, text.substr(0, end));
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace stet::cli
