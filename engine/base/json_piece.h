// Members of an object that are put together on their own and written as one piece, without asking
// the writer at each of them: for objects that a verdict has hundreds of. All in one line. Tested
// in tests/base/json_writer_test.cc.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "engine/base/json_writer.h"
#include "engine/base/number.h"
#include "engine/base/short_text.h"

namespace stet::base {

/// Non-zero if one of eight bytes is a control, a quote, a backslash or not ASCII. May be non-zero
/// without need after such a byte, never zero with one.
inline uint64_t needs_care(uint64_t word) {
  constexpr uint64_t ones = 0x0101010101010101u, tops = 0x80 * ones;
  const uint64_t quote = word ^ ones * '"';
  const uint64_t slash = word ^ ones * '\\';
  return (word | (word - ones * 0x20) | (quote - ones) | (slash - ones)) & tops;
}

/// Copies a text of any size. Says where it ends, null if it needs escapes; writes up to eight
/// bytes behind that.
inline char* put_plain(char* out, std::string_view text) {
  constexpr size_t step = 8;
  const char* const from = text.data();
  const size_t size = text.size();
  if (size < step) {
    const uint64_t word = load_up_to_8(from, size);
    std::memcpy(out, &word, step);
    return needs_care(word | 0x2020202020202020u << (8 * size)) == 0 ? out + size : nullptr;
  }
  const uint64_t last = load8(from + size - step);
  uint64_t care = needs_care(last);
  for (size_t at = 0; at + step < size; at += step) {
    const uint64_t word = load8(from + at);
    care |= needs_care(word);
    std::memcpy(out + at, &word, step);
  }
  std::memcpy(out + size - step, &last, step);
  return care == 0 ? out + size : nullptr;
}

class JsonPiece {
 public:
  /// At most eight members, in an object of `json` that is open.
  explicit JsonPiece(JsonWriter& json)
      : json_(json), begin_(json.begin_members(8 * longest)), at_(begin_) {}

  void member(const QuotedKey& name, std::string_view text) {
    char* const at = key(name);
    char* const end = text.size() <= longest_text ? put_plain(at + 1, text) : nullptr;
    if (end == nullptr) return fail();
    *at = *end = '"';
    at_ = end + 1;
  }
  void member_number(const QuotedKey& name, double value) {
    char* const at = key(name);
    if (!std::isfinite(value)) return fail();
    at_ = at + print_double(at, value);
  }
  void member_bool(JsonKey name, bool value) {
    char* const at = key(name);
    std::memcpy(at, value ? "true " : "false", 5);
    at_ = at + (value ? 4 : 5);
  }

  /// False, and nothing is written, if a text was long or needs escapes or a number is none: the
  /// members have to be given to the writer.
  bool write() {
    if (!failed_) json_.end_members(at_);
    return !failed_;
  }

 private:
  static constexpr size_t longest_text = 48;
  static constexpr size_t longest = 1 + sizeof(QuotedKey::text) + longest_text + 10;

  char* key(const QuotedKey& name) {
    char* const at = separate();
    std::memcpy(at, name.text, sizeof name.text);
    return at + name.size;
  }
  char* key(JsonKey name) {
    char* at = separate();
    const size_t size = std::strlen(name.text);
    *at++ = '"';
    std::memcpy(at, name.text, size);
    at += size;
    *at++ = '"';
    *at++ = ':';
    return at;
  }
  char* separate() {
    *at_ = ',';
    return at_ + (at_ == begin_ ? 0 : 1);
  }
  void fail() { failed_ = true; }

  JsonWriter& json_;
  char* const begin_;
  char* at_;
  bool failed_ = false;
};

}  // namespace stet::base
