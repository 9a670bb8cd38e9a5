// Of the methodology page: terms, and every rule with its condition in words and its examples.
#include <algorithm>

#include "engine/gate/program.h"
#include "engine/methodology/node.h"
#include "engine/upkeep/condition_prose.h"
#include "engine/upkeep/methodology_page_parts.h"

namespace stet::upkeep::page {
namespace {

using methodology::Methodology;
using methodology::Rule;
using methodology::RuleTest;
using Expect = RuleTest::Expect;

std::string in_force(const Rule& rule) {
  if (rule.since.empty() && rule.until.empty()) return {};
  if (rule.until.empty()) return "since " + rule.since;
  return (rule.since.empty() ? "" : "since " + rule.since + " ") + "until the end of " + rule.until;
}

std::string_view stage_words(methodology::Stage stage) {
  switch (stage) {
    case methodology::Stage::draft: return "draft: counted, not shown";
    case methodology::Stage::observe: return "observed: shown, without effect on the decision";
    case methodology::Stage::enforce: return "in effect";
  }
  return {};
}

std::string waived_by(const Rule& rule) {
  if (!rule.waivable) return "nobody";
  if (rule.waivable_by.empty()) return "any editor who signs";
  std::string out;
  for (const std::string& name : rule.waivable_by) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string place_of(const Methodology& methodology, const Rule& rule) {
  const methodology::File& file = *methodology.files[rule.file];
  const auto line = 1 + std::count(file.bytes.begin(), file.bytes.begin() + rule.place.begin, '\n');
  return file.name.substr(file.name.rfind('/') + 1) + ", line " + std::to_string(line);
}

Words promise_of(const Methodology& methodology, const Rule& rule) {
  for (const methodology::Promise& promise : methodology.promises) {
    if (promise.id == rule.cites) {
      return Words().link(title_of(promise.id), "promise-" + promise.id);
    }
  }
  return {};
}

Words fixes_of(const Rule& rule) {
  Words out;
  for (const methodology::Located& fix : rule.fixes) {
    out.plain(out.empty() ? "" : "; ").plain(fix.view());
  }
  return out;
}

void append_standing(Page& page, const Rule& rule) {
  page.document.facts({
      {"Rule", Words().code(rule.id)},
      {"Decision", decision_link(page.methodology, rule.decision)},
      {"Stage", stage_words(rule.stage)},
      {"In force", in_force(rule)},
      {"Keeps the promise", promise_of(page.methodology, rule)},
  });
}

void append_care(Page& page, const Rule& rule) {
  const Methodology& methodology = page.methodology;
  const uint32_t unknown = rule.when_unknown.value_or(methodology.unknown);
  const Words edit = rule.replacement.present() ? Words().code(rule.replacement.view()) : Words();
  page.document.heading(4, "", "What follows");
  page.document.facts({
      {"It says", rule.message.view()},
      {"What helps", fixes_of(rule)},
      {"Puts in its place", edit},
      {"If it cannot be evaluated", decision_link(methodology, unknown)},
      {"May be waived by", waived_by(rule)},
      {"Owner", rule.owner},
      {"Written in", place_of(methodology, rule)},
  });
}

std::string parts_of(const methodology::Scope& scope) {
  std::string out;
  for (uint8_t i = 0; i < 5; ++i) {
    if (!(scope.parts & (1u << i))) continue;
    out.append(out.empty() ? "" : ", ").append(to_string(static_cast<methodology::Part>(i)));
  }
  return out;
}

std::string voices_of(const methodology::Scope& scope) {
  constexpr std::string_view voices[] = {"our own words", "our words for what somebody else says",
                                         "direct quotations"};
  std::string out;
  for (uint8_t i = 0; i < 3; ++i) {
    if (scope.voices & (1u << i)) out.append(out.empty() ? "" : ", ").append(voices[i]);
  }
  return out;
}

Words phrases_of(const methodology::PhraseList& list) {
  constexpr size_t most = 12;
  Words out;
  for (size_t i = 0; i < list.phrases.size() && i < most; ++i) {
    out.plain(i == 0 ? "“" : ", “").plain(list.phrases[i].text).plain("”");
  }
  if (list.phrases.size() > most) {
    out.plain(" and " + std::to_string(list.phrases.size() - most) + " more");
  }
  return out;
}

Words search_words(const Methodology& methodology, const methodology::Find& find) {
  Words out("For each place that has ");
  std::vector<Words> what;
  for (const uint32_t index : find.lists) {
    const methodology::PhraseList& list = methodology.lists[index];
    const bool own = list.id.rfind("find:", 0) == 0;
    what.push_back(own ? phrases_of(list)
                       : Words("a phrase of ").add(list_link(methodology, index)));
  }
  if (find.pattern.present()) {
    what.push_back(Words("a match of ").code(find.pattern.view()));
  }
  out.add(joined(what));
  out.plain("; looked for in: " + parts_of(find.scope));
  for (const std::string& section : find.scope.sections) out.plain(", section ").code(section);
  out.plain("; in " + voices_of(find.scope));
  return out.plain(".");
}

void append_condition(Page& page, const Rule& rule, const methodology::CompiledRule& compiled) {
  Document& out = page.document;
  out.heading(4, "", "When it fires");
  if (rule.find) out.paragraph(search_words(page.methodology, *rule.find));
  if (rule.each.present()) {
    out.paragraph(Words("For each element of ")
                      .code(rule.each.view())
                      .plain(", called ")
                      .code("it")
                      .plain("."));
  }
  if (compiled.when) {
    ConditionProse prose = condition_prose(*compiled.when);
    const bool single = prose.items.size() == 1;
    out.paragraph(single      ? "When this holds:"
                  : prose.all ? "When all of these hold:"
                              : "When one of these holds:");
    out.list(std::move(prose.items));
    out.code(std::string(rule.when.view()));
  }
  if (rule.at.present()) out.paragraph(Words("It points at ").code(rule.at.view()).plain("."));
}

const methodology::Term* term_of(const Methodology& methodology, std::string_view name) {
  for (const methodology::Term& term : methodology.terms) {
    if (term.id == name) return &term;
  }
  return nullptr;
}

Words name_words(const Methodology& methodology, const NamedMeaning& name) {
  const methodology::Term* term = term_of(methodology, name.name);
  if (term == nullptr) return Words().code(name.name).plain(": " + name.meaning);
  const std::string unit = term->unit.empty() ? "" : ", counted in " + term->unit;
  return Words().link(name.name, "term-" + name.name).plain(unit + ": " + name.meaning);
}

void append_names(Page& page, std::initializer_list<const cel::Program*> programs) {
  const cel::Environment& environment = *page.gate.program().rules->environments[0];
  std::vector<Item> items;
  std::vector<std::string> known;
  for (const cel::Program* program : programs) {
    if (program == nullptr) continue;
    for (const NamedMeaning& name : names_of(*program, environment)) {
      if (std::find(known.begin(), known.end(), name.name) != known.end()) continue;
      known.push_back(name.name);
      items.push_back({name_words(page.methodology, name), {}});
    }
  }
  if (items.empty()) return;
  page.document.heading(4, "", "What its names mean");
  page.document.list(std::move(items));
}

/// The rules whose condition or message reads the term.
Words readers_of(const Page& page, uint32_t term) {
  std::vector<Words> rules;
  for (const gate::RulePlan& plan : page.gate.program().plans) {
    if (std::find(plan.terms.begin(), plan.terms.end(), term) == plan.terms.end()) continue;
    rules.push_back(rule_link(*plan.rule->rule));
  }
  return joined(rules);
}

/// A change to the example story as people read it: a text alone, or its fields.
Words story_words(const RuleTest& test, const std::vector<std::string>& marked) {
  if (test.change == nullptr) return Words("the example story as it is");
  if (!test.change->is(methodology::object_node)) return value_words(*test.change, marked);
  Words out;
  for (const methodology::Member& member : test.change->members) {
    out.plain(out.empty() ? "" : "; ").code(member.key.text).plain(": ");
    out.add(value_words(member.value, marked));
  }
  return out.empty() ? Words("the example story as it is") : out;
}

/// What the gate finds in an example, now.
struct Shown {
  std::string message, replacement;
  std::vector<std::string> evidence;
};

Shown run(Page& page, gate::Checker& checker, const Rule& rule, const RuleTest& test) {
  std::string bytes = methodology::article_json(page.methodology, test);
  const size_t size = bytes.size();
  bytes.append(formats::input_padding, '\0');
  gate::CheckOptions options;
  options.format = formats::Format::json;
  options.now = test.now;
  Shown out;
  const gate::Verdict& verdict = checker.check(std::string_view(bytes).substr(0, size), options);
  for (const gate::Diagnostic& found : verdict.diagnostics) {
    if (found.rule != &rule) continue;
    if (out.message.empty()) out.message = found.message;
    if (out.replacement.empty() && !found.edits.empty()) {
      out.replacement = found.edits[0].replacement;
    }
    out.evidence.emplace_back(found.evidence);
  }
  return out;
}

void append_example(Page& page, gate::Checker& checker, const Rule& rule, Expect expect) {
  const auto test = std::find_if(rule.tests.begin(), rule.tests.end(),
                                 [&](const RuleTest& one) { return one.expect == expect; });
  if (test == rule.tests.end()) return;
  const bool fires = expect == Expect::fires;
  const Shown shown = fires ? run(page, checker, rule, *test) : Shown{};
  Words words;
  words.strong(fires ? "Fires" : "Silent").plain(": ").add(story_words(*test, shown.evidence));
  if (!shown.message.empty()) words.plain(" → ").plain(shown.message);
  if (!shown.replacement.empty()) words.plain("; offered instead: “" + shown.replacement + "”");
  page.document.quote(std::move(words), fires ? "fires" : "silent");
}

void append_use(Page& page, uint32_t rule) {
  const ArchiveStats* stats = page.options.archive;
  if (stats == nullptr || rule >= stats->rules.size()) return;
  const RuleUse& use = stats->rules[rule];
  page.document.paragraph("In the archive: fired in " + std::to_string(use.fired) + " of " +
                          std::to_string(stats->stories) + " stories, decided " +
                          std::to_string(use.decides) + ", alone " + std::to_string(use.alone) +
                          ".");
}

void append_rule(Page& page, gate::Checker& checker, uint32_t number) {
  const Rule& rule = page.methodology.rules[number];
  const methodology::CompiledRule& compiled = page.gate.program().rules->rules[number];
  page.document.heading(3, "rule-" + rule.id, title_of(rule.title, rule.id));
  page.document.paragraph(rule.why);
  append_standing(page, rule);
  append_condition(page, rule, compiled);
  append_names(
      page, {compiled.each ? &*compiled.each : nullptr, compiled.when ? &*compiled.when : nullptr});
  page.document.heading(4, "", "Examples");
  append_example(page, checker, rule, Expect::fires);
  append_example(page, checker, rule, Expect::silent);
  append_care(page, rule);
  append_use(page, number);
}

void append_glance(Page& page) {
  const Methodology& methodology = page.methodology;
  std::vector<Row> rows;
  for (uint32_t decision = static_cast<uint32_t>(methodology.decisions.size()); decision-- > 0;) {
    for (const Rule& rule : methodology.rules) {
      if (rule.decision != decision) continue;
      Words standing = decision_link(methodology, decision);
      if (rule.stage != methodology::Stage::enforce) {
        standing.plain(", ").plain(stage_words(rule.stage));
      }
      rows.push_back({rule_link(rule), standing, promise_of(methodology, rule)});
    }
  }
  page.document.table({"Rule", "Decision", "Keeps the promise"}, rows);
}

void append_example_story(Page& page) {
  if (page.methodology.example == nullptr) return;
  page.document.heading(3, "example", "The example story");
  page.document.paragraph(
      "The examples of rules are changes to this story; a text alone is its only paragraph.");
  std::vector<Fact> facts;
  for (const methodology::Member& member : page.methodology.example->members) {
    facts.push_back({std::string(member.key.text), value_words(member.value, {})});
  }
  page.document.facts(std::move(facts));
}

}  // namespace

void append_terms(Page& page) {
  if (page.methodology.terms.empty()) return;
  page.document.heading(2, "terms", "Terms");
  page.document.paragraph(
      "Measures that rules compare with a number or a word, in the order in which they build on "
      "each other.");
  for (uint32_t i = 0; i < page.methodology.terms.size(); ++i) {
    const methodology::Term& term = page.methodology.terms[i];
    page.document.heading(3, "term-" + term.id, Words(term.id));
    page.document.paragraph(term.means);
    page.document.facts({{"Type", Words().code(term.type)},
                         {"Counted in", term.unit},
                         {"Read by", readers_of(page, i)}});
    page.document.code(std::string(term.is.view()));
    append_names(page, {&page.gate.program().rules->terms[i].program});
  }
}

void append_rules(Page& page) {
  page.document.heading(2, "rules", "Rules");
  append_glance(page);
  append_example_story(page);
  gate::Checker checker(page.gate);
  for (uint32_t i = 0; i < page.methodology.rules.size(); ++i) append_rule(page, checker, i);
}

}  // namespace stet::upkeep::page
