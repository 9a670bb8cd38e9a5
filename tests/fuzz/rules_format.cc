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

std::string meaning(std::string_view text, std::string_view name) {
  base::Arena arena;
  base::Problems problems;
  const auto root = methodology::parse_file({text, name, 0}, arena, problems);
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

std::string bare(std::string_view text) {
  std::string out(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return out;
}

void try_json(std::string_view bytes) {
  base::Problems problems;
  const auto once = upkeep::format_rules({bytes, "f.json", 0}, problems);
  if (once.has_value() == problems.has_errors()) std::abort();
  if (!once) return;
  if (meaning(*once, "f.json") != meaning(bytes, "f.json") || comments(*once) != comments(bytes))
    std::abort();
  if (upkeep::format_rules({*once, "f.json", 0}, problems) != once) std::abort();
}

/// Comments stand as they stood: all that is no white space does.
void try_yaml(std::string_view bytes) {
  base::Problems problems;
  const auto once = upkeep::format_rules({bytes, "f.yaml", 0}, problems);
  if (once.has_value() == problems.has_errors()) std::abort();
  if (!once) return;
  if (bare(*once) != bare(bytes)) std::abort();
  if (meaning(*once, "f.yaml") != meaning(bytes, "f.yaml")) std::abort();
  if (upkeep::format_rules({*once, "f.yaml", 0}, problems) != once) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try_json(bytes);
  try_yaml(bytes);
  return 0;
}
