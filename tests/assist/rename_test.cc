#include "engine/assist/rename.h"

#include <catch2/catch.hpp>

#include "engine/assist/story.h"
#include "engine/assist/symbols.h"
#include "tests/assist/kit.h"

namespace stet::assist {
namespace {

TEST_CASE("what may be a name") {
  CHECK(refusal_of_name(NameKind::term, "two_words").empty());
  CHECK(refusal_of_name(NameKind::rule, "two-words").empty());
  CHECK(refusal_of_name(NameKind::list, "two_words").empty());
  CHECK(canonical_id(NameKind::list, "two_words") == "two-words");
  CHECK(canonical_id(NameKind::term, "two_words") == "two_words");
  for (const char* name : {"", "two words", "1st", "size", "it", "a-b"}) {
    INFO(name);
    CHECK_FALSE(refusal_of_name(NameKind::term, name).empty());
  }
  for (const char* name : {"", "two words", "Two", "a\"b", "é"}) {
    INFO(name);
    CHECK_FALSE(refusal_of_name(NameKind::rule, name).empty());
  }
  CHECK(refusal_of_name(NameKind::glossary_entry, "Two words").empty());
  CHECK_FALSE(refusal_of_name(NameKind::glossary_entry, "a \"b\"").empty());
}

TEST_CASE("the smallest change") {
  const auto shown = [](std::string_view before, std::string_view after) -> std::string {
    const auto change = difference(before, after);
    if (!change) return "none";
    return std::to_string(change->place.begin) + "-" + std::to_string(change->place.end) + " '" +
           change->text + "'";
  };
  CHECK(shown("abc", "abc") == "none");
  CHECK(shown("", "a") == "0-0 'a'");
  CHECK(shown("a", "") == "0-1 ''");
  CHECK(shown("aXb", "aYb") == "1-2 'Y'");
  CHECK(shown("aab", "aaab") == "2-2 'a'");
  CHECK(shown("a", "aa") == "1-1 'a'");
  CHECK(shown("xéy", "xèy") == "1-3 'è'");                       // they begin with the same byte
  CHECK(shown("x\xC3\xA9y", "x\xC4\xA9y") == "1-3 '\xC4\xA9'");  // and these end with it
}

TEST_CASE("what a problem suggests") {
  base::Problem problem;
  problem.span = {1, 6};
  problem.suggestion = "did you mean 'maens'?";
  const auto quoted = suggested_change(problem, R"({"abc": 1})");
  REQUIRE(quoted.has_value());
  CHECK((quoted->place == base::Span{2, 5} && quoted->text == "maens"));
  const auto bare = suggested_change(problem, "xabcde");
  REQUIRE(bare.has_value());
  CHECK(bare->place == base::Span{1, 6});
  problem.suggestion = "is a comma missing?";
  CHECK_FALSE(suggested_change(problem, "xabcde").has_value());
}

TEST_CASE("metadata of a story stand where they do in the story") {
  const std::string story = "---\nheadline: é\nsources: [{id: a}]\n---\n\nText: more\n";
  const auto metadata = read_metadata(story);
  REQUIRE(metadata->root.find("headline") != nullptr);
  CHECK(base::slice(story, metadata->root.find("headline")->place) == "é");
  CHECK(metadata->root.members.size() == 2);
  CHECK(in_metadata(story, 5));
  CHECK_FALSE(in_metadata(story, static_cast<uint32_t>(story.find("Text"))));
  CHECK_FALSE(in_metadata("no metadata", 3));
  CHECK(read_metadata("---")->root.members.empty());
  CHECK(read_metadata("")->root.members.empty());
}

TEST_CASE("the outline of shipped files has all of their rules") {
  for (const char* path : {"rules/newsroom-standards.json", "rules/local-desk.json"}) {
    const auto document = read_document(path, testing::slurp(path));
    const methodology::Node* rules = document->root.find("rules");
    for (const Symbol& section : outline(*document, FileKind::rules)) {
      if (section.name == "rules") CHECK(section.children.size() == rules->items.size());
      for (const Symbol& child : section.children) {
        CHECK(section.place.contains(child.place));
        CHECK(child.place.contains(child.name_place));
      }
    }
  }
}

TEST_CASE("answers at any place of any half of a file") {
  const std::string json = testing::slurp("rules/local-desk.json");
  const std::string yaml =
      "extends: rules/finance.json\nrules:\n  - id: a\n    when: >-\n      article.x(y, \"é\n"
      "    find: {lists: [a, \n    message: \"{at.text} {\"\n    tests:\n      fires: [x]\n";
  testing::Files files;
  for (const auto& [name, text] : {std::pair{"rules/x.json", json}, std::pair{"x.yaml", yaml}}) {
    for (size_t cut = 0; cut <= text.size(); cut += text.size() > 1000 ? 41 : 7) {
      files.table[name] = text.substr(0, cut);
      const Ruleset rules(name, files);
      const Document& document = *rules.document(name);
      for (const uint32_t offset : {static_cast<uint32_t>(cut), static_cast<uint32_t>(cut / 2)}) {
        const Proposals found = complete(rules, document, FileKind::rules, offset);
        CHECK(found.replaced.begin <= found.replaced.end);
        CHECK(found.replaced.end <= cut);
        find_names(rules);
        outline(document, FileKind::rules);
      }
    }
  }
}

}  // namespace
}  // namespace stet::assist
