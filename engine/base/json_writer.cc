#include "engine/base/json_writer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "engine/base/number.h"
#include "engine/base/short_text.h"
#include "engine/base/utf8.h"

namespace stet::base {

namespace {

constexpr uint64_t ones = 0x0101010101010101u;
constexpr uint64_t tops = 0x8080808080808080u;

/// Non-zero if one of eight bytes is a control, a quote, a backslash or not ASCII. May be non-zero
/// without need after such a byte, never zero with one.
uint64_t needs_care(uint64_t word) {
  const uint64_t quote = word ^ ones * '"';
  const uint64_t slash = word ^ ones * '\\';
  return (word | (word - ones * 0x20) | (quote - ones) | (slash - ones)) & tops;
}

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

/// At most 16 bytes, in two registers.
struct ShortText {
  explicit ShortText(std::string_view text) {
    const size_t first = std::min<size_t>(text.size(), 8);
    low = load_up_to_8(text.data(), first);
    high = load_up_to_8(text.data() + first, text.size() - first);
  }
  /// Writes 16 bytes.
  void put(char* out) const {
    std::memcpy(out, &low, sizeof low);
    std::memcpy(out + sizeof low, &high, sizeof high);
  }
  bool is_plain(size_t size) const {
    const uint64_t bits = size == 0 ? 0 : ~uint64_t{0} >> (64 - 8 * std::min<size_t>(size, 8));
    const uint64_t more = size <= 8 ? 0 : ~uint64_t{0} >> (64 - 8 * (size - 8));
    const uint64_t filler = ones * ' ';
    return (needs_care(low | (filler & ~bits)) | needs_care(high | (filler & ~more))) == 0;
  }

  uint64_t low = 0, high = 0;
};

constexpr size_t short_size = 16;

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

void JsonWriter::put(std::string_view text) {
  if (text.size() <= short_size) {
    ShortText(text).put(reserve(short_size));
  } else if (text.size() <= room) {
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
    const ShortText bytes(text);
    if (bytes.is_plain(text.size())) {
      char* const at = reserve(short_size + 2);
      *at = '"';
      bytes.put(at + 1);
      at[text.size() + 1] = '"';
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
  ShortText({name.text, size}).put(at);
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

namespace {

/// Digits of a number below 10^8, without a branch: how many there are is hard to foresee.
struct FewDigits {
  static constexpr uint32_t limit = 100'000'000;

  explicit FewDigits(uint32_t value) {
    const uint64_t halves = value / 10'000 | uint64_t{value % 10'000} << 32;
    const uint64_t upper = (halves * 10'486 >> 20) & 0x7F'0000'007F;
    const uint64_t pairs = upper + ((halves - 100 * upper) << 16);
    const uint64_t tens = (pairs * 103 >> 10) & 0x000F'000F'000F'000F;
    const uint64_t digits = tens + ((pairs - 10 * tens) << 8);
    const int zeros = std::countr_zero(digits | uint64_t{1} << 56) / 8;
    text = (digits | ones * '0') >> (8 * zeros);
    size = static_cast<size_t>(8 - zeros);
  }

  uint64_t text;  ///< the first digit in the lowest byte
  size_t size;
};

}  // namespace

// In one piece. Columns that stand beside each other are the same in most texts.
void JsonWriter::integers(std::span<const QuotedKey> keys, const uint32_t* values) {
  begin_object();
  FewDigits digits(0);
  char* at = reserve(keys.size() * (sizeof keys[0].text + 1 + longest_uint));
  for (size_t i = 0; i < keys.size(); ++i) {
    if (indent_ > 0) {
      at = put_key(keys[i], longest_uint);
    } else {
      *at = ',';
      at += i == 0 ? 0 : 1;
      std::memcpy(at, keys[i].text, sizeof keys[i].text);
      at += keys[i].size;
    }
    if (values[i] < FewDigits::limit) {
      if (i == 0 || values[i] != values[i - 1]) digits = FewDigits(values[i]);
      std::memcpy(at, &digits.text, sizeof digits.text);
      at += digits.size;
    } else {
      at += print_uint(at, values[i]);
    }
    used_ = static_cast<size_t>(at - buffer_);
    first_ = after_key_ = false;
  }
  end_object();
}

void JsonWriter::string(std::string_view text) {
  separate();
  quoted(text);
  written();
}

void JsonWriter::integer(int64_t value) {
  separate();
  const auto bits = static_cast<uint64_t>(value);
  if (value < 0) put('-');
  used_ += print_uint(reserve(longest_uint), value < 0 ? 0 - bits : bits);
  written();
}

void JsonWriter::number(double value) {
  // JSON has no word for what is not a number.
  if (!std::isfinite(value)) return null();
  separate();
  used_ += print_double(reserve(longest_double), value);
  written();
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
  separate();
  put(bracket);
  ++depth_;
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
