#include "engine/upkeep/methodology_page.h"

#include <algorithm>

#include "engine/gate/printed.h"
#include "engine/methodology/keys.h"
#include "engine/methodology/node.h"
#include "engine/upkeep/engine_defaults.h"
#include "engine/upkeep/invariants.h"
#include "engine/upkeep/methodology_page_parts.h"

namespace stet::upkeep {
namespace page {

using methodology::Methodology;
using methodology::Node;

std::string number(double value) {
  std::string out;
  gate::append_printed(out, cel::Value::floating(value));
  return out;
}

std::string title_of(std::string_view id) {
  std::string out(id);
  std::replace(out.begin(), out.end(), '-', ' ');
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

std::string title_of(std::string_view title, std::string_view id) {
  return title.empty() ? title_of(id) : std::string(title);
}

Words joined(const std::vector<Words>& words) {
  Words out;
  for (size_t i = 0; i < words.size(); ++i) out.plain(i == 0 ? "" : ", ").add(words[i]);
  return out;
}

Words decision_link(const Methodology& methodology, uint32_t decision) {
  const methodology::Decision& found = methodology.decisions[decision];
  return Words().link(found.id, "decision-" + found.id);
}

Words rule_link(const methodology::Rule& rule) {
  return Words().link(title_of(rule.title, rule.id), "rule-" + rule.id);
}

Words list_link(const Methodology& methodology, uint32_t list) {
  const std::string& id = methodology.lists[list].id;
  return Words().link(id, "list-" + id);
}

namespace {

/// `text` in quotation marks, with the first of each of `marked` marked.
void append_quoted(Words& out, std::string_view text, const std::vector<std::string>& marked) {
  out.plain("“");
  while (!text.empty()) {
    size_t at = std::string_view::npos, length = 0;
    for (const std::string& one : marked) {
      const size_t found = one.empty() ? std::string_view::npos : text.find(one);
      if (found < at) at = found, length = one.size();
    }
    if (at == std::string_view::npos || length == text.size()) break;
    out.plain(text.substr(0, at)).mark(text.substr(at, length));
    text.remove_prefix(at + length);
  }
  out.plain(text).plain("”");
}

void append_value(Words& out, const Node& node, const std::vector<std::string>& marked) {
  switch (node.type) {
    case methodology::string_node: return append_quoted(out, node.view(), marked);
    case methodology::null_node: return void(out.plain("taken out"));
    case methodology::list_node:
      if (node.items.empty()) out.plain("none");
      for (const Node& item : node.items) {
        append_value(out.plain(&item == &node.items[0] ? "" : " "), item, marked);
      }
      return;
    case methodology::object_node:
      out.plain("(");
      for (const methodology::Member& member : node.members) {
        out.plain(&member == &node.members[0] ? "" : ", ").plain(member.key.text).plain(" ");
        append_value(out, member.value, marked);
      }
      out.plain(")");
      return;
    default: {
      std::string json;
      methodology::append_json(node, json);
      out.plain(json);
    }
  }
}

std::string file_names(const Methodology& methodology) {
  std::string out;
  for (const auto& file : methodology.files) {
    out.append(out.empty() ? "" : ", ") += file->name.substr(file->name.rfind('/') + 1);
  }
  return out;
}

void append_head(Page& page) {
  const Methodology& methodology = page.methodology;
  page.document.facts({
      {"Version", methodology.id + " " + methodology.version},
      {"In effect from", methodology.effective},
      {"Digest", Words().code(base::to_hex(methodology.digest))},
      {"Engine", "stet " + std::string(gate::engine_version)},
      {"Made from", file_names(methodology)},
  });
  page.document.paragraph(
      "This page is made from the rules file that decides every story. Values are printed from the "
      "compiled rules, and every example was run through the gate while the page was made.");
}

void check_examples(const gate::Gate& gate, base::Problems& problems) {
  const Methodology& methodology = gate.methodology();
  const auto tell = [&](const methodology::RuleTest& test, std::string message) {
    problems.add({base::Severity::error,
                  "example-fails",
                  methodology.files[test.file]->name,
                  test.place,
                  std::move(message),
                  {}});
  };
  for (const gate::TestResult& result : gate::run_tests(gate)) {
    if (!result.passed) {
      tell(*result.test, "example of '" + result.rule->id + "': " + result.detail);
    }
  }
  for (const RankResult& result : run_rankings(gate, {})) {
    if (!result.passed && !ranks_cases(*result.ranking)) {
      tell(*result.below, "order of '" + result.ranking->id + "': " + result.detail);
    }
  }
}

}  // namespace

Words value_words(const Node& node, const std::vector<std::string>& marked) {
  Words out;
  append_value(out, node, marked);
  return out;
}

void append_promises(Page& page) {
  Document& out = page.document;
  out.heading(2, "promises", "What we promise");
  for (const methodology::Promise& promise : page.methodology.promises) {
    out.heading(3, "promise-" + promise.id, title_of(promise.id));
    out.paragraph(promise.text);
    std::vector<Words> keepers;
    for (const methodology::Rule& rule : page.methodology.rules) {
      if (rule.cites == promise.id) keepers.push_back(rule_link(rule));
    }
    if (!keepers.empty()) out.paragraph(Words("Kept by: ").add(joined(keepers)));
  }
  out.heading(2, "engine", "What the engine promises");
  out.paragraph(
      "Whatever the file says, these hold; the engine's own tests show them in every build.");
  for (const EnginePromise& promise : engine_promises()) {
    out.heading(3, std::string(promise.anchor), promise.title, false);
    out.paragraph(promise.text);
  }
}

void append_invariants(Page& page) {
  const std::vector<Invariant> invariants = declared_invariants(page.methodology);
  if (invariants.empty()) return;
  const methodology::ObjectKeys& keys =
      *methodology::file_shape().object->find("invariants")->shape.object;
  std::vector<Row> rows;
  for (const Invariant& invariant : invariants) {
    rows.push_back(
        {title_of(invariant.id), std::string(keys.find(invariant.id)->doc), invariant.why});
  }
  page.document.heading(2, "invariants", "What holds for every story");
  page.document.table({"Invariant", "What it says", "Why"}, rows);
}

void append_decisions(Page& page) {
  const Methodology& methodology = page.methodology;
  Document& out = page.document;
  out.heading(2, "decisions", "Decisions");
  out.paragraph(
      "From the best to the worst. The worst decision of all rules that fire is the story's; the "
      "order of rules decides nothing.");
  for (const methodology::Decision& decision : methodology.decisions) {
    out.heading(3, "decision-" + decision.id, title_of(decision.title, decision.id));
    size_t rules = 0;
    for (const methodology::Rule& rule : methodology.rules) {
      rules += methodology.decisions[rule.decision].id == decision.id ? 1 : 0;
    }
    out.paragraph(Words()
                      .code(decision.id)
                      .plain(decision.clears ? ": the story runs" : ": the story does not run")
                      .plain("; the decision of " + std::to_string(rules) +
                             (rules == 1 ? " rule" : " rules")));
  }
  out.paragraph(Words("What cannot be evaluated counts as ")
                    .add(decision_link(methodology, methodology.unknown))
                    .plain(" unless a rule says otherwise."));
}

}  // namespace page

std::optional<Document> methodology_page(const gate::Gate& gate, const PageOptions& options,
                                         base::Problems& problems) {
  page::check_examples(gate, problems);
  if (problems.has_errors()) return std::nullopt;
  const methodology::Methodology& methodology = gate.methodology();
  Document document(page::title_of(methodology.title, methodology.id));
  page::Page page{gate, methodology, options, document};
  page::append_head(page);
  page::append_promises(page);
  page::append_invariants(page);
  page::append_decisions(page);
  page::append_sources(page);
  page::append_sentiment(page);
  page::append_impact(page);
  page::append_confidence(page);
  page::append_terms(page);
  page::append_rules(page);
  page::append_exceptions(page);
  page::append_glossary(page);
  page::append_archive(page);
  page::append_changes(page);
  page::append_lists(page);
  page::append_defaults(page);
  return document;
}

}  // namespace stet::upkeep
