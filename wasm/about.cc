#include "wasm/about.h"

#include <string_view>
#include <utility>

#include "engine/report/json_place.h"

namespace stet::wasm {
namespace {

using base::JsonWriter;
using methodology::Methodology;

void append_rule(JsonWriter& json, const Methodology& m, const methodology::Rule& rule) {
  static constexpr const char* stages[] = {"draft", "observe", "enforce"};
  const std::pair<const char*, std::string_view> texts[] = {
      {"id", rule.id},
      {"title", rule.title},
      {"why", rule.why},
      {"decision", m.decisions[rule.decision].id},
      {"stage", stages[static_cast<size_t>(rule.stage)]},
      {"file", m.files[rule.file]->name}};
  json.begin_object();
  for (const auto& [name, text] : texts) {
    json.any_key(name);
    json.string(text);
  }
  json.member_bool("waivable", rule.waivable);
  json.member_int("begin", rule.place.begin);
  json.end_object();
}

}  // namespace

void append_about(JsonWriter& json, const Methodology& m) {
  json.member("title", m.title);
  json.key("decisions");
  json.begin_array();
  for (const methodology::Decision& decision : m.decisions) {
    json.begin_object();
    json.member("id", decision.id);
    json.member("title", decision.title);
    json.member_bool("clears", decision.clears);
    json.end_object();
  }
  json.end_array();
  json.key("source_kinds");
  json.begin_array();
  for (const methodology::SourceKind& kind : m.source_kinds) json.string(kind.id);
  json.end_array();
  json.key("rules");
  json.begin_array();
  for (const methodology::Rule& rule : m.rules) append_rule(json, m, rule);
  json.end_array();
  json.key("glossary");
  json.begin_object();
  for (const methodology::GlossaryEntry& entry : m.glossary)
    json.any_key(entry.term), json.string(entry.definition);
  json.end_object();
}

void append_tests(JsonWriter& json, const gate::Gate& gate) {
  json.key("tests");
  json.begin_array();
  for (const gate::TestResult& result : gate::run_tests(gate)) {
    const methodology::RuleTest& test = *result.test;
    const methodology::File& file = *gate.methodology().files[test.file];
    static constexpr const char* kinds[] = {"fires", "silent", "todo"};
    json.begin_object();
    json.member("rule", result.rule->id);
    json.member("name", test.name);
    json.member("expect", kinds[static_cast<size_t>(test.expect)]);
    json.member_bool("passed", result.passed);
    if (!result.passed) {
      json.member("detail", result.detail);
      json.member("file", file.name);
      report::Places places(file.bytes);
      report::append_place_json(json, test.place, places);
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace stet::wasm
