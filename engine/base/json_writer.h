// Appends JSON to a string: keys in the order written, no spaces, numbers printed identically
// everywhere. The hot path of every verdict; it never builds a tree.
//
// What is written gathers in a small buffer and is in the string whenever no bracket is open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stet::base {

inline void needs_escapes() {}  // not constexpr: where it is reached nothing compiles
constexpr void require_plain(char c) {
  if (c < ' ' || c > '~' || c == '"' || c == '\\') needs_escapes();
}

/// A key that is a literal: that it needs no escapes is seen to when stet is compiled. One pointer,
/// since keys are given in hundreds of places.
struct JsonKey {
  template <size_t size>
  consteval JsonKey(const char (&literal)[size]) : text(literal) {
    for (size_t i = 0; i + 1 < size; ++i) require_plain(literal[i]);
  }

  const char* text;
};

/// A key as it is written, with its quotes and colon: copied as one piece, however long it is.
struct QuotedKey {
  template <size_t length>
  explicit consteval QuotedKey(const char (&literal)[length]) : size(length + 2) {
    static_assert(length + 2 <= sizeof text);
    text[0] = text[length] = '"';
    text[length + 1] = ':';
    for (size_t i = 0; i + 1 < length; ++i) {
      require_plain(literal[i]);
      text[i + 1] = literal[i];
    }
  }

  char text[24] = {};
  uint32_t size;
};

class JsonWriter {
 public:
  /// `indent` 0 writes one line; 2 writes for people.
  explicit JsonWriter(std::string& out, int indent = 0) : out_(out), indent_(indent) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(JsonKey name);
  /// For what is written often.
  void key(const QuotedKey& name) { put_key(name, 0); }
  /// A key that is not known when stet is compiled.
  void any_key(std::string_view name);
  void string(std::string_view text);
  void integer(int64_t value);
  void number(double value);
  void boolean(bool value);
  void null();
  /// Room for members of an object that the caller writes himself, as one piece without a comma
  /// before it, at most `room` bytes: places, which are half of a verdict. In one line only.
  char* begin_members(size_t size);
  /// `end` is where they end.
  void end_members(char* end);
  bool in_one_line() const { return indent_ == 0; }
  /// Text that is JSON already.
  void raw(std::string_view json);

  void member(JsonKey name, std::string_view text) { key(name), string(text); }
  void member(const QuotedKey& name, std::string_view text);
  void member(JsonKey name, const char* text) { key(name), string(text); }
  void member_int(JsonKey name, int64_t value) { key(name), integer(value); }
  void member_number(JsonKey name, double value) { key(name), number(value); }
  void member_number(const QuotedKey& name, double value);
  void member_bool(JsonKey name, bool value) { key(name), boolean(value); }

 private:
  void open(char bracket);
  void close(char bracket);
  /// Before a value or a key: a comma, a new line.
  void separate();
  /// After a value.
  void written() {
    if (depth_ == 0) flush();
  }
  void new_line();
  /// Says where a value of so many bytes can be written.
  char* put_key(const QuotedKey& name, size_t value);
  /// The same where a value has no key, or has it already. `end` is where it ends.
  char* begin_value(size_t size);
  void end_value(char* end);
  void quoted(std::string_view text);
  /// Where so many bytes can be written, `room` at most.
  char* reserve(size_t size);
  void put(char c);
  void put(std::string_view text);
  void flush();

  static constexpr size_t room = 2048;

  std::string& out_;
  int indent_;
  int depth_ = 0;
  bool first_ = true;
  bool after_key_ = false;
  size_t used_ = 0;
  char buffer_[room];
};

/// `text` as the inside of a JSON string: quotes, backslashes and control characters escaped,
/// U+2028/2029 too; malformed UTF-8 becomes U+FFFD so that the output is always valid.
void append_json_escaped(std::string& out, std::string_view text);

}  // namespace stet::base
