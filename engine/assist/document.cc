#include "engine/assist/document.h"

#include <algorithm>

namespace stet::assist {
namespace {

/// Of lines that the parser stumbles over.
constexpr int most_repairs = 8;

/// The tree of `text`, or where it is no YAML.
std::optional<methodology::Node> parse(Document& document, const std::string& text, uint32_t& at) {
  base::Problems problems;
  auto root = methodology::parse_yaml_file({document.arena.copy_text(text), document.name, 0},
                                           document.arena, problems);
  at = problems.empty() ? 0 : problems.all().back().span.begin;
  return root;
}

/// The line at `at`, or the last one before it that is not blank.
base::Span written_line(std::string_view text, uint32_t at) {
  base::Span line = line_at(text, at);
  while (line.begin > 0 &&
         base::slice(text, line).find_first_not_of(" \t\r") == std::string_view::npos) {
    line = line_at(text, line.begin - 1);
  }
  return line;
}

/// A mistake is often noticed on the line behind it only: of the two the one goes without which
/// more can be read.
methodology::Node read_yaml(Document& document) {
  std::string text = document.bytes;
  uint32_t at = 0;
  auto root = parse(document, text, at);
  for (int repairs = 0; !root && repairs < most_repairs; ++repairs) {
    const base::Span line = written_line(text, at);
    std::string without = without_line(text, line.begin);
    uint32_t next = 0;
    root = parse(document, without, next);
    if (line.begin > 0) {
      std::string other = without_line(text, written_line(text, line.begin - 1).begin);
      uint32_t other_next = 0;
      auto other_root = parse(document, other, other_next);
      if (other_root || (!root && other_next > next)) {
        root = std::move(other_root);
        without = std::move(other);
        next = other_next;
      }
    }
    text = std::move(without);
    at = next;
  }
  return root ? std::move(*root) : methodology::Node();
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
  document->root =
      document->yaml ? read_yaml(*document) : read_loose_json(document->bytes, document->arena);
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
