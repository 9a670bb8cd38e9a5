#include "engine/base/json_writer.h"

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

/// Short texts on their way to `out`, put together without asking each time whether they fit.
class Piece {
 public:
  explicit Piece(std::string& out) : out_(out) {}
  ~Piece() { flush(); }
  Piece(const Piece&) = delete;
  Piece& operator=(const Piece&) = delete;

  void add(char c) {
    make_room(1);
    *at_++ = c;
  }
  void add(std::string_view text) {
    if (!make_room(text.size())) {
      out_ += text;
      return;
    }
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void add(uint32_t value) {
    constexpr size_t most_digits = 10;
    make_room(most_digits);
    size_t digits = 1;
    for (uint32_t rest = value; rest >= 10; rest /= 10) ++digits;
    char* to = at_ += digits;
    do {
      *--to = static_cast<char>('0' + value % 10);
      value /= 10;
    } while (value > 0);
  }

 private:
  bool make_room(size_t size) {
    if (static_cast<size_t>(buffer_ + sizeof buffer_ - at_) < size) flush();
    return size <= sizeof buffer_;
  }
  void flush() {
    out_.append(buffer_, static_cast<size_t>(at_ - buffer_));
    at_ = buffer_;
  }

  std::string& out_;
  char buffer_[256];
  char* at_ = buffer_;
};

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

void JsonWriter::key(std::string_view name) {
  separate();
  out_ += '"';
  append_json_escaped(out_, name);
  out_ += indent_ > 0 ? "\": " : "\":";
  after_key_ = true;
}

void JsonWriter::integers(std::span<const NamedInt> members) {
  if (indent_ > 0) {
    begin_object();
    for (const NamedInt& member : members) member_int(member.name, member.value);
    return end_object();
  }
  separate();
  Piece piece(out_);
  piece.add('{');
  for (const NamedInt& member : members) {
    piece.add(&member == members.data() ? '"' : ',');
    if (&member != members.data()) piece.add('"');
    piece.add(member.name);
    piece.add("\":");
    piece.add(member.value);
  }
  piece.add('}');
}

void JsonWriter::string(std::string_view text) {
  separate();
  out_ += '"';
  append_json_escaped(out_, text);
  out_ += '"';
}

void JsonWriter::integer(int64_t value) {
  separate();
  append_int(out_, value);
}

void JsonWriter::number(double value) {
  separate();
  // JSON has no word for what is not a number.
  if (std::isfinite(value)) {
    append_double(out_, value);
  } else {
    out_ += "null";
  }
}

void JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

void JsonWriter::null() {
  separate();
  out_ += "null";
}

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  out_ += bracket;
  first_ = false;
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  if (depth_ > 0) new_line();
  first_ = false;
}

void JsonWriter::new_line() {
  if (indent_ == 0) return;
  out_ += '\n';
  out_.append(static_cast<size_t>(depth_ * indent_), ' ');
}

}  // namespace stet::base
