// A regular expression that is known when the rules file is loaded. RE2 compiles it. Where its
// automaton is small, RE2 is asked for all states at once, and a loop over a table answers: without
// RE2's locks and lazily made states, and in the state in which nothing of a match has been seen it
// looks for the next byte that could begin one.
//
//   (?i)sources? (say|said)      resting state ── s S ſ… ──▶ a dozen others ──▶ found
//
// tests/cel/regex_test.cc compares it with RE2.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cel/search.h"

namespace re2 {
class RE2;
}

namespace stet::cel {

/// RE2 of `text`, which may be no regular expression.
std::unique_ptr<re2::RE2> compile_quietly(std::string_view text);

/// Whether `text` is letters, digits, spaces, groups, alternatives and \b at the most, behind (?i)
/// perhaps: what RE2 takes for certain.
bool is_plain_pattern(std::string_view text);

class Pattern {
 public:
  /// Null when `text` is not a regular expression.
  static std::unique_ptr<const Pattern> compile(std::string_view text);
  ~Pattern();

  /// Does it match anywhere in `text`?
  bool matches(std::string_view text) const {
    return !has_searches || next_.empty() ? ask_re2(text) : walk(text);
  }
  /// Is it a table? For tests.
  bool is_small() const { return !next_.empty(); }

 private:
  Pattern() = default;
  void make_table();
  void set_table(const std::vector<int>& transitions, const std::vector<bool>& matching);
  bool ask_re2(std::string_view text) const;
  bool walk(std::string_view text) const;

  // None where there is a table. The module, which has one thread and no tables, compiles a plain
  // pattern when it is asked for the first time: RE2's code is large, and most pages never run it.
  mutable std::unique_ptr<re2::RE2> re2_;
  std::string later_;  ///< that pattern
  // A state is the index of its row in `next_`; those that end the search, because all is decided,
  // are the last ones: first those that have found a match, then the one that never will.
  std::vector<uint16_t> next_;
  uint16_t classes_ = 0;  ///< columns: of bytes that are alike, and one for the end of the text
  uint16_t start_ = 0, resting_ = 0, first_found_ = 0, dead_ = 0;
  std::array<uint8_t, 256> class_of_{};
  std::array<bool, 256> rests_{};  ///< the byte leads from the resting state to itself
};

}  // namespace stet::cel
