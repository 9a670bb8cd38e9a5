// Each limit of the input, at it and one beyond: read the one, refused with its name the other.
#include <catch2/catch.hpp>
#include <functional>
#include <string>

#include "tests/formats/print_article.h"

namespace stet::formats::testing {
namespace {

std::string repeated(uint32_t count, const std::function<std::string(uint32_t)>& item) {
  std::string out;
  for (uint32_t i = 0; i < count; ++i) out += item(i);
  return out;
}

/// `"name": [item, item, …]` as an article.
std::string json_list(const std::string& name, const std::string& item, uint32_t count) {
  const std::string items = repeated(count, [&](uint32_t i) { return (i > 0 ? "," : "") + item; });
  return "{\"" + name + "\":[" + items + "]}";
}

std::string yaml_list(const std::string& name, const std::string& item, uint32_t count) {
  return "---\n" + name + ":\n" + repeated(count, [&](uint32_t) { return "- " + item + "\n"; }) +
         "---\n";
}

struct Row {
  const char* name;
  uint32_t limit;
  std::function<std::string(uint32_t)> make;
  std::string message;
};

std::string items(uint32_t limit, const std::string& what) {
  return "expected at most " + std::to_string(limit) + " items in '" + what + "', found more";
}

const Row rows[] = {
    {"json bytes", Limits::bytes, [](uint32_t n) { return "{}" + std::string(n - 2, ' '); },
     "expected at most 67108864 bytes, found 67108865"},
    {"json depth", Limits::depth,
     [](uint32_t n) { return "{\"x\":" + std::string(n - 1, '[') + std::string(n - 1, ']') + "}"; },
     "expected at most 64 levels of nesting, found more"},
    {"json depth of objects", Limits::depth,
     [](uint32_t n) {
       return repeated(n - 1, [](uint32_t) { return std::string("{\"x\":"); }) + "{" +
              std::string(n, '}');
     },
     "expected at most 64 levels of nesting, found more"},
    {"json sources", Limits::sources, [](uint32_t n) { return json_list("sources", "{}", n); },
     items(Limits::sources, "sources")},
    {"json claims", Limits::claims, [](uint32_t n) { return json_list("claims", "\"c\"", n); },
     items(Limits::claims, "claims")},
    {"json blocks", Limits::blocks, [](uint32_t n) { return json_list("articleBody", "{}", n); },
     items(Limits::blocks, "articleBody")},
    {"json paragraphs", Limits::blocks,
     [](uint32_t n) {
       return "{\"articleBody\":\"" + repeated(n, [](uint32_t) { return std::string("a\\n\\n"); }) +
              "\"}";
     },
     items(Limits::blocks, "articleBody")},
    {"json keywords", Limits::items, [](uint32_t n) { return json_list("keywords", "\"\"", n); },
     items(Limits::items, "keywords")},
    {"json takeaways", Limits::items, [](uint32_t n) { return json_list("takeaways", "\"\"", n); },
     items(Limits::items, "takeaways")},
    {"json authors", Limits::items, [](uint32_t n) { return json_list("author", "\"A\"", n); },
     items(Limits::items, "author")},
    {"json affected parties", Limits::affected,
     [](uint32_t n) { return json_list("affected", "{}", n); },
     items(Limits::affected, "affected")},
    {"json waivers", Limits::items, [](uint32_t n) { return json_list("waivers", "{}", n); },
     items(Limits::items, "waivers")},
    {"json unknown fields", Limits::unknown_fields,
     [](uint32_t n) {
       return "{" + repeated(n, [](uint32_t i) { return "\"@" + std::to_string(i) + "\":1,"; }) +
              "\"id\":\"a\"}";
     },
     items(Limits::unknown_fields, "unknown fields")},
    {"yaml depth", Limits::depth,
     [](uint32_t n) {
       return "---\nx: " + std::string(n - 1, '[') + std::string(n - 1, ']') + "\n---\nA.";
     },
     "expected at most 64 levels of nesting, found more"},
    {"yaml sources", Limits::sources, [](uint32_t n) { return yaml_list("sources", "{}", n); },
     items(Limits::sources, "sources")},
    {"yaml takeaways", Limits::items, [](uint32_t n) { return yaml_list("takeaways", "a", n); },
     items(Limits::items, "takeaways")},
    {"yaml unknown fields", Limits::unknown_fields,
     [](uint32_t n) {
       return "---\n" + repeated(n, [](uint32_t i) { return "x" + std::to_string(i) + ": 1\n"; }) +
              "---\nA.";
     },
     items(Limits::unknown_fields, "unknown fields")},
    {"markdown bytes", Limits::bytes, [](uint32_t n) { return "A" + std::string(n - 1, '\n'); },
     "expected at most 67108864 bytes, found 67108865"},
    {"markdown blocks", Limits::blocks,
     [](uint32_t n) { return repeated(n, [](uint32_t) { return std::string("a\n\n"); }); },
     items(Limits::blocks, "articleBody")},
    {"markdown claims", Limits::claims,
     [](uint32_t n) {
       return "## Key facts\n" + repeated(n, [](uint32_t) { return std::string("- a\n"); });
     },
     items(Limits::claims, "claims")},
    {"markdown takeaways", Limits::items,
     [](uint32_t n) {
       return "## Takeaways\n" + repeated(n, [](uint32_t) { return std::string("- a\n"); });
     },
     items(Limits::items, "takeaways")},
    {"markdown affected parties", Limits::affected,
     [](uint32_t n) {
       return "## Affected\n" + repeated(n, [](uint32_t) { return std::string("- a\n"); });
     },
     items(Limits::affected, "affected")},
    {"markdown footnotes", Limits::sources,
     [](uint32_t n) {
       return "A.\n\n" +
              repeated(n, [](uint32_t i) { return "[^" + std::to_string(i) + "]: x\n"; });
     },
     items(Limits::sources, "sources")},
    {"markdown citations of one paragraph", Limits::items,
     [](uint32_t n) {
       return "A" + repeated(n, [](uint32_t i) { return "[^" + std::to_string(i) + "]"; });
     },
     items(Limits::items, "sources")},
};

}  // namespace

TEST_CASE("limits: read up to them, refused beyond, by name") {
  for (const Row& row : rows) {
    INFO(row.name);
    const bool is_json = std::string_view(row.name).substr(0, 4) == "json";
    const Format format = is_json ? Format::json : Format::markdown;
    for (const uint32_t below : {1u, 0u}) {
      const Reading reading(row.make(row.limit - below), format);
      INFO(print(reading.problems, reading.input()));
      CHECK(reading.article != nullptr);
      CHECK(reading.problems.error_count() == 0);
    }
    const Reading beyond(row.make(row.limit + 1), format);
    CHECK(beyond.article == nullptr);
    REQUIRE(beyond.problems.error_count() == 1);
    CHECK(beyond.problems.all().back().message == row.message);
  }
}

TEST_CASE("limits: a field that stands again and again is refused at last") {
  const auto json = [](uint32_t n) {
    return "{" + repeated(n, [](uint32_t) { return std::string("\"id\":\"a\","); }) +
           "\"url\":\"u\"}";
  };
  const auto yaml = [](uint32_t n) {
    return "---\n" + repeated(n, [](uint32_t) { return std::string("id: a\n"); }) + "---\nA.";
  };
  const std::string message = items(Limits::unknown_fields, "repeated fields");
  CHECK(Reading(json(Limits::unknown_fields), Format::json).article != nullptr);
  CHECK(Reading(yaml(Limits::unknown_fields), Format::markdown).article != nullptr);
  for (const uint32_t count : {Limits::unknown_fields + 1, 200000u}) {
    for (const bool is_json : {true, false}) {
      const Reading reading(is_json ? json(count) : yaml(count),
                            is_json ? Format::json : Format::markdown);
      CHECK(reading.article == nullptr);
      // Of very many problems the first are kept, and this is the last.
      const std::string told = print(reading.problems, reading.input());
      CHECK((count > 1000 || told.find(message) != std::string::npos));
    }
  }
}

}  // namespace stet::formats::testing
