#include "engine/methodology/json_cursor.h"

#include <algorithm>
#include <bit>

#include "engine/base/short_text.h"

namespace stet::methodology {
namespace {

constexpr uint32_t shown_bytes = 40;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

/// After the string that begins at `at`; the end of the line or text when it is not closed.
size_t skip_string(std::string_view json, size_t at) {
  for (size_t i = at + 1; i < json.size(); ++i) {
    if (json[i] == '\\') {
      ++i;
    } else if (json[i] == '"') {
      return i + 1;
    } else if (json[i] == '\n') {
      return i;
    }
  }
  return json.size();
}

void blank(std::string& text, size_t from, size_t to) {
  for (size_t i = from; i < to && i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
  }
}

/// End of the comment that begins at `at`; `at` itself when there is none, or one without an end.
size_t comment_end(std::string_view json, size_t at) {
  if (at + 1 >= json.size() || json[at] != '/') return at;
  if (json[at + 1] == '/') return std::min(json.find('\n', at), json.size());
  if (json[at + 1] != '*') return at;
  const size_t end = json.find("*/", at + 2);
  return end == std::string_view::npos ? at : end + 2;
}

}  // namespace

std::string without_comments(std::string_view json) {
  std::string out(json);
  if (json.substr(0, 3) == "\xEF\xBB\xBF") blank(out, 0, 3);
  size_t comma = std::string::npos;  // the token before, if it is a comma that follows a value
  char before = '[';
  for (size_t i = 0; i < out.size();) {
    const size_t end = comment_end(out, i);
    if (end > i) {
      blank(out, i, end);
      i = end;
    } else if (is_space(out[i])) {
      ++i;
    } else {
      if ((out[i] == '}' || out[i] == ']') && comma != std::string::npos) out[comma] = ' ';
      const bool after_value = std::string_view("[{,:").find(before) == std::string_view::npos;
      comma = out[i] == ',' && after_value ? i : std::string::npos;
      before = out[i];
      i = out[i] == '"' ? skip_string(out, i) : i + 1;
    }
  }
  return out;
}

uint32_t skip_spaces(std::string_view json, uint32_t at) {
  while (at < json.size() && is_space(json[at])) ++at;
  return at;
}

uint32_t skip_blank(std::string_view json, uint32_t at) {
  constexpr uint64_t eight_spaces = 0x2020202020202020u;
  const char* bytes = json.data();
  const size_t size = json.size();
  size_t i = at;
  while (i < size) {
    if (bytes[i] == '\n') {
      ++i;
      while (i + 8 <= size && base::load8(bytes + i) == eight_spaces) i += 8;  // its indentation
    } else if (is_space(bytes[i])) {
      ++i;
    } else {
      const size_t end = bytes[i] == '/' ? comment_end(json, i) : i;
      if (end == i) break;
      i = end;
    }
  }
  return static_cast<uint32_t>(i);
}

uint32_t skip_number(std::string_view json, uint32_t at) {
  const auto here = [&] { return at < json.size() ? json[at] : '\0'; };
  const auto digits = [&] {
    const uint32_t first = at;
    while (here() >= '0' && here() <= '9') ++at;
    return at > first;
  };
  const uint32_t begin = at;
  if (here() == '-') ++at;
  // What follows a leading zero is no part of the number.
  if (here() == '0') {
    ++at;
  } else if (!digits()) {
    return begin;
  }
  if (here() == '.') {
    ++at;
    if (!digits()) return begin;
  }
  if (here() == 'e' || here() == 'E') {
    ++at;
    if (here() == '+' || here() == '-') ++at;
    if (!digits()) return begin;
  }
  return at;
}

// Eight bytes at a time. A borrow can only mark bytes above one that is marked rightly, and the
// lowest counts.
uint32_t plain_end(std::string_view json, uint32_t at) {
  constexpr uint64_t ones = 0x0101010101010101u;
  constexpr uint64_t high = ones * 0x80;
  const char* bytes = json.data();
  const size_t size = json.size();
  size_t i = at;
  for (; i + 8 <= size; i += 8) {
    const uint64_t eight = base::load8(bytes + i);
    const uint64_t quote = eight ^ ones * '"';
    const uint64_t backslash = eight ^ ones * '\\';
    const uint64_t control = (eight - ones * 0x20) & ~eight;
    const uint64_t found = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | control;
    if ((found & high) == 0) continue;
    return static_cast<uint32_t>(i + static_cast<size_t>(std::countr_zero(found & high)) / 8);
  }
  for (; i < size; ++i) {
    if (bytes[i] == '"' || bytes[i] == '\\' || static_cast<unsigned char>(bytes[i]) < 0x20) break;
  }
  return static_cast<uint32_t>(i);
}

uint32_t string_end(std::string_view json, uint32_t at) {
  if (at >= json.size() || json[at] != '"') return at;
  uint32_t end = plain_end(json, at + 1);
  while (end < json.size() && json[end] == '\\') {
    end = end + 2 < json.size() ? plain_end(json, end + 2) : static_cast<uint32_t>(json.size());
  }
  return end < json.size() && json[end] == '"' ? end + 1 : at;
}

base::Span token_at(std::string_view json, uint32_t at) {
  const auto size = static_cast<uint32_t>(json.size());
  if (at >= size) return {size, size};
  if (json[at] == '"') return {at, static_cast<uint32_t>(skip_string(json, at))};
  uint32_t end = at;
  while (end < size && is_word(json[end])) ++end;
  return {at, std::max(end, at + 1)};
}

std::string describe_token(std::string_view json, base::Span token) {
  if (token.empty()) return "the end of the file";
  const std::string_view text = base::slice(json, token);
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x20) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return std::string("the control byte 0x") + digits[first >> 4] + digits[first & 0xF];
  }
  if (text.size() > shown_bytes) {
    uint32_t cut = shown_bytes;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return "'" + std::string(text.substr(0, cut)) + "…'";
  }
  return "'" + std::string(text) + "'";
}

std::string syntax_hint(std::string_view json, base::Span token) {
  const std::string_view text = base::slice(json, token);
  if (text.empty()) return "a bracket or quote is not closed";
  if (text[0] == '\'') return "JSON takes double quotes";
  if (text == "True" || text == "False" || text == "None" || text == "undefined") {
    return "JSON writes true, false, null";
  }
  if (text[0] == '"' && (text.size() < 2 || text.back() != '"')) {
    return "the string is not closed on its line; write \\n for a line break";
  }
  if (text[0] == '"' && text.find('\\') != std::string_view::npos) {
    return "in a JSON string a backslash is written twice";
  }
  if (text[0] == '/') return "a comment is // to the end of the line, or /* and */";
  if (text[0] >= '0' && text[0] <= '9') return "numbers are written like 12, 0.5 or 1e9";
  return {};
}

}  // namespace stet::methodology
