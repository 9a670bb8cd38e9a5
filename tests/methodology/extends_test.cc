// Files that extend files: what is merged how, and what is said when they cannot be.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "engine/base/sha256.h"
#include "engine/methodology/load.h"
#include "tests/methodology/memory_files.h"

namespace stet::methodology {
namespace {

/// The merged tree of `entry` as JSON, or its problems.
std::string merged(MemoryFiles files, const std::string& entry = "c.json") {
  base::Problems problems;
  Methodology methodology;
  const std::optional<Node> root = load(entry, files, methodology, problems);
  std::string out;
  if (root) append_json(*root, out);
  for (const std::string& line : lines_of(problems, files)) {
    out += (out.empty() ? "" : "\n") + line;
  }
  return out;
}

struct Row {
  const char* why;
  std::string under, over, expected;
};

TEST_CASE("a file is laid on what it extends") {
  const Row rows[] = {
      {"objects field by field, the later wins",
       R"({"story": {"sections": {"a": ["A"], "b": []}}})",
       R"({"extends": "b.json", "story": {"sections": {"b": ["B"], "c": []}}})",
       R"({"story":{"sections":{"a":["A"],"b":["B"],"c":[]}},"extends":"b.json"})"},
      {"a null takes away", R"({"title": "t", "confidence": {"perSource": 0.4, "hedges": ["h"]}})",
       R"({"extends": "b.json", "title": null, "confidence": {"hedges": null}})",
       R"({"confidence":{"perSource":0.4},"extends":"b.json"})"},
      {"a null over nothing stays, to be told", R"({})", R"({"extends": "b.json", "title": null})",
       R"({"extends":"b.json","title":null})"},
      {"lists are replaced", R"({"lists": {"l": {"phrases": ["a", "b"]}}})",
       R"({"extends": "b.json", "lists": {"l": {"phrases": ["c"]}}})",
       R"({"lists":{"l":{"phrases":["c"]}},"extends":"b.json"})"},
      {"things with an id merge by id, new ones go last",
       R"({"rules": [{"id": "x", "decision": "hold"}, {"id": "y"}]})",
       R"({"extends": "b.json", "rules": [{"id": "z"}, {"id": "x", "stage": "observe"}]})",
       R"({"rules":[{"id":"x","decision":"hold","stage":"observe"},{"id":"y"},{"id":"z"}],)"
       R"("extends":"b.json"})"},
      {"by id inside things with an id",
       R"({"impact": {"axes": [{"id": "financial", "signals": [{"id": "s", "points": 1}]}]}})",
       R"({"extends": "b.json", "impact": {"axes": [{"id": "financial", "signals": [{"id": "s", "points": 2}]}]}})",
       R"({"impact":{"axes":[{"id":"financial","signals":[{"id":"s","points":2}]}]},)"
       R"("extends":"b.json"})"},
      {"lists in the example article have ids of their own",
       R"({"example": {"sources": [{"id": "a"}], "headline": "h"}})",
       R"({"extends": "b.json", "example": {"sources": [{"id": "b"}]}})",
       R"({"example":{"sources":[{"id":"b"}],"headline":"h"},"extends":"b.json"})"},
      {"one type on another replaces", R"({"extends": [], "rules": 1})",
       R"({"extends": "b.json", "rules": []})", R"({"extends":"b.json","rules":[]})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    CHECK(merged({{"b.json", row.under}, {"c.json", row.over}}) == row.expected);
  }
}

TEST_CASE("several files lie in the order in which they are named, each once") {
  CHECK(merged({{"base.json", R"({"id": "base", "title": "base", "version": "0"})"},
                {"a.json", R"({"extends": "base.json", "id": "a", "title": "a"})"},
                {"b.yaml", "extends: base.json\nid: b\n"},
                {"c.json", R"({"extends": ["a.json", "b.yaml"]})"}}) ==
        R"({"id":"b","title":"a","version":"0","extends":["a.json","b.yaml"]})");
}

TEST_CASE("what cannot be extended is told where it is named") {
  CHECK(merged({{"a.json", R"({"extends": "b.json"})"},
                {"b.json", "{\n  \"extends\": [\"c.json\"]}"},
                {"c.json", R"({"extends": "a.json"})"}},
               "a.json") ==
        "c.json:1:13 extends-cycle: expected files that do not extend themselves, found a.json → "
        "b.json → c.json → a.json");
  CHECK(merged({{"c.json", R"({"extends": "c.json"})"}}) ==
        "c.json:1:13 extends-cycle: expected files that do not extend themselves, found c.json → "
        "c.json");
  CHECK(merged({{"c.json", R"({"extends": ["nope.json", "neither.yaml"]})"}}) ==
        "c.json:1:14 no-such-file: expected a file that can be read, found none at 'nope.json' "
        "(paths are relative to the file they stand in)\n"
        "c.json:1:27 no-such-file: expected a file that can be read, found none at 'neither.yaml' "
        "(paths are relative to the file they stand in)");
  CHECK(merged({}) ==
        "c.json:1:1 no-such-file: expected a file that can be read, found none at 'c.json'");
  CHECK(merged(
            {{"b.json", R"({"extends": 7, "stet": 2})"}, {"c.json", R"({"extends": "b.json"})"}}) ==
        "{\"extends\":\"b.json\",\"stet\":2}\n"
        "b.json:1:13 wrong-type: expected a string or a list, found the number 7 (put it in quotes "
        "to make it a text)\n"
        "b.json:1:24 wrong-version: expected 1, the version of this format, found the number 2 (a "
        "later version of stet reads this file)");
  CHECK(merged({{"b.json", "[]"}, {"c.json", R"({"extends": "b.json"})"}}) ==
        "b.json:1:1 wrong-type: expected an object, found an empty list");
}

TEST_CASE("a file that is extended may be pinned to its digest") {
  const std::string base = R"({"title": "t"})";
  const std::string digest = base::to_hex(base::sha256(base));
  const auto with = [&](const std::string& pin) {
    return merged({{"b.json", base},
                   {"c.json", R"({"extends": [{"file": "b.json", "sha256": ")" + pin + "\"}]}"}});
  };
  CHECK(with(digest) ==
        R"({"title":"t","extends":[{"file":"b.json","sha256":")" + digest + "\"}]}");
  std::string upper = digest;
  for (char& c : upper) c = c >= 'a' ? static_cast<char>(c - 0x20) : c;
  CHECK(with(upper).find("wrong-digest") == std::string::npos);

  std::string other = digest;
  other[0] = other[0] == '0' ? '1' : '0';
  CHECK_THAT(with(other),
             Catch::EndsWith("\nc.json:1:43 wrong-digest: expected the file 'b.json' with this "
                             "SHA-256, found " +
                             digest +
                             " (the file is another one than was pinned: see what changed with "
                             "'stet rules diff', then pin what 'sha256sum' prints)"));
  // Reached before without a pin, or pinned two files down.
  const std::string pinned = R"({"extends": [{"file": "b.json", "sha256": ")" + other + "\"}]}";
  CHECK_THAT(merged({{"b.json", base},
                     {"a.json", pinned},
                     {"c.json", R"({"extends": ["b.json", "a.json"]})"}}),
             Catch::Contains("a.json:1:43 wrong-digest"));
  // What is no digest is told as such, once, when the merged tree is checked.
  MemoryFiles files(
      {{"b.json", base}, {"c.json", R"({"extends": [{"file": "b.json", "sha256": "12"}]})"}});
  base::Problems problems;
  read("c.json", files, problems);
  const std::vector<std::string> lines = lines_of(problems, files);
  CHECK(std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
          return line.find("wrong-digest: expected 64 hexadecimal digits, as sha256sum prints") !=
                 std::string::npos;
        }) == 1);
}

TEST_CASE("problems of all files are told, not only of the first") {
  const std::string found = merged(
      {{"a.json", "{"}, {"b.yaml", "x: [1"}, {"c.json", R"({"extends": ["a.json", "b.yaml"]})"}});
  CHECK(found.find("a.json:1:2 syntax") != std::string::npos);
  CHECK(found.find("b.yaml:") != std::string::npos);
}

TEST_CASE("chains and crowds of files have limits") {
  struct Endless : FileSource {
    bool wide = false;
    std::optional<std::string> read(const std::string& name) override {
      if (wide && name != "0") return "{}";
      std::string out = R"({"extends": [)";
      const int from = std::stoi(name) + 1;
      for (int i = from; i < from + (wide ? 100 : 1); ++i) out += '"' + std::to_string(i) + "\",";
      return out + "]}";
    }
    std::string resolve(const std::string&, const std::string& target) override { return target; }
  };
  for (const bool wide : {false, true}) {
    Endless files;
    files.wide = wide;
    base::Problems problems;
    CHECK(read("0", files, problems) == nullptr);
    REQUIRE_FALSE(problems.empty());
    CHECK(problems.all()[0].code == (wide ? "too-many-files" : "extends-too-deep"));
  }
}

}  // namespace
}  // namespace stet::methodology
