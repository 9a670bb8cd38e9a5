// Where the cursor is, in JSON and YAML, finished or not.
#include "engine/assist/spot.h"

#include <catch2/catch.hpp>

#include "tests/assist/kit.h"

namespace stet::assist {
namespace {

using testing::spot_line;

struct Row {
  std::string_view text, spot;
};

TEST_CASE("in JSON") {
  const Row rows[] = {
      {R"({"id▮": 1})", "key 'id' in methodology"},
      {R"({▮})", "key '' in methodology"},
      {R"({"id": "a", ▮})", "key '' in methodology"},
      {R"({"id": "a"▮})", "key '' in methodology"},
      {R"({"id": "▮)", "value '' of id in methodology"},
      {R"({"id": ▮})", "value '' of id in methodology"},
      {R"({"id": a▮})", "value 'a' of id in methodology"},
      {R"({"rules": [{"dec▮)", "key 'dec' in rule"},
      {R"({"rules": [{"decision": "ho▮"}]})", "value 'ho' of decision in rule"},
      {R"({"rules": [{"decision": "ho", ▮}]})", "key '' in rule"},
      {R"({"rules": [{"find": {"lists": ["a", "▮"]}}]})", "value '' of lists in a list"},
      {R"({"rules": [{"find": {"lists": [▮)", "value '' of lists in a list"},
      {R"({"rules": [{"when": "é \"▮\" x"}]})", R"(value 'é \"\" x' of when in rule)"},
      {"{\"rules\": [{\"when\": \"x▮\n \"message\": \"y\"}]}", "value 'x' of when in rule"},
      {R"({"lists": {"a▮": {"phrases": []}}})", "key 'a' in lists"},
      {R"({"lists": {"a": {"phrases": ["x", {"te▮"}]}}})", "key 'te' in phrase"},
      {R"({"sources": {"kinds": {"x": {"▮)", "key '' in kind"},
      {"{// co▮mment\n}", "nothing"},
      {"▮{}", "nothing"},
      {"{}▮", "nothing"},
      {"▮", "nothing"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(spot_line("a.json", row.text) == row.spot);
  }
}

TEST_CASE("in YAML") {
  const Row rows[] = {
      {"i▮", "key 'i' in methodology"},
      {"id: a\nti▮", "key 'ti' in methodology"},
      {"id: a\nti▮tle: b\n", "key 'title' in methodology"},
      {"id: a▮\n", "value 'a' of id in methodology"},
      {"unknown: ▮\n", "value '' of unknown in methodology"},
      {"rules:\n  - id: a\n    dec▮\n", "key 'dec' in rule"},
      {"rules:\n  - id: a\n    decision: ho▮\n", "value 'ho' of decision in rule"},
      {"rules:\n  - id: a\n    ▮\n", "key '' in rule"},
      {"rules:\n  - ▮\n", "key '' in rule"},
      {"rules:\n- id: a\n- de▮\n", "key 'de' in rule"},
      {"rules:\n  - id: a\n    find:\n      li▮\n", "key 'li' in find"},
      {"rules:\n  - id: a\n    find:\n      lists:\n        - he▮\n",
       "value 'he' of lists in a list"},
      {"rules:\n  - id: a\n    when: \"article.▮\n    message: b\n",
       "value 'article.' of when in rule"},
      {"rules:\n  - id: a\n    when: >-\n      article.▮\n    message: b\n",
       "value 'article.' of when in rule"},
      {"lists:\n  a:\n    phr▮\n", "key 'phr' in list"},
      {"id: a\n# com▮ment\n", "nothing"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(spot_line("a.yaml", row.text) == row.spot);
  }
}

TEST_CASE("at every byte of every shipped file") {
  for (const std::string& path : testing::shipped_files()) {
    const auto document = read_document(path, testing::slurp(path));
    for (uint32_t offset = 0; offset <= document->bytes.size(); offset += 37) {
      const Spot spot = find_spot(*document, FileKind::rules, offset);
      CHECK(spot.word.end <= document->bytes.size());
      CHECK((spot.kind == Spot::Kind::nothing || !spot.levels.empty()));
    }
  }
}

}  // namespace
}  // namespace stet::assist
