// libyaml tells where a scalar begins and ends, not where each of its characters comes from. This
// file reads the raw bytes a second time beside the decoded value: what is equal maps byte by byte,
// escapes and folded line breaks map as one piece. The decoded value is the authority: a raw text
// that this reading cannot follow (exotic line breaks) becomes one piece, never a wrong place.
// Tested in tests/formats/yaml_tree_test.cc.
#include "engine/formats/yaml_scalar.h"

#include <algorithm>

#include "engine/base/number.h"

namespace stet::formats {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Two cursors, one in the raw bytes and one in the value, that only move together.
class Aligner {
 public:
  Aligner(std::string_view raw, uint32_t offset, std::string_view value,
          std::vector<base::Segment>& segments)
      : raw_(raw), value_(value), offset_(offset), segments_(segments) {
    segments_.clear();
  }

  bool flow(YamlStyle style);
  bool block(bool folded);
  base::Span covered() const {
    return {offset_ + static_cast<uint32_t>(begin_), offset_ + static_cast<uint32_t>(r_)};
  }

 private:
  bool copy();
  bool piece(size_t decoded, size_t source);
  bool fold();
  bool escape();
  size_t breaks_in_value() const;
  size_t skip_indent(size_t from) const;
  bool find_indent();

  std::string_view raw_, value_;
  uint32_t offset_;
  std::vector<base::Segment>& segments_;
  size_t r_ = 0, d_ = 0, begin_ = 0, indent_ = 0;
};

bool Aligner::copy() {
  if (raw_[r_] != value_[d_]) return false;
  const auto decoded = static_cast<uint32_t>(d_++);
  const auto source = offset_ + static_cast<uint32_t>(r_++);
  if (!segments_.empty()) {
    base::Segment& last = segments_.back();
    if (last.verbatim && last.source + last.source_size == source) {
      ++last.source_size;
      return true;
    }
  }
  segments_.push_back({decoded, source, 1, true});
  return true;
}

bool Aligner::piece(size_t decoded, size_t source) {
  if (decoded > value_.size() - d_ || source > raw_.size() - r_) return false;
  if (decoded > 0) {
    segments_.push_back({static_cast<uint32_t>(d_), offset_ + static_cast<uint32_t>(r_),
                         static_cast<uint32_t>(source), false});
  }
  d_ += decoded;
  r_ += source;
  return true;
}

/// A folded line break stands for one space, or for as many line feeds as there were empty lines.
size_t Aligner::breaks_in_value() const {
  if (d_ < value_.size() && value_[d_] == ' ') return 1;
  size_t end = d_;
  while (end < value_.size() && value_[end] == '\n') ++end;
  return end - d_;
}

bool Aligner::fold() {
  size_t end = r_;
  while (end < raw_.size() && (is_blank(raw_[end]) || is_break(raw_[end]))) ++end;
  const size_t decoded = breaks_in_value();
  return decoded > 0 && piece(decoded, end - r_);
}

bool Aligner::escape() {
  if (r_ + 1 >= raw_.size()) return false;
  const char c = raw_[r_ + 1];
  if (is_break(c)) {  // an escaped line break stands for nothing
    size_t end = r_ + (raw_.substr(r_ + 1, 2) == "\r\n" ? 3 : 2);
    while (end < raw_.size() && is_blank(raw_[end])) ++end;
    r_ = end;
    return true;
  }
  const size_t source = c == 'x' ? 4 : c == 'u' ? 6 : c == 'U' ? 10 : 2;
  const auto lead = static_cast<unsigned char>(value_[d_]);
  const size_t decoded = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return piece(decoded, source);
}

bool Aligner::flow(YamlStyle style) {
  while (d_ < value_.size()) {
    if (r_ >= raw_.size()) return false;
    const char c = raw_[r_];
    size_t after = r_;
    while (after < raw_.size() && is_blank(raw_[after])) ++after;
    const bool at_break = after < raw_.size() && is_break(raw_[after]);
    bool ok = false;
    if (at_break) {
      ok = fold();
    } else if (style == YamlStyle::single_quoted && c == '\'') {
      ok = value_[d_] == '\'' && piece(1, 2);
    } else if (style == YamlStyle::double_quoted && c == '\\') {
      ok = escape();
    } else {
      // Blanks before this place were judged already: copy them in one go.
      do ok = d_ < value_.size() && copy();
      while (ok && r_ < after);
    }
    if (!ok) return false;
  }
  r_ = raw_.size();
  return true;
}

/// The indentation is what the raw text has more in its first line with content.
bool Aligner::find_indent() {
  size_t d = 0;
  while (d < value_.size() && value_[d] == '\n') ++d;
  size_t decoded_spaces = 0;
  while (d + decoded_spaces < value_.size() && value_[d + decoded_spaces] == ' ') ++decoded_spaces;
  size_t r = r_;
  while (r < raw_.size()) {
    size_t end = r;
    while (end < raw_.size() && raw_[end] == ' ') ++end;
    if (end >= raw_.size()) break;
    if (!is_break(raw_[end])) {
      if (end - r < decoded_spaces) return false;
      indent_ = end - r - decoded_spaces;
      return true;
    }
    r = end + (raw_.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return false;
}

/// From the start of a line to the first byte of content, over lines that have none.
size_t Aligner::skip_indent(size_t from) const {
  for (;;) {
    size_t end = from;
    while (end < raw_.size() && end - from < indent_ && raw_[end] == ' ') ++end;
    if (end >= raw_.size() || !is_break(raw_[end])) return end;
    from = end + (raw_.substr(end, 2) == "\r\n" ? 2 : 1);
  }
}

bool Aligner::block(bool folded) {
  while (r_ < raw_.size() && !is_break(raw_[r_])) ++r_;  // the header: `|2-  # comment`
  if (r_ >= raw_.size()) return value_.empty();
  r_ += raw_.substr(r_, 2) == "\r\n" ? 2 : 1;
  begin_ = r_;
  if (value_.empty()) return true;
  if (!find_indent()) return false;
  const size_t lead = breaks_in_value();
  const size_t content = skip_indent(r_);
  if (value_[0] == '\n') {
    if (!piece(lead, content - r_)) return false;
  } else {
    begin_ = r_ = content;
  }
  while (d_ < value_.size()) {
    if (r_ >= raw_.size()) return value_.substr(d_) == "\n" && piece(1, 0);
    if (!is_break(raw_[r_])) {
      if (!copy()) return false;
      continue;
    }
    const size_t one = raw_.substr(r_, 2) == "\r\n" ? 2 : 1;
    const size_t decoded = breaks_in_value();
    if (decoded == 0 || (value_[d_] == ' ' && !folded)) return false;
    const bool last = d_ + decoded == value_.size();
    const size_t end = last ? r_ + one : skip_indent(r_ + one);
    if (!piece(decoded, end - r_)) return false;
  }
  return true;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool all_of(std::string_view text, bool (*test)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), test);
}

bool is_radix_integer(std::string_view text) {
  const auto octal = [](char c) { return c >= '0' && c <= '7'; };
  const auto hexadecimal = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  if (text.substr(0, 2) == "0o") return all_of(text.substr(2), octal);
  if (text.substr(0, 2) == "0x") return all_of(text.substr(2), hexadecimal);
  return false;
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_decimal(std::string_view text) {
  size_t i = 0;
  const auto digits = [&] {
    const size_t from = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - from;
  };
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  const size_t whole = digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0 && whole == 0) return false;
  } else if (whole == 0) {
    return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

}  // namespace

base::Span align_yaml_scalar(std::string_view raw, uint32_t offset, std::string_view value,
                             YamlStyle style, std::vector<base::Segment>& segments) {
  Aligner aligner(raw, offset, value, segments);
  const bool is_block = style == YamlStyle::literal || style == YamlStyle::folded;
  if (is_block ? aligner.block(style == YamlStyle::folded) : aligner.flow(style)) {
    return aligner.covered();
  }
  const auto size = static_cast<uint32_t>(raw.size());
  segments.assign(1, {0, offset, size, false});
  return {offset, offset + size};
}

YamlType yaml_plain_type(std::string_view text) {
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return YamlType::null;
  if (is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"}))
    return YamlType::boolean;
  const bool sign = text[0] == '-' || text[0] == '+';
  const std::string_view unsigned_text = text.substr(sign ? 1 : 0);
  if (is_one_of(unsigned_text, {".inf", ".Inf", ".INF"})) return YamlType::number;
  if (is_one_of(text, {".nan", ".NaN", ".NAN"})) return YamlType::number;
  if (all_of(unsigned_text, is_digit)) {
    return base::parse_int(text[0] == '+' ? unsigned_text : text) ? YamlType::integer
                                                                  : YamlType::number;
  }
  if (is_radix_integer(text)) return text.size() <= 17 ? YamlType::integer : YamlType::string;
  return is_decimal(text) ? YamlType::number : YamlType::string;
}

}  // namespace stet::formats
