#include "engine/base/json_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/base/json_piece.h"
#include "engine/base/number.h"
#include "engine/base/short_text.h"
#include "engine/base/utf8.h"

namespace stet::base {

namespace {

constexpr uint64_t ones = 0x0101010101010101u;

bool is_plain(uint8_t byte) { return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\'; }

/// Length of the longest plain beginning of `text`.
size_t plain_prefix(std::string_view text) {
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    if (needs_care(word) != 0) break;
  }
  const size_t rest = text.size() - at;
  if (rest > 0 && rest < 8) {
    const uint64_t filler = ones * ' ' << (8 * rest);
    if (needs_care(load_up_to_8(text.data() + at, rest) | filler) == 0) return text.size();
  }
  while (at < text.size() && is_plain(static_cast<uint8_t>(text[at]))) ++at;
  return at;
}

void append_unit(std::string& out, uint32_t unit) {
  static constexpr char digits[] = "0123456789abcdef";
  const char text[] = {'\\',
                       'u',
                       digits[unit >> 12 & 15],
                       digits[unit >> 8 & 15],
                       digits[unit >> 4 & 15],
                       digits[unit & 15]};
  out.append(text, sizeof text);
}

void append_control(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    default: append_unit(out, static_cast<uint8_t>(c));
  }
}

}  // namespace

void append_json_escaped(std::string& out, std::string_view text) {
  while (true) {
    const size_t plain = plain_prefix(text);
    out.append(text.data(), plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    size_t size = 1;
    if (static_cast<uint8_t>(text[0]) < 0x80) {
      append_control(out, text[0]);
    } else {
      const CodePoint point = decode_utf8(text, 0);
      size = point.size;
      if (point.value == 0x2028 || point.value == 0x2029) {
        append_unit(out, static_cast<uint32_t>(point.value));
      } else if (size == 1) {
        append_utf8(out, 0xFFFD);
      } else {
        out.append(text.data(), size);
      }
    }
    text.remove_prefix(size);
  }
}

namespace {

/// Texts that are copied in one go, with up to `step` bytes that mean nothing behind them.
constexpr size_t short_size = 48, step = 8;

}  // namespace

char* JsonWriter::reserve(size_t size) {
  if (room - used_ < size) flush();
  return buffer_ + used_;
}

void JsonWriter::put(char c) {
  *reserve(1) = c;
  ++used_;
}

void JsonWriter::separate() {
  if (!after_key_) {
    if (!first_) put(',');
    if (indent_ > 0 && depth_ > 0) new_line();
    first_ = false;
  }
  after_key_ = false;
}

char* JsonWriter::begin_value(size_t size) {
  if (indent_ > 0) {
    separate();
    return reserve(size);
  }
  char* const at = reserve(size + 1);
  *at = ',';
  const bool comma = !first_ && !after_key_;
  first_ = after_key_ = false;
  return at + (comma ? 1 : 0);
}

void JsonWriter::end_value(char* end) {
  used_ = static_cast<size_t>(end - buffer_);
  written();
}

void JsonWriter::put(std::string_view text) {
  if (text.size() <= room) {
    std::memcpy(reserve(text.size()), text.data(), text.size());
  } else {
    flush();
    out_ += text;
    return;
  }
  used_ += text.size();
}

void JsonWriter::flush() {
  out_.append(buffer_, used_);
  used_ = 0;
}

void JsonWriter::quoted(std::string_view text) {
  if (text.size() <= short_size) {
    char* const at = reserve(short_size + step + 1);
    if (char* const end = put_plain(at + 1, text)) {
      *at = *end = '"';
      used_ += text.size() + 2;
      return;
    }
  }
  put('"');
  if (plain_prefix(text) == text.size()) {
    put(text);
  } else {
    flush();
    append_json_escaped(out_, text);
  }
  put('"');
}

void JsonWriter::key(JsonKey name) {
  const size_t size = std::strlen(name.text);
  if (indent_ > 0 || size > short_size) return any_key({name.text, size});
  char* at = reserve(short_size + 4);
  *at = ',';
  at += first_ || after_key_ ? 0 : 1;
  *at++ = '"';
  std::memcpy(at, name.text, size);
  at += size;
  *at++ = '"';
  *at++ = ':';
  used_ = static_cast<size_t>(at - buffer_);
  first_ = false;
  after_key_ = true;
  written();
}

void JsonWriter::any_key(std::string_view name) {
  separate();
  quoted(name);
  put(':');
  if (indent_ > 0) put(' ');
  after_key_ = true;
  written();
}

char* JsonWriter::put_key(const QuotedKey& name, size_t value) {
  if (indent_ > 0) {
    any_key({name.text + 1, name.size - 3});
    return reserve(value);
  }
  char* at = reserve(sizeof name.text + 1 + value);
  *at = ',';
  at += first_ ? 0 : 1;
  std::memcpy(at, name.text, sizeof name.text);
  at += name.size;
  used_ = static_cast<size_t>(at - buffer_);
  first_ = false;
  after_key_ = true;
  return at;
}

void JsonWriter::member(const QuotedKey& name, std::string_view text) {
  if (indent_ == 0 && text.size() <= short_size) {
    char* at = begin_members(sizeof name.text + short_size + step + 1);
    std::memcpy(at, name.text, sizeof name.text);
    at += name.size;
    if (char* const end = put_plain(at + 1, text)) {
      *at = *end = '"';
      return end_members(end + 1);
    }
  }
  key(name), string(text);
}

void JsonWriter::member_number(const QuotedKey& name, double value) {
  char* const at = put_key(name, longest_double);
  if (!std::isfinite(value)) return null();
  used_ += print_double(at, value);
  after_key_ = false;
}

char* JsonWriter::begin_members(size_t size) {
  char* const at = reserve(size + 1);
  *at = ',';
  return at + (first_ ? 0 : 1);
}

void JsonWriter::end_members(char* end) {
  used_ = static_cast<size_t>(end - buffer_);
  first_ = false;
}

void JsonWriter::string(std::string_view text) {
  separate();
  quoted(text);
  written();
}

void JsonWriter::integer(int64_t value) {
  char* at = begin_value(longest_uint + 1);
  const auto bits = static_cast<uint64_t>(value);
  if (value < 0) *at++ = '-';
  end_value(at + print_uint(at, value < 0 ? 0 - bits : bits));
}

void JsonWriter::number(double value) {
  // JSON has no word for what is not a number.
  if (!std::isfinite(value)) return null();
  char* const at = begin_value(longest_double);
  end_value(at + print_double(at, value));
}

void JsonWriter::boolean(bool value) {
  separate();
  put(value ? std::string_view("true") : std::string_view("false"));
  written();
}

void JsonWriter::null() {
  separate();
  put("null");
  written();
}

void JsonWriter::raw(std::string_view json) {
  separate();
  put(json);
  written();
}

void JsonWriter::open(char bracket) {
  char* const at = begin_value(1);
  *at = bracket;
  ++depth_;
  end_value(at + 1);
  first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!first_ && indent_ > 0) new_line();
  put(bracket);
  first_ = false;
  written();
}

void JsonWriter::new_line() {
  put('\n');
  for (int spaces = depth_ * indent_; spaces > 0; --spaces) put(' ');
}

}  // namespace stet::base
