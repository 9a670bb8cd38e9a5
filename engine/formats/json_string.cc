// Runs without a backslash are copied whole; escapes are rare in prose but for quotes and dashes.
// Tested in tests/formats/read_json_test.cc.
#include "engine/formats/json_string.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/base/short_text.h"

namespace stet::formats {
namespace {

/// One escape: how long it is written, and what it stands for.
struct Escape {
  uint32_t size = 0;
  char32_t value = 0;
  EscapeFault fault = EscapeFault::none;
};

/// The value of "\uXXXX" at the start of `raw`, or -1.
int32_t unit(std::string_view raw) {
  if (raw.size() < 6 || raw[0] != '\\' || raw[1] != 'u') return -1;
  int32_t value = 0;
  for (size_t i = 2; i < 6; ++i) {
    const char c = raw[i];
    const char low = static_cast<char>(c | 0x20);
    const int digit = c >= '0' && c <= '9'       ? c - '0'
                      : low >= 'a' && low <= 'f' ? low - 'a' + 10
                                                 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

Escape read_unicode(std::string_view raw) {
  const int32_t high = unit(raw);
  if (high < 0) return {0, 0, EscapeFault::bad_escape};
  if (high < 0xD800 || high > 0xDFFF) return {6, static_cast<char32_t>(high), EscapeFault::none};
  const int32_t low = high < 0xDC00 ? unit(raw.substr(6)) : -1;
  if (low < 0xDC00 || low > 0xDFFF) return {0, 0, EscapeFault::lone_surrogate};
  const int32_t value = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  return {12, static_cast<char32_t>(value), EscapeFault::none};
}

/// What a backslash and `letter` mean; 0 when they are no escape by themselves.
char short_escape(char letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/': return letter;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return '\0';
  }
}

/// `raw` begins with a backslash.
Escape read_escape(std::string_view raw) {
  if (raw.size() < 2) return {0, 0, EscapeFault::bad_escape};
  if (raw[1] == 'u') return read_unicode(raw);
  const char meant = short_escape(raw[1]);
  if (meant == '\0') return {0, 0, EscapeFault::bad_escape};
  return {2, static_cast<char32_t>(meant), EscapeFault::none};
}

uint32_t utf8_size(char32_t value) {
  return value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
}

char* put_utf8(char* out, char32_t value) {
  const uint32_t size = utf8_size(value);
  if (size == 1) {
    *out++ = static_cast<char>(value);
    return out;
  }
  constexpr unsigned leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  *out++ = static_cast<char>(leads[size] | (value >> (6 * (size - 1))));
  for (uint32_t left = size - 1; left > 0; --left) {
    *out++ = static_cast<char>(0x80 | ((value >> (6 * (left - 1))) & 0x3F));
  }
  return out;
}

/// Bytes before the next backslash.
size_t plain_run(std::string_view raw) {
  const void* found = raw.empty() ? nullptr : std::memchr(raw.data(), '\\', raw.size());
  if (found == nullptr) return raw.size();
  return static_cast<size_t>(static_cast<const char*>(found) - raw.data());
}

/// Copies what stands before the next backslash, and a little of what follows: `out` has room for
/// `raw`. How much it was. The first words are copied while they are looked at, for escapes stand
/// close together in texts that have any.
size_t copy_run(std::string_view raw, char* out) {
  constexpr uint64_t ones = 0x0101010101010101u;
  constexpr size_t looked_at = 32;
  size_t at = 0;
  for (; at < looked_at && at + 8 <= raw.size(); at += 8) {
    const uint64_t eight = base::load8(raw.data() + at);
    std::memcpy(out + at, &eight, 8);
    const uint64_t backslash = eight ^ ones * '\\';
    // A borrow marks bytes above one that is marked rightly, and the lowest counts.
    const uint64_t found = (backslash - ones) & ~backslash & ones * 0x80;
    if (found != 0) return at + static_cast<size_t>(std::countr_zero(found)) / 8;
  }
  const std::string_view rest = raw.substr(at);
  if (rest.size() >= 8) {
    const size_t run = plain_run(rest);
    std::memcpy(out + at, rest.data(), run);
    return at + run;
  }
  for (; at < raw.size() && raw[at] != '\\'; ++at) out[at] = raw[at];
  return at;
}

}  // namespace

DecodedString decode_json_string(std::string_view raw, char* out) {
  char* const begin = out;
  for (size_t at = 0; at < raw.size();) {
    const size_t run = copy_run(raw.substr(at), out);
    out += run;
    at += run;
    if (at >= raw.size()) break;
    if (const char meant = at + 1 < raw.size() ? short_escape(raw[at + 1]) : '\0'; meant != '\0') {
      *out++ = meant;
      at += 2;
      continue;
    }
    const Escape escape = read_escape(raw.substr(at));
    if (escape.fault != EscapeFault::none) return {0, static_cast<uint32_t>(at), escape.fault};
    out = put_utf8(out, escape.value);
    at += escape.size;
  }
  return {static_cast<uint32_t>(out - begin), 0, EscapeFault::none};
}

DecodedString check_json_string(std::string_view raw) {
  for (size_t at = plain_run(raw); at < raw.size(); at += plain_run(raw.substr(at))) {
    const Escape escape = read_escape(raw.substr(at));
    if (escape.fault != EscapeFault::none) return {0, static_cast<uint32_t>(at), escape.fault};
    at += escape.size;
  }
  return {};
}

uint32_t raw_json_size(std::string_view raw, uint32_t decoded) {
  size_t at = 0;
  while (decoded > 0 && at < raw.size()) {
    const size_t run = std::min<size_t>(plain_run(raw.substr(at)), decoded);
    at += run;
    decoded -= static_cast<uint32_t>(run);
    if (decoded == 0 || at >= raw.size()) break;
    const Escape escape = read_escape(raw.substr(at));
    if (escape.size == 0) break;
    decoded -= std::min(decoded, utf8_size(escape.value));
    at += escape.size;
  }
  return static_cast<uint32_t>(at);
}

}  // namespace stet::formats
