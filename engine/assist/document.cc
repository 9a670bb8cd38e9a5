#include "engine/assist/document.h"

#include <algorithm>

namespace stet::assist {
namespace {

/// Of lines that the parser stumbles over.
constexpr int most_repairs = 8;

methodology::Node read_yaml(Document& document) {
  std::string text = document.bytes;
  for (int repairs = 0; repairs <= most_repairs; ++repairs) {
    base::Problems problems;
    auto root = methodology::parse_yaml_file({document.arena.copy_text(text), document.name, 0},
                                             document.arena, problems);
    if (root) return std::move(*root);
    if (problems.empty()) break;
    // Where the line of the mistake is empty already, the one before it is at fault.
    uint32_t at = std::min(problems.all().back().span.begin, static_cast<uint32_t>(text.size()));
    base::Span line = line_at(text, at);
    while (line.begin > 0 &&
           base::slice(text, line).find_first_not_of(" \t\r") == std::string_view::npos) {
      line = line_at(text, line.begin - 1);
    }
    text = without_line(text, line.begin);
  }
  return {};
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

bool is_yaml(std::string_view name, std::string_view bytes) {
  if (ends_with(name, ".yaml") || ends_with(name, ".yml")) return true;
  if (ends_with(name, ".json") || ends_with(name, ".jsonc")) return false;
  const size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos &&
         std::string_view("{[/").find(bytes[first]) == std::string_view::npos;
}

std::unique_ptr<Document> read_document(std::string name, std::string bytes) {
  auto document = std::make_unique<Document>();
  document->name = std::move(name);
  document->bytes = std::move(bytes);
  document->yaml = is_yaml(document->name, document->bytes);
  if (document->bytes.size() > methodology::max_file_bytes) return document;
  document->root = document->yaml ? read_yaml(*document)
                                  : read_loose_json(document->bytes, document->arena);
  return document;
}

base::Span line_at(std::string_view bytes, uint32_t offset) {
  const size_t at = std::min<size_t>(offset, bytes.size());
  const size_t before = at == 0 ? std::string_view::npos : bytes.rfind('\n', at - 1);
  const size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return {static_cast<uint32_t>(begin),
          static_cast<uint32_t>(std::min(bytes.find('\n', at), bytes.size()))};
}

std::string without_line(std::string_view bytes, uint32_t offset) {
  const base::Span line = line_at(bytes, offset);
  std::string out(bytes);
  std::fill(out.begin() + line.begin, out.begin() + line.end, ' ');
  return out;
}

}  // namespace stet::assist
