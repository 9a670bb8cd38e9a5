// Any bytes through the formatter: what is taken keeps its meaning and its comments, and formatting
// twice changes nothing.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/upkeep/format.h"
#include "engine/upkeep/layout_tree.h"

namespace {

using namespace stet;

std::string meaning(std::string_view text) {
  base::Arena arena;
  base::Problems problems;
  const auto root = methodology::parse_file({text, "f.json", 0}, arena, problems);
  if (!root) std::abort();
  std::string out;
  methodology::append_json(*root, out);
  return out;
}

std::string comments(std::string_view text) {
  std::string out;
  for (const std::string_view comment : upkeep::comments_of(text)) {
    out.append(comment).append("\n");
  }
  out.erase(std::remove(out.begin(), out.end(), '\r'), out.end());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  base::Problems problems;
  const auto once = upkeep::format_rules({bytes, "f.json", 0}, problems);
  if (once.has_value() == problems.has_errors()) std::abort();
  if (!once) return 0;
  if (meaning(*once) != meaning(bytes) || comments(*once) != comments(bytes)) std::abort();
  if (upkeep::format_rules({*once, "f.json", 0}, problems) != once) std::abort();
  return 0;
}
