// Examples that prove nothing: two of one story, near misses without anything to miss. Edits that
// do not help: the rule still fires where they were made.
#include <map>

#include "engine/upkeep/effect_report.h"
#include "engine/upkeep/judged.h"

namespace stet::upkeep {
namespace {

using methodology::Rule;
using methodology::RuleTest;
using Expect = methodology::RuleTest::Expect;

class ExampleCheck {
 public:
  explicit ExampleCheck(EffectReport& report) : report_(report), judge_(report.gate) {}

  void run(uint32_t number) {
    const Rule& rule = report_.methodology.rules[number];
    find_twins(rule);
    find_empty_misses(number, rule);
    if (rule.replacement.present()) try_edits(number, rule);
  }

 private:
  std::string story(const RuleTest& test) const {
    return methodology::article_json(report_.methodology, test);
  }

  void find_twins(const Rule& rule) {
    std::map<std::string, const RuleTest*> seen;
    for (const RuleTest& test : rule.tests) {
      const auto [first, added] = seen.emplace(story(test) + test.now, &test);
      if (added) continue;
      report_.add("example-twice", test.file, test.place,
                  "the example " + quoted(test.name) + " of " + quoted(rule.id) +
                      " is the same story as " + quoted(first->second->name),
                  "take it out, or change what it is meant to show");
      if (test.file == 0) report_.removable(test.place);
    }
  }

  /// Whether no near miss of a rule over elements has a single element.
  void find_empty_misses(uint32_t number, const Rule& rule) {
    if (!rule.each.present()) return;
    const RuleTest* first = nullptr;
    for (const RuleTest& test : rule.tests) {
      if (test.expect != Expect::silent) continue;
      if (first == nullptr) first = &test;
      if (looks_at_something(number, test)) return;
    }
    if (first == nullptr) return;
    report_.add("example-exercises-nothing", first->file, first->place,
                "in no silent example of " + quoted(rule.id) + " is there anything to look at",
                "add a near miss: an element for which the condition is false");
  }

  bool looks_at_something(uint32_t number, const RuleTest& test) {
    bool asked = false;
    judge_.verdict(story(test), formats::Format::json, test.now);
    const gate::Outcome outcome = judge_.checker().rerun(
        number, [&](const cel::Program&, cel::Evaluation&) { asked = true; });
    return asked || outcome != gate::Outcome::silent;
  }

  void try_edits(uint32_t number, const Rule& rule) {
    for (const RuleTest& test : rule.tests) {
      if (test.expect != Expect::fires) continue;
      std::string text = story(test);
      const gate::Verdict& before = judge_.verdict(text, formats::Format::json, test.now);
      const auto [edit, count] = first_edit(before, rule);
      if (edit == nullptr) continue;
      text.replace(edit->place.begin, edit->place.size(), edit->replacement);
      const gate::Verdict& after = judge_.verdict(text, formats::Format::json, test.now);
      const bool helped = judge_.checker().outcome(number) != gate::Outcome::fired ||
                          first_edit(after, rule).second < count;
      if (helped) continue;
      report_.add("fix-without-effect", rule.replacement.file, rule.replacement.text.source,
                  "the rule " + quoted(rule.id) + " still fires after its own edit",
                  "replace the hit by something that the rule does not find");
      return;
    }
  }

  static std::pair<const gate::Edit*, size_t> first_edit(const gate::Verdict& verdict,
                                                         const Rule& rule) {
    const gate::Edit* first = nullptr;
    size_t count = 0;
    for (const gate::Diagnostic& diagnostic : verdict.diagnostics) {
      if (diagnostic.rule != &rule) continue;
      ++count;
      if (first == nullptr && !diagnostic.edits.empty()) first = &diagnostic.edits[0];
    }
    return {first, count};
  }

  EffectReport& report_;
  Judge judge_;
};

}  // namespace

void check_examples(EffectReport& report) {
  ExampleCheck check(report);
  for (uint32_t i = 0; i < report.methodology.rules.size(); ++i) check.run(i);
}

}  // namespace stet::upkeep
