// matches() is RE2, however the pattern comes: compiled when the rules file is loaded, compiled
// when evaluated, or asked directly. Patterns that backtrackers choke on cost no more than others.
#include <re2/re2.h>
#include <catch2/catch.hpp>
#include <random>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"
#include "engine/cel/pattern.h"
#include "engine/cel/text.h"

using namespace stet;
using namespace stet::cel;

namespace {

const Environment& environment() {
  static const Environment made = [] {
    Environment out;
    out.add_variable({"text", "string", "", 0});
    out.add_variable({"pattern", "string", "", 0});
    base::Problems problems;
    out.finish(problems);
    return out;
  }();
  return made;
}

struct Outcome {
  std::string shown;
  int64_t steps = 0;
};

/// "true", "false", the code of an error, or "refused".
Outcome evaluated(const std::string& expression, const std::string& text,
                  const std::string& pattern) {
  base::Problems problems;
  const auto program = compile(environment(), expression, {}, problems);
  if (!program) return {"refused", 0};
  base::Arena arena;
  Value slots[] = {Value::string(text), Value::string(pattern)};
  Evaluation evaluation(arena, slots);
  const int64_t before = evaluation.story_left();
  const Value value = evaluate(*program, evaluation);
  const int64_t steps = before - evaluation.story_left();
  if (value.is_error()) return {std::string(to_string(value.code())), steps};
  return {value.as_bool() ? "true" : "false", steps};
}

std::string quoted(const std::string& pattern) { return to_string(Value::string(pattern)); }

class Patterns {
 public:
  explicit Patterns(uint32_t seed) : random_(seed) {}

  std::string pattern(int depth) {
    static constexpr const char* atoms[] = {"a",   "b", ".",    "[ab]", "[^b]", "\\d", "^", "$",
                                            "\\b", "é", "(?i)", "\\pL", "()",   "\\s", "(", "[a-"};
    if (depth == 0) return atoms[random_() % (random_() % 8 == 0 ? 16 : 14)];
    const auto sub = [&] { return pattern(depth - 1); };
    switch (random_() % 7) {
      case 0: return sub() + sub();
      case 1: return "(" + sub() + "|" + sub() + ")";
      case 2: return "(?:" + sub() + ")*";
      case 3: return "(" + sub() + ")+?";
      case 4: return "(?:" + sub() + "){1,3}";
      case 5: return sub() + "?";
      default: return sub();
    }
  }
  std::string text() {
    static constexpr const char* letters[] = {"a", "b", "A", "1", " ", "é", "\n"};
    std::string out;
    for (auto i = random_() % 12; i > 0; --i) out += letters[random_() % 7];
    return out;
  }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("constant patterns, patterns from variables and RE2 itself agree") {
  Patterns patterns(20260612);
  int valid = 0, matched = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string pattern = patterns.pattern(1 + i % 3);
    const std::string text = patterns.text();
    RE2::Options quiet;
    quiet.set_log_errors(false);
    const RE2 direct(pattern, quiet);
    INFO(pattern << " on " << text);
    const std::string constant =
        evaluated("text.matches(" + quoted(pattern) + ")", text, pattern).shown;
    const std::string variable = evaluated("matches(text, pattern)", text, pattern).shown;
    if (!direct.ok()) {
      CHECK(constant == "refused");
      CHECK(variable == "bad-pattern");
      continue;
    }
    const std::string expected = RE2::PartialMatch(text, direct) ? "true" : "false";
    CHECK(constant == expected);
    CHECK(variable == expected);
    ++valid;
    matched += expected == "true" ? 1 : 0;
  }
  CHECK(valid > 1000);
  CHECK(matched > 200);
  CHECK(valid - matched > 200);
}

TEST_CASE("patterns of words and RE2 agree, wherever in a text a match stands or nearly stands") {
  // The long s and the sign for kelvin are s and k where case does not count.
  static constexpr const char* words[] = {"source",
                                          "sources",
                                          "Kelvin",
                                          "say",
                                          "said",
                                          "\u017F"
                                          "ource",
                                          "\u212A"
                                          "elvin",
                                          "é"};
  std::mt19937 random(20261126);
  const auto choose = [&](size_t limit) { return random() % limit; };
  const auto word = [&] { return std::string(words[choose(std::size(words))]); };
  int small = 0, matched = 0;
  for (int i = 0; i < 1500; ++i) {
    std::string pattern = choose(2) == 0 ? "(?i)" : "";
    pattern += choose(4) == 0 ? "\\b" : choose(4) == 0 ? "^.{0,9}" : "";
    pattern += word() + (choose(2) == 0 ? "s?" : "+") + " ";
    pattern += choose(2) == 0 ? "(" + word() + "|" + word() + ")" : "[^ ]*" + word();
    pattern += choose(5) == 0 ? "$" : choose(4) == 0 ? "\\b" : "";
    std::string text;
    for (size_t count = choose(30); count > 0; --count) {
      text += choose(8) == 0 ? "sour ce" : word();
      text += choose(6) == 0 ? "s " : " ";
      if (choose(20) == 0) text += "\xFF";  // no UTF-8
    }
    text.resize(text.size() - choose(std::min<size_t>(text.size() + 1, 3)));
    INFO(pattern << " on " << text);
    const auto ours = Pattern::compile(pattern);
    REQUIRE(ours != nullptr);
    const bool expected = RE2::PartialMatch(text, RE2(pattern));
    CHECK(ours->matches(text) == expected);
    small += ours->is_small() ? 1 : 0;
    matched += expected ? 1 : 0;
  }
  CHECK(matched > 200);
  CHECK(matched < 1300);
  if (has_searches) CHECK(small > 1000);
}

TEST_CASE("what needs many states is left to RE2") {
  for (const char* pattern : {"[ab]{0,40}a.{12}b", "a.{200}b", "a$"}) {
    const auto ours = Pattern::compile(pattern);
    REQUIRE(ours != nullptr);
    CHECK(!ours->is_small());
    CHECK(!ours->matches("b"));
  }
  CHECK(Pattern::compile("(") == nullptr);
}

TEST_CASE("a plain pattern is one that RE2 takes") {
  static constexpr const char* pieces[] = {
      "clarif", "A1", " ", "|", "(", "(?:", ")", "\\b", "(?i)", "?", "\\", "["};
  std::mt19937 random(20261127);
  int plain = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string pattern = random() % 3 == 0 ? "(?i)" : "";
    for (auto count = random() % 7; count > 0; --count) {
      pattern += pieces[random() % (random() % 4 == 0 ? std::size(pieces) : 8)];
    }
    if (!is_plain_pattern(pattern)) continue;
    INFO(pattern);
    CHECK(compile_quietly(pattern)->ok());
    ++plain;
  }
  CHECK(plain > 2'000);
  CHECK(is_plain_pattern("(?i)\\b(clarif|updat)"));
  for (const char* other :
       {"a+", "(", "a)", ")(", "\\d", "\\", "[a]", "^a", "a$", ".", "(?P<n>a)"}) {
    CHECK(!is_plain_pattern(other));
  }
  CHECK(!is_plain_pattern(std::string(1000, '(') + std::string(1000, ')')));
}

TEST_CASE("a text in a text is found at every place") {
  const std::string text = "abcabdabdéabcabcabcd, the end\x01\x02";
  for (size_t begin = 0; begin <= text.size(); ++begin) {
    for (size_t size = 0; begin + size <= text.size(); ++size) {
      const std::string_view here = std::string_view(text).substr(begin, size);
      CHECK(occurs(text, here));
      // The same but for its last byte, and within texts of all sizes.
      const std::string other = std::string(here) + "?";
      CHECK(!occurs(text, other));
      CHECK(occurs(here, "abc") == (here.find("abc") != std::string_view::npos));
      CHECK(occurs(here, "\x01") == (here.find('\x01') != std::string_view::npos));
    }
  }
}

TEST_CASE("hostile patterns and texts take steps in proportion to the text") {
  const std::string text = std::string(20'000, 'a') + "!";
  for (const char* pattern : {"^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*a){12}b", "^((a*)*)*$"}) {
    INFO(pattern);
    const Outcome constant = evaluated("text.matches(" + quoted(pattern) + ")", text, pattern);
    CHECK(constant.shown == "false");
    CHECK(constant.steps < 2'000);
    CHECK(evaluated("text.matches(pattern)", text, pattern).shown == "false");
  }
}

TEST_CASE("patterns that are made while evaluating pay for their compilation") {
  const Outcome once = evaluated("text.matches(pattern)", "a", "(a{1,50}){1,20}");
  CHECK(once.shown == "true");
  CHECK(once.steps > 1'000);
  CHECK(
      evaluated("lists.range(10000).all(i, text.matches(pattern))", "a", "(a{1,50}){1,20}").shown ==
      "budget");
  // Beyond the memory that a pattern may take.
  CHECK(evaluated("text.matches(pattern)", "a", "((a{100}){100}){100}").shown == "bad-pattern");
}
