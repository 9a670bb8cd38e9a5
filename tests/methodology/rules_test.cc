// Compiling a methodology: what programs there are, and what is wrong with conditions.
#include "engine/methodology/rules.h"
#include "engine/methodology/node.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/methodology/template.h"
#include "tests/methodology/memory_files.h"

namespace stet::methodology {
namespace {

struct Hit {
  std::string_view text;
};

cel::Value hit_text(const void* self, uint32_t, cel::Evaluation&) {
  return cel::Value::string(static_cast<const Hit*>(self)->text);
}

const cel::Field hit_fields[] = {{"text", "string", "the words", hit_text},
                                 {"tags", "list(string)", "marks", hit_text}};
const cel::ObjectType hit_type{"Hit", "a hit", hit_fields, sizeof(Hit)};

/// A gate in small: sources is an int, hits a list of records.
void declare(cel::Environment& environment) {
  environment.add_type(hit_type);
  environment.add_variable({"sources", "int", "how many sources"});
  environment.add_variable({"hits", "list(Hit)", "what was found"});
}

/// A methodology with these terms and rules; `rule` lacks id, decision and tests.
std::string methodology_with(const std::string& terms, const std::string& rule) {
  return R"({"stet": 1, "id": "m", "version": "1",
"decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}], "unknown": "hold",
"lists": {"hedges": {"phrases": ["reportedly"]}},
"terms": [)" +
         terms + R"(],
"rules": [{"id": "r", "decision": "hold", "tests": {"fires": [{}], "silent": ["x"]},
)" + rule +
         "}]}";
}

struct Compiled {
  std::unique_ptr<Methodology> methodology;
  std::unique_ptr<CompiledRules> rules;
  std::vector<std::string> lines;
};

Compiled compile(const std::string& text) {
  MemoryFiles files{{"m.json", text}};
  base::Problems problems;
  Compiled out;
  out.methodology = read("m.json", files, problems);
  if (out.methodology) out.rules = compile_rules(*out.methodology, declare, "Hit", problems);
  out.lines = lines_of(problems, files);
  return out;
}

struct Row {
  std::string terms, rule, expected;
};

constexpr const char* n_term = R"({"id": "n", "type": "int", "means": "m", "is": "sources"})";

TEST_CASE("conditions that make sense compile") {
  const Row rows[] = {
      {"", R"("when": "sources < 2", "message": "{sources} sources")", ""},
      {n_term, R"("when": "n < 2", "message": "{n}", "fix": ["{n + 1}", "x"])", ""},
      {"", R"("each": "hits", "when": "it.text == 'a'", "message": "{it.text}")", ""},
      {"", R"("when": "true", "at": "hits", "message": "{at.text}")", ""},
      {"", R"("when": "true", "at": "hits[0]", "message": "{at.text}")", ""},
      {"",
       R"("find": {"lists": ["hedges"], "phrases": ["x"], "pattern": "a+"}, "message": "{it.text}", "edit": {"replace": ""})",
       ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    const Compiled found = compile(methodology_with(row.terms, row.rule));
    CHECK(found.lines == std::vector<std::string>{});
    CHECK(found.rules != nullptr);
  }
}

TEST_CASE("what is wrong with a condition is told at its place") {
  const Row rows[] = {
      {"", R"("when": "sources + 2", "message": "m")", "m.json:6:10 "},
      {"", R"("when": "\"a\" == 'a' && sorces < 2", "message": "m")", "m.json:6:26 "},
      {"", R"("when": "true", "message": "a {sorces} b")", "m.json:6:32 "},
      {"", R"("each": "sources", "when": "true", "message": "m")",
       "m.json:6:10 not-a-list: expected a list, found int"},
      {"", R"("when": "true", "message": "{hits}")",
       "m.json:6:30 not-printable: expected a text, number, time or truth value to print, found "
       "list(Hit)"},
      {"", R"("when": "true", "message": "a {sources")",
       "m.json:6:31 template: expected '}' after the expression, found the end of the text (a "
       "brace "
       "is written twice: '{{')"},
      {"", R"("when": "true", "message": "a } b")",
       "m.json:6:31 template: expected '}}' or a '{' before it, found '}' (a brace is written "
       "twice: '}}')"},
      {"", R"("when": "true", "message": "a { } b")",
       "m.json:6:31 template: expected an expression in '{' and '}', found none"},
      {R"({"id": "a", "type": "int", "means": "m", "is": "b"}, {"id": "b", "type": "int", "means": "m", "is": "1"})",
       R"("when": "true", "message": "m")",
       "m.json:4:59 term-order: expected a term before 'a', found 'b' (move it before 'a')"},
      {R"({"id": "a", "type": "int", "means": "m", "is": "a"})",
       R"("when": "true", "message": "m")",
       "m.json:4:59 term-order: expected a term before 'a', found 'a' (a term cannot rest on "
       "itself)"},
      {R"({"id": "a", "type": "int", "means": "m", "is": "'x'"})",
       R"("when": "true", "message": "m")", "m.json:4:59 "},
      {"",
       R"j("when": "hits.all(a, hits.all(b, hits.all(c, hits.all(d, a.text != d.text))))", "message": "m")j",
       "m.json:6:10 cel-cost: expected at most 10^11 steps for the largest input, found up to "},
      {"", R"("find": {"pattern": "a("}, "message": "m")", "m.json:6:22 "},
      {"", R"("find": {"phrases": ["\u200b"]}, "message": "m")", "m.json:6:23 "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.terms, row.rule);
    const Compiled found = compile(methodology_with(row.terms, row.rule));
    CHECK(found.rules == nullptr);
    REQUIRE(found.lines.size() == 1);
    CHECK(found.lines[0].substr(0, row.expected.size()) == row.expected);
    if (row.expected.back() != ' ') CHECK(found.lines[0] == row.expected);
  }
}

TEST_CASE("all conditions are checked, not only up to the first mistake") {
  const Compiled found = compile(
      methodology_with(R"({"id": "t", "type": "int", "means": "m", "is": "nope"})",
                       R"("when": "neither", "message": "{nor} {this}", "fix": "{or} {that}")"));
  CHECK(found.lines.size() == 6);
}

TEST_CASE("terms, elements and lists have the numbers that the gate counts on") {
  const Compiled found = compile(methodology_with(
      R"({"id": "a", "type": "int", "means": "m", "is": "sources"}, {"id": "b", "type": "int", "means": "m", "is": "a + 1"})",
      R"("find": {"lists": ["hedges"], "phrases": ["x"], "pattern": "y"}, "message": "{{{it.text}}}: {b}")"));
  REQUIRE(found.rules);
  const CompiledRules& rules = *found.rules;
  CHECK(rules.first_term_slot == 2);
  CHECK(rules.element_slot == 4);
  CHECK(rules.slot_count == 5);
  CHECK(rules.terms[1].slot == 3);
  CHECK(rules.rules[0].lists == std::vector<uint32_t>{0, 1});
  CHECK(rules.rules[0].pattern == 0u);
  CHECK(rules.phrases.list_count() == 2);
  CHECK(rules.patterns.size() == 1);

  Hit hit{"perhaps"};
  cel::Value slots[5] = {cel::Value::integer(1), cel::Value::list(std::span<const cel::Value>()),
                         cel::Value::integer(1), cel::Value::integer(2), cel::Value::object(&hit)};
  base::Arena arena;
  cel::Evaluation evaluation(arena, slots);
  std::string message;
  for (const Piece& piece : rules.rules[0].message.pieces) {
    if (!piece.program) {
      message += piece.literal;
      continue;
    }
    const cel::Value value = cel::evaluate(*piece.program, evaluation);
    message += value.is(cel::Kind::string) ? std::string(value.as_text()) : cel::to_string(value);
  }
  CHECK(message == "{perhaps}: 2");
}

/// Pieces as "text" and <expression at line:column>.
std::string pieces_of(const std::string& file, const std::string& key, const std::string& name) {
  base::Arena arena;
  base::Problems problems;
  const std::optional<Node> root = parse_file({file, name, 0}, arena, problems);
  REQUIRE(root);
  std::string out;
  const base::MappedText& text = root->find(key)->text;
  for (const TemplatePiece& piece : parse_template(text, name, file, arena, problems)) {
    if (!piece.expression) {
      out += "\"" + std::string(piece.text.text) + "\"";
      continue;
    }
    const auto size = static_cast<uint32_t>(piece.text.text.size());
    const base::Span place = base::to_source(piece.text, file, {0, size});
    const base::LineColumn at = base::LineIndex(file).at(place.begin);
    out += "<" + std::string(piece.text.text) + " at " + std::to_string(at.line) + ":" +
           std::to_string(at.column) + " " + std::string(base::slice(file, place)) + ">";
  }
  return out;
}

TEST_CASE("pieces of a message know their place, through escapes and block scalars") {
  CHECK(pieces_of(R"({"m": "a {b} c"})", "m", "f.json") == R"("a "<b at 1:11 b>" c")");
  CHECK(pieces_of(R"({"m": "\"{a}\" \u00e9 {b}"})", "m", "f.json") ==
        "\"\"\"<a at 1:11 a>\"\" \xC3\xA9 \"<b at 1:24 b>");
  CHECK(pieces_of(R"({"m": "{x + \"}\"} y"})", "m", "f.json") ==
        R"(<x + "}" at 1:9 x + \"}\">" y")");
  CHECK(pieces_of(R"({"m": "{{{a}}} {'}'}"})", "m", "f.json") ==
        R"("{"<a at 1:11 a>"}"" "<'}' at 1:17 '}'>)");
  CHECK(pieces_of("m: |\n  first {a}\n  then {b}\n", "m", "f.yaml") ==
        "\"first \"<a at 2:10 a>\"\nthen \"<b at 3:9 b>\"\n\"");
  CHECK(pieces_of("m: >-\n  one\n  {a} two\n", "m", "f.yaml") == "\"one \"<a at 3:4 a>\" two\"");
  CHECK(pieces_of("m: 'it''s {a}'\n", "m", "f.yaml") == "\"it's \"<a at 1:12 a>");
  CHECK(pieces_of("m: \"\\u00e9 {a}\"\n", "m", "f.yaml") == "\"\xC3\xA9 \"<a at 1:13 a>");
}

}  // namespace
}  // namespace stet::methodology
