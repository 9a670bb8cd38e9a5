// Markdown as a CommonMark reader with tables understands it.
#pragma once

#include <string>
#include <vector>

namespace stet::upkeep::testing {

struct Understood {
  std::string text, tags;  ///< all text; all that it takes for HTML, entities and images
  std::vector<std::string> links;
  int headings = 0, tables = 0, items = 0;
};
Understood understand(const std::string& markdown);

}  // namespace stet::upkeep::testing
