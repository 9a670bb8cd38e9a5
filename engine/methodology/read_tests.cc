// The examples of a rule. Each is the file's example article with a change:
//
//   {"claims": []}                                 a merge patch (RFC 7396)
//   "Ticket sales rose 14%."                       the body is that one paragraph
//   {"name": …, "story": one of those, "now": …}   with a name, or at a time
#include "engine/formats/article_schema.h"
#include "engine/methodology/check.h"
#include "engine/methodology/reading.h"

namespace stet::methodology {
namespace {

constexpr Shape story_shape{.types = string_node | object_node, .form = Form::text};
constexpr Shape text_shape{.types = string_node, .form = Form::text};
constexpr Shape now_shape{.types = string_node, .form = Form::time};
constexpr Key example_keys[] = {
    {"name", text_shape, false, "what the example shows"},
    {"story", story_shape, false, "the change to the example article"},
    {"now", now_shape, false, "the time at which it is checked"},
};
constexpr ObjectKeys example_object{"example", example_keys};
constexpr Shape example_shape{.types = object_node, .object = &example_object};

/// No article has a field `story`; without it, names and times alone leave the story as it is.
bool is_wrapped(const Node& node) {
  if (!node.is(object_node)) return false;
  if (node.find("story")) return true;
  for (const Member& member : node.members) {
    if (!example_object.find(member.key.text)) return false;
  }
  return !node.members.empty();
}

/// A change to a field that no article has changes nothing. Fields of the newsroom's own are fine,
/// misspelt ones are not.
void check_fields(Reading& reading, const Node& patch) {
  for (const Member& member : patch.members) {
    if (formats::find_field(formats::article_schema(), member.key.text)) continue;
    std::vector<std::string_view> names;
    for (const formats::FieldSchema& field : formats::article_schema().fields) {
      names.push_back(field.name);
    }
    reading.messages.misspelt_field(member, names);
  }
}

/// No article has a field `case`.
RuleTest read_ranked(Reading& reading, const Node& node, size_t number) {
  const Node* of_case = get(node, "case", string_node);
  if (!of_case) {
    RuleTest test = read_example(reading, node);
    if (test.name.empty()) test.name = "story " + std::to_string(number);
    return test;
  }
  RuleTest test;
  test.place = node.place;
  test.file = node.file;
  test.of_case = true;
  test.name = std::string(of_case->view());
  return test;
}

}  // namespace

RuleTest read_example(Reading& reading, const Node& node) {
  RuleTest test;
  test.place = node.place;
  test.file = node.file;
  const Node* story = &node;
  if (is_wrapped(node)) {
    check(node, example_shape, reading.messages);
    story = get(node, "story", string_node | object_node);
    read_text(node, "name", test.name);
    read_text(node, "now", test.now);
  }
  test.change = story;
  if (story) {
    test.story = story->place;
    check_fields(reading, *story);
  }
  return test;
}

void read_rankings(Reading& reading, const Node& object, std::string_view key) {
  for (const Node& node : items_of(object, key)) {
    if (!node.is(object_node)) continue;
    Ranking out{text_of(node, "id"), text_of(node, "why"), {}};
    out.by_confidence = text_of(node, "by") == "confidence";
    for (const Node& story : items_of(node, "stories")) {
      if (story.is(string_node) || story.is(object_node)) {
        out.stories.push_back(read_ranked(reading, story, out.stories.size() + 1));
      }
    }
    if (out.stories.size() == 1) {
      reading.messages.conflict(
          node, opening(node),
          "expected two stories or more in the ranking '" + out.id + "', found one");
    }
    reading.out.rankings.push_back(std::move(out));
  }
}

std::string article_json(const Methodology& methodology, const RuleTest& test) {
  Node article;
  article.type = object_node;
  if (methodology.example) article = *methodology.example;
  if (test.change && test.change->is(object_node)) merge_patch(article, *test.change);
  if (test.change && test.change->is(string_node)) {
    Node body;
    body.type = list_node;
    body.items.push_back(*test.change);
    Node patch;
    patch.type = object_node;
    Member member;
    member.key.text = "articleBody";
    member.value = std::move(body);
    patch.members.push_back(std::move(member));
    merge_patch(article, patch);
  }
  std::string json;
  append_json(article, json);
  return json;
}

std::vector<RuleTest> read_tests(Reading& reading, const Node& rule) {
  struct Group {
    std::string_view key;
    RuleTest::Expect expect;
    bool required;
  };
  constexpr Group groups[] = {{"fires", RuleTest::Expect::fires, true},
                              {"silent", RuleTest::Expect::silent, true},
                              {"todo", RuleTest::Expect::todo, false}};
  std::vector<RuleTest> out;
  const Node* tests = get(rule, "tests", object_node);
  if (!tests) return out;
  for (const Group& group : groups) {
    const std::span<const Node> items = items_of(*tests, group.key);
    if (items.empty() && group.required) {
      reading.messages.missing_example(*tests, text_of(rule, "id"), group.key);
    }
    for (const Node& item : items) {
      if (!item.is(string_node) && !item.is(object_node)) continue;
      out.push_back(read_example(reading, item));
      out.back().expect = group.expect;
      if (out.back().name.empty()) {
        out.back().name = std::string(group.key) + " " + std::to_string(&item - items.data() + 1);
      }
    }
  }
  return out;
}

}  // namespace stet::methodology
