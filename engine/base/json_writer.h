// Appends JSON to a string: keys in the order written, no spaces, numbers printed identically
// everywhere. The hot path of every verdict; it never builds a tree.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stet::base {

/// The name needs no escapes.
struct NamedInt {
  std::string_view name;
  uint32_t value = 0;
};

class JsonWriter {
 public:
  /// `indent` 0 writes one line; 2 writes for people.
  explicit JsonWriter(std::string& out, int indent = 0) : out_(out), indent_(indent) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);
  void string(std::string_view text);
  void integer(int64_t value);
  void number(double value);
  void boolean(bool value);
  void null();
  /// {"name":value,…}. Places are half of a verdict: on one line they are written in one piece.
  void integers(std::span<const NamedInt> members);
  /// Text that is JSON already.
  void raw(std::string_view json);

  void member(std::string_view name, std::string_view text) { key(name), string(text); }
  void member(std::string_view name, const char* text) { key(name), string(text); }
  void member_int(std::string_view name, int64_t value) { key(name), integer(value); }
  void member_number(std::string_view name, double value) { key(name), number(value); }
  void member_bool(std::string_view name, bool value) { key(name), boolean(value); }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void new_line();

  std::string& out_;
  int indent_;
  int depth_ = 0;
  bool first_ = true;
  bool after_key_ = false;
};

/// `text` as the inside of a JSON string: quotes, backslashes and control characters escaped,
/// U+2028/2029 too; malformed UTF-8 becomes U+FFFD so that the output is always valid.
void append_json_escaped(std::string& out, std::string_view text);

}  // namespace stet::base
