// The module's stet_evaluate, called natively: answers and refusals.
#include <nlohmann/json.hpp>

#include "tests/wasm/call.h"

extern "C" {
void* stet_evaluate(uint32_t handle, const char* input, uint32_t size, const char* options,
                    uint32_t options_size);
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
  "terms": [{"id": "length", "type": "int", "unit": "characters", "means": "of the headline",
             "is": "size(article.headline)"}],
  "rules": [{"id": "short", "title": "Short", "why": "It has to fit.", "decision": "hold",
             "when": "length > 20", "message": "long", "fix": ["Shorten it"],
             "tests": {"fires": [{"headline": "A headline that is much too long"}],
                       "silent": [{"headline": "Short"}]}}]})json";

std::string evaluate(uint32_t handle, const std::string& input, const std::string& options) {
  return stet::tests::take_with(input, [&](const char* bytes, uint32_t size) {
    return stet_evaluate(handle, bytes, size, options.data(), size_of(options));
  });
}

}  // namespace

TEST_CASE("expressions over bindings") {
  CHECK(evaluate(0, R"j({"n": 4})j", R"j({"expression": "n * 2"})j") ==
        R"j(0 {"type":"int","value":8,"text":"8"})j");
  CHECK(
      evaluate(0, R"j({"n": [1]})j", R"j({"expression": "n.exists(x, x > 0)", "steps": true})j") ==
      R"j(0 {"type":"bool","value":true,"text":"true","steps":[{"depth":0,)j"
      R"j("expression":"n.exists(x, x > 0)","value":"true","element":0,"element_value":"1",)j"
      R"j("begin":0,"end":18},{"depth":1,"expression":"n","value":"[1]","begin":0,"end":1},)j"
      R"j({"depth":1,"expression":"x > 0","value":"true","begin":12,"end":17}]})j");
  CHECK(evaluate(0, "", R"j({"expression": "1 / 0"})j").find("\"code\":\"division-by-zero\"") !=
        std::string::npos);
}

TEST_CASE("expressions over an article see what rules see") {
  const std::string request = json{{"entry", "r.json"}, {"files", {{"r.json", rules}}}}.dump();
  const std::string compiled = take(stet_compile(request.data(), size_of(request)));
  INFO(compiled);
  REQUIRE(compiled[0] == '0');
  const uint32_t handle = json::parse(compiled.substr(2))["methodology"];
  const std::string story = R"({"headline": "A berth opens", "articleBody": ["A berth opened."]})";
  CHECK(evaluate(handle, story, R"({"expression": "length"})") ==
        R"(0 {"type":"int","value":13,"text":"13"})");
  CHECK(evaluate(handle, story, R"({"expression": "now", "now": "2026-11-01T00:00:00Z"})")
            .find("2026-11-01") != std::string::npos);
  CHECK(evaluate(handle, "{\"headline\":", R"({"expression": "1"})")[0] == '1');
  CHECK(evaluate(handle, story, R"({"expression": "lenght"})").find("did you mean 'length'?") !=
        std::string::npos);
  stet_dispose(handle);
  CHECK(evaluate(handle, story, R"({"expression": "length"})").find("bad-handle") !=
        std::string::npos);
}

TEST_CASE("what cannot be evaluated is refused") {
  for (const char* options :
       {"", "[", "[]", "{}", R"({"expression": 7})", R"({"expression": "1 +"})"}) {
    INFO(options);
    CHECK(evaluate(0, "", options)[0] == '1');
  }
  CHECK(evaluate(0, "[1]", R"({"expression": "1"})")[0] == '1');
  CHECK(evaluate(7, "{}", R"({"expression": "1"})")[0] == '1');
}
