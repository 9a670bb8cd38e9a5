// The module's sessions, called natively: open, edit, check, close.
#include <nlohmann/json.hpp>

#include "tests/wasm/call.h"

extern "C" {
void* stet_check(uint32_t handle, const char* article, uint32_t size, const char* options,
                 uint32_t options_size);
void* stet_open(uint32_t handle, const char* article, uint32_t size);
void* stet_edit(uint32_t session, uint32_t begin, uint32_t end, const char* with, uint32_t size);
void* stet_check_session(uint32_t session, const char* options, uint32_t options_size);
void stet_close(uint32_t session);
}

namespace {

using nlohmann::json;
using stet::tests::size_of;
using stet::tests::take;

constexpr const char* rules = R"json({
  "stet": 1, "id": "small", "version": "1", "title": "Small",
  "decisions": [{"id": "pass", "title": "Runs", "clears": true},
                {"id": "hold", "title": "Held", "clears": false}],
  "unknown": "hold",
  "example": {"headline": "A berth opens", "articleBody": ["A berth opened."]},
  "rules": [{"id": "bang", "title": "Calm", "why": "Readers decide.", "decision": "hold",
             "find": {"pattern": "!"}, "message": "no '{it.text}'", "fix": ["Take it out"],
             "tests": {"fires": [{"headline": "Oh!"}], "silent": [{"headline": "Short"}]}}]})json";

uint32_t compile() {
  const std::string request = json{{"entry", "r.json"}, {"files", {{"r.json", rules}}}}.dump();
  const std::string compiled = take(stet_compile(request.data(), size_of(request)));
  INFO(compiled);
  REQUIRE(compiled[0] == '0');
  return json::parse(compiled.substr(2))["methodology"];
}

uint32_t open(uint32_t handle, const std::string& story) {
  const std::string answer = take(stet_open(handle, story.data(), size_of(story)));
  INFO(answer);
  REQUIRE(answer[0] == '0');
  return json::parse(answer.substr(2))["session"];
}

std::string edit(uint32_t session, uint32_t begin, uint32_t end, const std::string& with) {
  return take(stet_edit(session, begin, end, with.data(), size_of(with)));
}

std::string check(uint32_t session, const std::string& options) {
  return take(stet_check_session(session, options.data(), size_of(options)));
}

std::string check_afresh(uint32_t handle, const std::string& story, const std::string& options) {
  auto* buffer = static_cast<char*>(stet_buffer(size_of(story)));
  std::memcpy(buffer, story.data(), story.size());
  std::string answer =
      take(stet_check(handle, buffer, size_of(story), options.data(), size_of(options)));
  stet_release(buffer);
  return answer;
}

}  // namespace

TEST_CASE("a session follows edits, in every form of the verdict") {
  const uint32_t handle = compile();
  std::string story = R"({"headline":"A berth opens","articleBody":["A berth opened."]})";
  const uint32_t session = open(handle, story);
  const auto same = [&] {
    for (const char* options :
         {"{}", R"({"detail":"live"})", R"({"detail":"live","offsets":"utf-16"})",
          R"({"detail":"full","offsets":"utf-16"})", R"({"detail":"summary"})",
          R"({"detail":"ids"})"}) {
      CHECK(check(session, options) == check_afresh(handle, story, options));
    }
  };
  same();
  const auto at = static_cast<uint32_t>(story.find("opened."));
  CHECK(edit(session, at + 6, at + 7, "!") == "0 {\"size\":" + std::to_string(story.size()) + "}");
  story.replace(at + 6, 1, "!");
  same();
  CHECK(check(session, R"({"detail":"ids"})") ==
        R"(0 {"decision":"hold","fired":["bang"],"unknown":[]})");
  CHECK(edit(session, 0, size_of(story), "---\nheadline: Zo\u00eb!\n---\n")[0] == '0');
  story = "---\nheadline: Zo\u00eb!\n---\n";
  same();
  stet_close(session);
  stet_dispose(handle);
}

TEST_CASE("sessions are told apart, and outlive their methodology's handle") {
  const uint32_t handle = compile();
  const uint32_t first = open(handle, R"({"headline":"Calm"})");
  const uint32_t second = open(handle, R"({"headline":"Oh!"})");
  CHECK(first != second);
  stet_dispose(handle);
  const auto fired = [](const std::string& answer) {
    return answer.find("\"fired\":[\"bang\"]") != std::string::npos;
  };
  CHECK_FALSE(fired(check(first, R"({"detail":"ids"})")));
  CHECK(fired(check(second, R"({"detail":"ids"})")));
  CHECK(take(stet_open(handle, "{}", 2)).find("bad-handle") != std::string::npos);
  stet_close(first);
  CHECK(check(first, "{}").find("bad-handle") != std::string::npos);
  CHECK(edit(first, 0, 0, "x").find("bad-handle") != std::string::npos);
  CHECK(fired(check(second, R"({"detail":"ids"})")));
  stet_close(second);
  stet_close(second);
  stet_close(0);
}

TEST_CASE("an edit outside of the story is refused and changes nothing") {
  const uint32_t handle = compile();
  const uint32_t session = open(handle, "{}");
  CHECK(edit(session, 1, 9, "x").find("\"code\":\"bad-edit\"") != std::string::npos);
  CHECK(edit(session, 2, 1, "x").find("found 2 to 1 and 1 bytes") != std::string::npos);
  CHECK(check(session, "[").substr(0, 2) == "1 ");
  CHECK(check(session, "{}") == check_afresh(handle, "{}", "{}"));
  stet_close(session);
  stet_dispose(handle);
}
