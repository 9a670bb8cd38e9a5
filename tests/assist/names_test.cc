// Names: what is declared and used where, in keys, values and conditions.
#include "engine/assist/names.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/assist/kit.h"

namespace stet::assist {
namespace {

using methodology::Form;
using methodology::Key;
using methodology::Shape;

bool is_word(const Shape* shape) {
  return shape != nullptr && shape->form == Form::word && shape->choices.empty();
}

/// "object.key" of all that holds ids, and what the tables of names say of it.
void walk(const Shape& shape, std::set<const void*>& seen, std::set<std::string>& unknown) {
  if (shape.items != nullptr) walk(*shape.items, seen, unknown);
  if (shape.object == nullptr || !seen.insert(shape.object).second) return;
  const std::string object(shape.object->name);
  for (const Key& key : shape.object->keys) {
    const bool ids = is_word(&key.shape) || is_word(key.shape.items);
    const bool known = key.name == "id" ? true : named_by(object, key.name).has_value();
    if (ids && !known) unknown.insert(object + "." + std::string(key.name));
    walk(key.shape, seen, unknown);
  }
  if (shape.object->value != nullptr) walk(*shape.object->value, seen, unknown);
}

TEST_CASE("every key that holds ids says ids of what") {
  std::set<const void*> seen;
  std::set<std::string> unknown;
  walk(methodology::file_shape(), seen, unknown);
  walk(root_shape(FileKind::cases), seen, unknown);
  CHECK(unknown == std::set<std::string>{"expect.badge", "expect.sentimentLabel"});
  CHECK(seen.size() > 30);
}

std::string lines(const Ruleset& rules) {
  std::string out;
  for (const Occurrence& one : find_names(rules)) {
    out += one.document->name + " " + std::to_string(one.place.begin) + " " +
           std::string(base::slice(one.document->bytes, one.place)) + ": " +
           std::string(to_string(one.kind)) + " " + one.id + (one.declares ? " declared" : "") +
           (one.in_condition ? " in a condition" : "") + "\n";
  }
  return out;
}

TEST_CASE("declarations and uses, across files") {
  testing::Files files;
  files.table["a.json"] =
      R"({"extends": "b.json", "rules": [{"id": "r", "decision": "hold", "when": "\"é\" != '' && text.bad_news.exists(n, n.text == '') && n < 1", "message": "{n}"}]})";
  files.table["b.json"] =
      R"({"stet": 1, "id": "b", "version": "1", "decisions": [{"id": "hold", "clears": false}], "unknown": "hold", "lists": {"bad-news": {"phrases": ["x"]}}, "terms": [{"id": "n", "type": "int", "means": "x", "is": "1"}]})";
  const Ruleset rules("a.json", files);
  // The `n` that exists() declares is no use of the term.
  CHECK(lines(rules) ==
        "a.json 40 r: rule r declared\n"
        "a.json 57 hold: decision hold\n"
        "a.json 94 bad_news: phrase list bad-news in a condition\n"
        "a.json 130 n: term n in a condition\n"
        "a.json 151 n: term n in a condition\n"
        "b.json 61 hold: decision hold declared\n"
        "b.json 99 hold: decision hold\n"
        "b.json 117 bad-news: phrase list bad-news declared\n"
        "b.json 167 n: term n declared\n");
}

}  // namespace
}  // namespace stet::assist
