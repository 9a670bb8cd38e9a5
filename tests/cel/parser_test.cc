// Printing a tree and parsing it again gives the same tree; the printed form is canonical.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "engine/cel/cel.h"
#include "engine/cel/parser.h"

using namespace stet::cel;

namespace {

struct Parsed {
  explicit Parsed(const std::string& text) : source(mapped(text), {}, text, arena) {
    Reporter reporter(source, problems);
    ast = parse(source, arena, reporter);
  }
  static stet::base::MappedText mapped(const std::string& text) {
    stet::base::MappedText out;
    out.text = text;
    out.source = {0, static_cast<uint32_t>(text.size())};
    return out;
  }
  stet::base::Arena arena;
  SourceText source;
  stet::base::Problems problems;
  std::optional<Ast> ast;
};

bool round_trips(const std::string& text) {
  const Parsed first(text);
  if (!first.ast) return false;
  const std::string printed = print(*first.ast, first.ast->root);
  const Parsed second(printed);
  INFO(text << " printed as " << printed);
  CHECK(second.ast);
  return second.ast && same_tree(*first.ast, first.ast->root, *second.ast, second.ast->root) &&
         print(*second.ast, second.ast->root) == printed;
}

/// Random expressions from a small grammar; the seed makes them the same on every machine.
class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}
  std::string expression(int depth) {
    if (depth == 0) return leaf();
    const auto sub = [&] { return expression(depth - 1); };
    switch (random_() % 14) {
      case 0: return "(" + sub() + ")";
      case 1: return "(" + sub() + ") ? (" + sub() + ") : " + sub();
      case 2: return "!(" + sub() + ")";
      case 3: return "-(" + sub() + ")";
      case 4: return "[" + sub() + ", ?" + sub() + "]";
      case 5: return "{" + sub() + ": " + sub() + ", ?'k': " + sub() + ",}";
      case 6: return "(" + sub() + ").f(" + sub() + ")";
      case 7: return "(" + sub() + ")[" + sub() + "]";
      case 8: return "(" + sub() + ").?a[?" + sub() + "]";
      case 9: return "(" + sub() + ").all(x, " + sub() + ")";
      case 10: return "cel.bind(v, " + sub() + ", " + sub() + ")";
      case 11: return "has((" + sub() + ").b.`c-d`)";
      default: {
        static constexpr const char* operators[] = {"+",  "-",  "*", "/",  "%", "&&", "||",
                                                    "==", "!=", "<", "<=", ">", ">=", "in"};
        return "(" + sub() + ") " + operators[random_() % 14] + " " + leaf();
      }
    }
  }

 private:
  std::string leaf() {
    static constexpr const char* leaves[] = {"1",        "-5",   "2u",   "1.5",
                                             "-0.25",    "true", "null", "'a\\n\"'",
                                             "b'\\xff'", "x",    ".y",   "r'\\d'"};
    return leaves[random_() % 12];
  }
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("canonical form") {
  struct Row {
    const char* written;
    const char* printed;
  };
  const Row rows[] = {
      {"1+2*3", "1 + 2 * 3"},
      {"(1+2)*3", "(1 + 2) * 3"},
      {"1-(2-3)", "1 - (2 - 3)"},
      {"(1-2)-3", "1 - 2 - 3"},
      {"((a)) && (b||c)", "a && (b || c)"},
      {"-(5)", "-(5)"},
      {"- -5", "-(-5)"},
      {"-5 .abs()", "-5.abs()"},
      {"!!a", "!!a"},
      {"(a?b:c)?d:e", "(a ? b : c) ? d : e"},
      {"a?b:(c?d:e)", "a ? b : c ? d : e"},
      {"[1,2,].map(x,x)", "[1, 2].map(x, x)"},
      {"{'a':1,?'b':c}", "{\"a\": 1, ?\"b\": c}"},
      {"a.?b[?0].`c-d`", "a.?b[?0].`c-d`"},
      {"'it''s'", ""},
      {"0x1F // comment\n + 1", "31 + 1"},
      {"(-a).f()", "(-a).f()"},
  };
  for (const Row& row : rows) {
    INFO(row.written);
    stet::base::Problems problems;
    const auto printed = format(row.written, problems);
    CHECK(printed.value_or("") == row.printed);
    if (printed) CHECK(round_trips(row.written));
  }
}

TEST_CASE("random trees survive printing") {
  Generator generator(20240613);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = generator.expression(1 + i % 5);
    INFO(text);
    REQUIRE(round_trips(text));
  }
}
