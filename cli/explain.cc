// stet explain: what a rule asks for, and why; how a story came to its scores.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <vector>

#include "cli/choice.h"
#include "cli/clock.h"
#include "cli/invocation.h"
#include "cli/one_story.h"
#include "cli/rules_file.h"
#include "engine/base/arena.h"
#include "engine/base/suggest.h"
#include "engine/cel/lexer.h"
#include "engine/report/printable.h"
#include "engine/upkeep/effects.h"
#include "engine/upkeep/ways_to_pass.h"

namespace stet::cli {

namespace {

constexpr const char* footer = R"(Examples:
  stet explain --list                        all rules, the strictest decision last
  stet explain single-source                 why a rule is there, what it asks, how to satisfy it
  stet explain --rules desk.yaml byline
  stet explain single-source --trace story.md
                                             how its condition came out for a story, part by part
  stet explain story.md                      the scores of a story as sums, hit by hit, and the
                                             smallest changes with which it would pass)";

struct ExplainArguments {
  std::string rules;
  std::string rule;
  std::string story;
  std::string now;
  bool list = false;
  bool json = false;
};

using methodology::Methodology;
using methodology::Rule;
using methodology::RuleTest;
using methodology::Term;

void add_once(std::vector<const Term*>& terms, const Term& term) {
  if (std::find(terms.begin(), terms.end(), &term) == terms.end()) terms.push_back(&term);
}

/// The terms that `expression` names, and those that they rest on, each after what it rests on.
void collect_terms(const Methodology& methodology, std::string_view expression,
                   std::vector<const Term*>& terms) {
  base::Arena arena;
  cel::Lexer lexer(expression, arena);
  bool after_dot = false;
  for (cel::Token token = lexer.next();
       token.kind != cel::TokenKind::end && token.kind != cel::TokenKind::error;
       token = lexer.next()) {
    const bool is_name = token.kind == cel::TokenKind::identifier && !after_dot;
    after_dot = token.kind == cel::TokenKind::dot;
    if (!is_name) continue;
    for (const Term& term : methodology.terms) {
      // A term may only use earlier ones, so this ends.
      if (term.id != token.text) continue;
      collect_terms(methodology, term.is.view(), terms);
      add_once(terms, term);
    }
  }
}

class Explanation {
 public:
  Explanation(const Methodology& methodology, const report::Style& style)
      : methodology_(methodology), style_(style) {}

  std::string write(const Rule& rule) {
    head(rule);
    reasons(rule);
    condition(rule);
    terms(rule);
    message(rule);
    examples(rule);
    return std::move(text_);
  }

 private:
  void safe(std::string_view text) { report::append_printable(text_, text); }
  void heading(std::string_view name) {
    text_.append("\n").append(style_.bold).append(name).append(style_.reset).append("\n");
  }
  void item(std::string_view text) {
    text_ += "  ";
    safe(text);
    text_ += '\n';
  }
  void labelled(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    text_.append("  ").append(label).append(": ");
    safe(text);
    text_ += '\n';
  }

  void head(const Rule& rule) {
    text_.append(style_.bold);
    safe(rule.id);
    text_.append(style_.reset).append("  ");
    safe(rule.title);
    text_ += '\n';
    const methodology::Decision& decision = methodology_.decisions[rule.decision];
    text_ += "  ";
    safe(decision.id);
    if (!decision.title.empty()) {
      text_ += " (";
      safe(decision.title);
      text_ += ')';
    }
    if (rule.stage == methodology::Stage::draft) text_ += ", draft: counted, not shown";
    if (rule.stage == methodology::Stage::observe) text_ += ", observed: shown, without effect";
    text_ += '\n';
    labelled("owner", rule.owner);
    labelled("since", rule.since);
    labelled("until", rule.until);
    labelled("may be waived by", waivable_by(rule));
    const uint32_t unknown = rule.when_unknown.value_or(methodology_.unknown);
    labelled("when it cannot be evaluated", methodology_.decisions[unknown].id);
    const methodology::File& file = *methodology_.files[rule.file];
    labelled("stands in",
             file.name + ":" +
                 std::to_string(1 + std::count(file.bytes.begin(),
                                               file.bytes.begin() + rule.place.begin, '\n')));
  }

  static std::string waivable_by(const Rule& rule) {
    if (!rule.waivable) return "nobody";
    if (rule.waivable_by.empty()) return "anybody who signs";
    std::string names;
    for (const std::string& name : rule.waivable_by) names += (names.empty() ? "" : ", ") + name;
    return names;
  }

  void reasons(const Rule& rule) {
    if (!rule.why.empty()) {
      heading("why");
      item(rule.why);
    }
    for (const methodology::Promise& promise : methodology_.promises) {
      if (promise.id != rule.cites) continue;
      heading("what the methodology promises");
      item(promise.text);
    }
  }

  void condition(const Rule& rule) {
    heading("fires when");
    if (rule.each.present()) labelled("for each of", rule.each.view());
    if (rule.find) find(*rule.find);
    if (rule.when.present()) item(rule.when.view());
    if (rule.at.present()) labelled("at", rule.at.view());
  }

  void find(const methodology::Find& find) {
    for (const uint32_t index : find.lists) {
      const methodology::PhraseList& list = methodology_.lists[index];
      std::string sample;
      const size_t shown = std::min<size_t>(list.phrases.size(), 5);
      for (size_t i = 0; i < shown; ++i)
        sample += (i ? ", \"" : "\"") + list.phrases[i].text + "\"";
      if (list.phrases.size() > shown) sample += ", …";
      labelled("the text has a phrase of '" + list.id + "'", sample);
    }
    if (find.pattern.present()) labelled("the text matches", find.pattern.view());
    labelled("in", parts(find.scope));
    labelled("in the voice of", voices(find.scope));
  }

  static std::string parts(const methodology::Scope& scope) {
    std::string names;
    for (uint8_t part = 0; part < 5; ++part) {
      if (!(scope.parts & (1u << part))) continue;
      names += names.empty() ? "" : ", ";
      names += methodology::to_string(static_cast<methodology::Part>(part));
    }
    for (const std::string& section : scope.sections) names += "; section " + section;
    return names;
  }

  static std::string voices(const methodology::Scope& scope) {
    std::string names;
    for (uint8_t voice = 0; voice < 3; ++voice) {
      if (!(scope.voices & (1u << voice))) continue;
      names += names.empty() ? "" : ", ";
      names += methodology::to_string(static_cast<methodology::Voice>(voice));
    }
    return names;
  }

  void terms(const Rule& rule) {
    std::vector<const Term*> used;
    for (const methodology::Located* part : {&rule.each, &rule.when, &rule.at, &rule.message}) {
      if (part->present()) collect_terms(methodology_, part->view(), used);
    }
    if (used.empty()) return;
    heading("terms");
    for (const Term* term : used) {
      text_ += "  ";
      safe(term->id);
      text_ += " (" + term->type + (term->unit.empty() ? "" : ", " + term->unit) + "): ";
      safe(term->means);
      text_ += "\n    = ";
      safe(term->is.view());
      text_ += '\n';
    }
  }

  void message(const Rule& rule) {
    if (rule.message.present()) {
      heading("says");
      item(rule.message.view());
    }
    if (rule.fixes.empty() && !rule.replacement.present()) return;
    heading("what helps");
    for (const methodology::Located& fix : rule.fixes) item(fix.view());
    if (rule.replacement.present()) labelled("replace it by", rule.replacement.view());
  }

  void examples(const Rule& rule) {
    heading("examples (changes to the methodology's example story)");
    for (const RuleTest& test : rule.tests) {
      static constexpr std::string_view names[] = {"fires", "silent", "todo"};
      const std::string_view expected = names[static_cast<size_t>(test.expect)];
      text_.append("  ").append(expected).append(8 - expected.size(), ' ');
      // The names of those that have none written down say nothing: "fires 1".
      const bool named = test.story.begin != test.place.begin;
      if (named) safe(test.name);
      if (named && !test.story.empty()) text_ += ": ";
      safe(one_line(base::slice(methodology_.files[test.file]->bytes, test.story)));
      text_ += '\n';
    }
  }

  /// Runs of white space as one blank.
  static std::string one_line(std::string_view source) {
    std::string line;
    for (const char c : source) {
      const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank)
        line += c;
      else if (!line.empty() && line.back() != ' ')
        line += ' ';
    }
    return line;
  }

  const Methodology& methodology_;
  const report::Style& style_;
  std::string text_;
};

std::string list_text(const Methodology& methodology, const report::Style& style) {
  size_t widest = 0;
  for (const Rule& rule : methodology.rules) widest = std::max(widest, rule.id.size());
  std::string text;
  for (uint32_t decision = 0; decision < methodology.decisions.size(); ++decision) {
    bool any = false;
    for (const Rule& rule : methodology.rules) {
      if (rule.decision != decision) continue;
      if (!any) {
        text.append(text.empty() ? "" : "\n").append(style.bold);
        text += methodology.decisions[decision].id;
        text.append(style.reset).append("\n");
      }
      any = true;
      text.append("  ").append(rule.id).append(widest - rule.id.size() + 2, ' ');
      report::append_printable(text, rule.title);
      if (rule.stage == methodology::Stage::draft) text += " (draft)";
      if (rule.stage == methodology::Stage::observe) text += " (observed)";
      text += '\n';
    }
  }
  return text;
}

std::string trace_text(const gate::RuleTrace& trace, const report::Style& style) {
  static constexpr std::string_view outcomes[] = {"silent", "fires", "cannot be evaluated"};
  std::string text;
  for (const gate::ConditionTrace& condition : trace.conditions) {
    if (!condition.element.empty()) {
      text.append(style.bold).append(outcomes[static_cast<size_t>(condition.outcome)]);
      text.append(style.reset).append(" for ");
      report::append_printable(text, condition.element);
      text += '\n';
    }
    for (const gate::TraceStep& step : condition.steps) {
      report::trace_step_text(step, 1, style, text);
    }
  }
  if (trace.left_out > 0) text += "and " + std::to_string(trace.left_out) + " more\n";
  for (const gate::RuleTrace::Term& term : trace.terms) {
    text.append("\n").append(style.bold);
    report::append_printable(text, term.term->id);
    text.append(style.reset).append("  ");
    report::append_printable(text, term.term->means);
    text += '\n';
    for (const gate::TraceStep& step : term.steps) report::trace_step_text(step, 1, style, text);
  }
  return text;
}

/// What the rule has to say about a story.
void trace(const ExplainArguments& arguments, const gate::Gate& gate, uint32_t rule,
           Invocation& invocation) {
  Buffer bytes;
  if (!read_input(arguments.story, bytes, invocation)) return;
  gate::Checker checker(gate);
  if (!check_story(checker, {arguments.story, bytes.view(), arguments.now}, invocation)) return;
  const gate::RuleTrace found = checker.explain(rule);
  std::string text = gate.methodology().rules[rule].id;
  if (!found.in_force)
    text += " is not in force at this time\n";
  else if (found.conditions.empty())
    text += " looks at nothing in this story\n";
  else
    text += found.outcome == gate::Outcome::silent  ? " is silent\n"
            : found.outcome == gate::Outcome::fired ? " fires\n"
                                                    : " cannot be evaluated\n";
  text += trace_text(found, invocation.out_style());
  invocation.streams.out.write(text);
}

/// What `stet rules check` finds.
std::string page_text(const upkeep::FindingPage& page, const report::Style& style) {
  std::string text;
  const auto part = [&](std::string_view heading, std::string_view content) {
    text.append("\n").append(style.bold).append(heading).append(style.reset).append("\n  ");
    text.append(content).append("\n");
  };
  text.append(style.bold).append(page.code).append(style.reset).append("  ").append(page.title);
  text += "\n  a finding of stet rules check\n";
  part("avoid", page.avoid);
  part("prefer", page.prefer);
  part("why", page.why);
  return text;
}

/// How the scores of a story add up, what decided, and with which changes it would pass.
void explain_story(const ExplainArguments& arguments, const gate::Gate& gate,
                   Invocation& invocation) {
  Buffer bytes;
  if (!read_input(arguments.rule, bytes, invocation)) return;
  gate::Checker checker(gate);
  const gate::Verdict* verdict =
      check_story(checker, {arguments.rule, bytes.view(), arguments.now}, invocation);
  if (verdict == nullptr) return;
  const std::string now = arguments.now.empty() ? now_rfc3339() : arguments.now;
  gate::CheckOptions as_checked;
  as_checked.now = now;
  const upkeep::WaysToPass ways = upkeep::find_ways_to_pass(gate, *verdict, as_checked);
  std::string text;
  if (arguments.json) {
    upkeep::append_ways_json(text, ways, *verdict, 2);
    text += '\n';
  } else {
    report::scores_text(*verdict, invocation.out_style(), text);
    upkeep::append_ways_text(text, ways, *verdict, invocation.out_style());
  }
  invocation.streams.out.write(text);
}

/// A path, not the id of a rule: ids have neither dots nor slashes.
bool is_path(std::string_view argument) {
  return argument == "-" || argument.find_first_of("./\\") != std::string_view::npos;
}

void run(const ExplainArguments& arguments, Invocation& invocation) {
  if (!arguments.list && arguments.rule.empty()) {
    return invocation.complain("expected the id of a rule, a story, or --list", Exit::wrong_usage);
  }
  const auto gate = load_rules(arguments.rules, invocation);
  if (!gate) return;
  const Methodology& methodology = gate->methodology();
  const report::Style style = invocation.out_style();
  if (arguments.list) {
    invocation.streams.out.write(list_text(methodology, style));
    return;
  }
  if (is_path(arguments.rule)) return explain_story(arguments, *gate, invocation);
  std::vector<std::string_view> ids;
  for (const Rule& rule : methodology.rules) {
    if (rule.id == arguments.rule && !arguments.story.empty()) {
      return trace(arguments, *gate, static_cast<uint32_t>(ids.size()), invocation);
    }
    if (rule.id == arguments.rule) {
      invocation.streams.out.write(Explanation(methodology, style).write(rule));
      return;
    }
    ids.push_back(rule.id);
  }
  if (const upkeep::FindingPage* page = upkeep::finding_page(arguments.rule)) {
    invocation.streams.out.write(page_text(*page, style));
    return;
  }
  const std::string hint = base::did_you_mean(arguments.rule, ids);
  invocation.complain("no rule is called '" + arguments.rule + "'; " +
                          (hint.empty() ? "stet explain --list shows them all" : hint),
                      Exit::wrong_usage);
}

}  // namespace

void add_explain(CLI::App& app, Invocation& invocation) {
  CLI::App& command =
      *app.add_subcommand("explain", "Say what a rule asks for, or how a story came to its scores");
  const auto arguments = std::make_shared<ExplainArguments>();
  command
      .add_option("RULE", arguments->rule,
                  "the id of a rule, a code of 'stet rules check', or a story")
      ->type_name("");
  command.add_flag("--list", arguments->list, "all rules, by decision");
  command.add_option("--trace", arguments->story, "how its condition came out for a story, or '-'")
      ->type_name("STORY");
  add_choice<bool>(command, "--format", arguments->json, {{"text", false}, {"json", true}},
                   "text|json", "of a story: text (default), or the ways to pass as JSON");
  command.add_option("--now", arguments->now, "time of the check; default: the current time")
      ->type_name("TIME");
  add_rules_option(command, arguments->rules);
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
