// The module's stet_compile, called natively: files as texts of the request, and behind it.
#include <nlohmann/json.hpp>

#include "tests/wasm/call.h"

namespace {

using nlohmann::json;

constexpr const char* entry = R"json({
  "stet": 1, "id": "small", "version": "1", "title": "Small", "extends": ["lists/quiet.json"],
  "decisions": [{"id": "pass", "title": "Runs", "clears": true},
                {"id": "hold", "title": "Held – “kept”", "clears": false}],
  "unknown": "hold",
  "example": {"headline": "A berth opens", "articleBody": ["A berth opened."]},
  "rules": [{"id": "hush", "title": "Hush", "why": "It has to be loud.", "decision": "hold",
             "find": {"lists": ["quiet"]}, "message": "quiet", "fix": ["Say it aloud"],
             "tests": {"fires": [{"headline": "A whisper"}], "silent": [{"headline": "A shout"}]}}]})json";
constexpr const char* list = R"json({"stet": 1, "id": "words", "version": "1",
  "lists": {"quiet": {"phrases": ["whisper"]}}})json";

/// "0 {json}": status and answer. The methodology is given back.
std::string compile(const std::string& request) {
  std::string answer = stet::tests::take_with(request, stet_compile);
  if (answer[0] == '0') stet_dispose(json::parse(answer.substr(2))["methodology"]);
  return answer;
}

/// A request whose files lie behind it; `last` stands for the size of the last one.
std::string behind(int64_t last, const std::string& more = "") {
  const json head = {{"entry", "small.json"},
                     {"files", {{"lists/quiet.json", std::strlen(list)}, {"small.json", last}}},
                     {"about", true}};
  return head.dump() + '\0' + list + entry + more;
}

}  // namespace

TEST_CASE("files behind the request are those in it") {
  const json texts = {{"entry", "small.json"},
                      {"files", {{"small.json", entry}, {"lists/quiet.json", list}}},
                      {"about", true}};
  const std::string answer = compile(texts.dump());
  INFO(answer);
  REQUIRE(answer[0] == '0');
  CHECK(compile(behind(static_cast<int64_t>(std::strlen(entry)))) == answer);
  // One of them in the request, and one behind it.
  const json mixed = {{"entry", "small.json"},
                      {"files", {{"small.json", std::strlen(entry)}, {"lists/quiet.json", list}}},
                      {"about", true}};
  CHECK(compile(mixed.dump() + '\0' + entry) == answer);
}

TEST_CASE("sizes that are not those of what lies behind are told") {
  const auto size = static_cast<int64_t>(std::strlen(entry));
  CHECK(compile(behind(size + 1))
            .find("expected " + std::to_string(size + 1) +
                  " bytes of 'small.json' behind the request, found " + std::to_string(size)) !=
        std::string::npos);
  CHECK(compile(behind(-1)).find("expected -1 bytes of 'small.json'") != std::string::npos);
  CHECK(compile(behind(INT64_MAX)).find("\"bad-request\"") != std::string::npos);
  CHECK(compile(behind(size, "\n\n")).find("expected nothing behind the files, found 2 bytes") !=
        std::string::npos);
  // A text that was cut off within the file is refused as the file would be.
  CHECK(compile(behind(size - 1, "")).find("found 1 bytes") != std::string::npos);
}

TEST_CASE("a request that is none is refused, whatever lies behind it") {
  for (const std::string head : {"", "[]", "{", R"({"entry": "a"})", R"({"files": 7})"}) {
    INFO(head);
    CHECK(compile(head)[0] == '1');
    CHECK(compile(head + '\0')[0] == '1');
    CHECK(compile(head + '\0' + entry)[0] == '1');
  }
}
