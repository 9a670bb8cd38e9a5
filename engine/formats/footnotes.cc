// A definition such as `[^a]: https://…` is a link definition to CommonMark, and `[^a]` then a
// link;
// `- [c1]: Word` is one too. So both are masked with bytes of the same number. A mask of `^` has
// the punctuation that brackets have, which is what emphasis beside it is judged by.
// Tested in tests/formats/read_markdown_test.cc.
#include "engine/formats/footnotes.h"

#include <algorithm>

namespace stet::formats {
namespace {

using base::Span;

constexpr size_t longest_label = 100;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  Scanner(std::string_view body, std::span<char> masked) : body_(body), masked_(masked) {}

  Footnotes scan() {
    for (uint32_t line = 0; line < body_.size(); line = next_line(line)) {
      if (in_fence(line)) continue;
      hide_item_id(line);
      if (!open_definition(line)) continue_definition(line);
      find_marks(line);
    }
    return std::move(found_);
  }

 private:
  /// Asked several times of each line.
  uint32_t line_end(uint32_t line) const {
    if (line == line_ && line_end_ > line) return line_end_;
    const size_t end = body_.find('\n', line);
    line_ = line;
    line_end_ = static_cast<uint32_t>(end == std::string_view::npos ? body_.size() : end);
    return line_end_;
  }
  uint32_t next_line(uint32_t line) const { return line_end(line) + 1; }
  uint32_t indent(uint32_t line) const {
    uint32_t at = line;
    while (at < body_.size() && (body_[at] == ' ' || body_[at] == '\t')) ++at;
    return at;
  }
  bool is_empty(uint32_t line) const {
    const std::string_view text = body_.substr(line, line_end(line) - line);
    return std::all_of(text.begin(), text.end(), is_blank);
  }

  bool in_fence(uint32_t line);
  void hide_item_id(uint32_t line);
  bool open_definition(uint32_t line);
  void continue_definition(uint32_t line);
  void find_marks(uint32_t line);
  bool label_at(uint32_t at, Span& label) const;
  bool is_escaped(uint32_t at) const;

  std::string_view body_;
  std::span<char> masked_;
  Footnotes found_;
  char fence_ = '\0';
  size_t fence_size_ = 0;
  bool in_definition_ = false;
  bool after_blank_ = false;
  mutable uint32_t line_ = 0, line_end_ = 0;  ///< of the last line asked about
  uint32_t content_from_ = 0;  ///< marks of a definition's line begin after its label
};

bool Scanner::in_fence(uint32_t line) {
  const uint32_t at = indent(line);
  const char c = at < body_.size() ? body_[at] : '\0';
  size_t size = 0;
  if (c == '`' || c == '~') {
    while (at + size < body_.size() && body_[at + size] == c) ++size;
  }
  if (fence_ == '\0') {
    if (size < 3) return false;
    const std::string_view info = body_.substr(at + size, line_end(line) - at - size);
    if (c == '`' && info.find('`') != std::string_view::npos) return false;
    fence_ = c;
    fence_size_ = size;
    in_definition_ = false;
    return true;
  }
  const bool closes =
      c == fence_ && size >= fence_size_ &&
      body_.substr(at + size, line_end(line) - at - size).find_first_not_of(" \t\r") ==
          std::string_view::npos;
  if (closes) fence_ = '\0';
  return true;
}

/// `- [c1]: text`: the id of a claim, to CommonMark the definition of a link.
void Scanner::hide_item_id(uint32_t line) {
  uint32_t at = indent(line);
  const uint32_t end = line_end(line);
  if (at < end && (body_[at] == '-' || body_[at] == '*' || body_[at] == '+')) {
    ++at;
  } else {
    const uint32_t digits = at;
    while (at < end && is_digit(body_[at])) ++at;
    if (at == digits || at >= end || (body_[at] != '.' && body_[at] != ')')) return;
    ++at;
  }
  const uint32_t after = indent(at);
  if (after == at || after >= end || body_[after] != '[') return;
  const size_t close = body_.substr(0, end).find("]:", after);
  if (close != std::string_view::npos) masked_[after] = '^';
}

/// The label of `[^label]` at `at`.
bool Scanner::label_at(uint32_t at, Span& label) const {
  if (body_.substr(at, 2) != "[^") return false;
  uint32_t end = at + 2;
  while (end < body_.size() && end - at - 2 <= longest_label) {
    const char c = body_[end];
    if (c == ']' || c == '[' || static_cast<unsigned char>(c) <= ' ') break;
    ++end;
  }
  label = {at + 2, end};
  return !label.empty() && label.size() <= longest_label && end < body_.size() && body_[end] == ']';
}

bool Scanner::open_definition(uint32_t line) {
  const uint32_t at = indent(line);
  Span label;
  if (at - line > 3 || !label_at(at, label)) return false;
  if (body_.substr(label.end, 2) != "]:") return false;
  const uint32_t end = line_end(line);
  const uint32_t content = std::min(indent(label.end + 2), end);
  found_.definitions.push_back({{at, end}, label, {content, end}});
  for (uint32_t i = at; i < content; ++i) masked_[i] = ' ';
  in_definition_ = true;
  after_blank_ = false;
  content_from_ = content;
  return true;
}

void Scanner::continue_definition(uint32_t line) {
  if (!in_definition_) return;
  if (is_empty(line)) {
    after_blank_ = true;
    return;
  }
  const uint32_t at = indent(line);
  const bool indented = at - line >= 4 || (at > line && body_[line] == '\t');
  const std::string_view rest = body_.substr(at, 2);
  const bool opens_other = rest[0] == '#' || rest[0] == '>' || rest == "- " || rest == "* " ||
                           rest == "+ " || rest == "[^";
  in_definition_ = indented || (!after_blank_ && !opens_other);
  if (!in_definition_) return;
  after_blank_ = false;
  FootnoteDefinition& definition = found_.definitions.back();
  definition.place.end = definition.content.end = line_end(line);
}

bool Scanner::is_escaped(uint32_t at) const {
  uint32_t backslashes = 0;
  while (at > backslashes && body_[at - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

void Scanner::find_marks(uint32_t line) {
  const uint32_t end = line_end(line);
  uint32_t at = std::max(line, content_from_);
  while (at < end) {
    const size_t found = body_.substr(0, end).find("[^", at);
    if (found == std::string_view::npos) return;
    at = static_cast<uint32_t>(found);
    Span label;
    if (!label_at(at, label) || is_escaped(at)) {
      at += 2;
      continue;
    }
    found_.marks.push_back({{at, label.end + 1}, label});
    for (uint32_t i = at; i <= label.end; ++i) masked_[i] = '^';
    at = label.end + 1;
  }
}

}  // namespace

Footnotes find_footnotes(std::string_view body, std::span<char> masked) {
  return Scanner(body, masked).scan();
}

void blank_definitions(const Footnotes& footnotes, std::span<char> masked) {
  for (const FootnoteDefinition& definition : footnotes.definitions) {
    for (uint32_t i = definition.place.begin; i < definition.place.end; ++i) {
      if (masked[i] != '\n' && masked[i] != '\r') masked[i] = ' ';
    }
  }
}

}  // namespace stet::formats
