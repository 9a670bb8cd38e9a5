// What the format's tables say holds "unless said" is what the engine takes when nothing is said.
#include <catch2/catch.hpp>

#include <map>

#include "engine/base/number.h"
#include "engine/methodology/keys.h"
#include "tests/methodology/memory_files.h"
#include "tests/methodology/small_methodology.h"

namespace stet::methodology {
namespace {

/// "confidence.perSource" → "0.5", of every table by its name.
std::map<std::string, std::string> stated() {
  std::map<std::string, std::string> out;
  std::vector<const Shape*> open{&file_shape()};
  while (!open.empty()) {
    const Shape& shape = *open.back();
    open.pop_back();
    if (shape.items) open.push_back(shape.items);
    if (!shape.object) continue;
    if (shape.object->value) open.push_back(shape.object->value);
    for (const Key& key : shape.object->keys) {
      if (!key.otherwise.empty()) {
        out[std::string(shape.object->name) + "." + std::string(key.name)] = key.otherwise;
      }
      open.push_back(&key.shape);
    }
  }
  return out;
}

std::string text(double value) {
  std::string out;
  base::append_double(out, value);
  return out;
}
std::string text(int64_t value) { return std::to_string(value); }
std::string text(uint32_t value) { return std::to_string(value); }
std::string text(bool value) { return value ? "true" : "false"; }

std::string scope_text(const Scope& scope) {
  return std::to_string(scope.parts) + " " + std::to_string(scope.voices);
}

/// A methodology in which every kind of thing stands once and says no more than it must.
constexpr const char* silent = R"json({
  "stet": 1, "id": "s", "version": "1",
  "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}], "unknown": "hold",
  "sources": {"kinds": {"filing": {}}},
  "lists": {"l": {"phrases": ["word"]}, "w": {"phrases": ["other"], "weight": 3}},
  "sentiment": {"labels": [{"id": "one"}], "shifters": [{"list": "l"}], "contrasts": [{"list": "w"}]},
  "impact": {"axes": [{"id": "financial", "weight": 1, "signals": []}],
             "discounts": [{"id": "d", "lists": ["l"], "share": 0.5}]},
  "example": {"headline": "H"},
  "rules": [{"id": "r", "decision": "hold", "find": {"phrases": ["word"]}, "message": "m",
             "tests": {"fires": [{}], "silent": [{}]}}]
})json";

TEST_CASE("what the tables say holds unless said is what holds") {
  MemoryFiles files{{"s.json", silent}};
  base::Problems problems;
  const auto read_file = read("s.json", files, problems);
  REQUIRE(read_file);
  const Methodology& m = *read_file;
  REQUIRE(m.rules.size() == 1);
  REQUIRE(m.lists.size() == 3);
  const Rule& rule = m.rules[0];
  const auto& shifter = m.sentiment.shifters.at(0);
  const auto& contrast = m.sentiment.contrasts.at(0);
  const auto& discount = m.impact.discounts.at(0);
  const bool everywhere =
      scope_text(rule.find->scope) == "31 1" && rule.find->scope.sections.empty();

  const std::map<std::string, std::string> held{
      {"kind.weight", text(m.source_kinds.at(0).weight)},
      {"kind.qualifies", text(m.source_kinds.at(0).qualifies)},
      {"kind.medium", text(m.source_kinds.at(0).medium)},
      {"independence.publisher", text(m.independence.publisher)},
      {"independence.owner", text(m.independence.owner)},
      {"independence.canonicalUrl", text(m.independence.canonical_url)},
      {"independence.domain", text(m.independence.domain)},
      {"independence.agency", text(m.independence.agency)},
      {"independence.derivation", text(m.independence.derivation)},
      {"independence.attribution", text(m.independence.attribution)},
      {"independence.upstream", text(m.independence.upstream)},
      {"independence.reuse", text(m.independence.reuse)},
      {"independence.shingle", text(m.independence.shingle)},
      {"independence.containment", text(m.independence.containment)},
      {"independence.leastShared", text(m.independence.least_shared)},
      {"verification.support", m.verification.support == SupportBasis::text ? "text" : "citation"},
      {"verification.count", m.verification.count == CountOf::claims ? "claims" : "sources"},
      {"verification.overlap", text(m.verification.overlap)},
      {"verification.verifiedFrom", text(m.verification.verified_from)},
      {"verification.verified", m.verification.verified},
      {"verification.single", m.verification.single},
      {"verification.none", m.verification.none},
      {"phrase.weight", m.lists[1].phrases[0].weight == 3 ? "that of its list" : "another"},
      {"phrase.caseSensitive",
       m.lists[0].phrases[0].case_sensitive ? "always" : "as its list says"},
      {"list.weight", text(m.lists[0].phrases[0].weight)},
      {"list.caseSensitive", text(m.lists[0].case_sensitive)},
      {"list.inflect", text(m.lists[0].inflect)},
      {"shifter.factor", text(shifter.factor)},
      {"shifter.reach", text(shifter.reach)},
      {"shifter.behind", text(shifter.behind)},
      {"contrast.before", text(contrast.before)},
      {"contrast.after", text(contrast.after)},
      {"sentiment.question", text(m.sentiment.question)},
      {"discount.within", discount.within ? "some words" : "anywhere in its sentence"},
      {"impact.lead", text(m.impact.lead)},
      {"impact.carry", text(m.impact.carry)},
      {"impact.quoted", text(m.impact.quoted)},
      {"impact.background", text(m.impact.background)},
      {"impact.currencies",
       m.impact.currencies.empty() ? "one is worth as much as another" : "some"},
      {"confidence.perSource", text(m.confidence.per_source)},
      {"confidence.unsupportedPenalty", text(m.confidence.unsupported_penalty)},
      {"confidence.hedgePenalty", text(m.confidence.hedge_penalty)},
      {"confidence.agePenalty", text(m.confidence.age_penalty)},
      {"confidence.staleDays", text(m.confidence.stale_days)},
      {"find.in", everywhere ? "all" : "some"},
      {"find.sections", everywhere ? "all" : "some"},
      {"find.voice", everywhere ? "own" : "others"},
      {"rule.stage", rule.stage == Stage::enforce ? "enforce" : "another"},
      {"rule.when", rule.when.present() ? "another" : "true"},
      {"rule.unknown", rule.when_unknown ? "another" : "the file's own"},
      {"rule.waivable", text(rule.waivable)},
  };
  CHECK(held == stated());
}

}  // namespace
}  // namespace stet::methodology
