#include "cli/lsp_stories.h"

#include <algorithm>

#include "cli/lsp_diagnostics.h"
#include "engine/assist/hover.h"
#include "engine/formats/article.h"

namespace stet::cli {

namespace {

using gate::Diagnostic;
using gate::Verdict;

/// What counts is as bad as its decision: the worst is an error, others that hold the story are
/// warnings, those that let it run are told. What does not count is a hint.
int severity_of(const Verdict& verdict, const Diagnostic& found) {
  if (!found.counts) return 4;
  const auto& decisions = verdict.methodology->decisions;
  if (decisions[found.decision].clears) return 3;
  return found.decision + 1 == decisions.size() ? 1 : 2;
}

enum class SymbolKind : int { file = 1, module = 2, property = 7, string = 15, object = 19 };

bool overlaps(base::Span a, base::Span b) { return a.begin <= b.end && b.begin <= a.end; }

void add_line(std::string& out, std::string_view line) {
  if (!out.empty()) out += "\n\n";
  out += line;
}

Json edit_json(const gate::Edit& edit, const assist::Positions& positions) {
  return {{"range", json_of(positions, edit.place)}, {"newText", std::string(edit.replacement)}};
}

}  // namespace

Json workspace_edit(const std::string& uri, Json edits) {
  Json changes = Json::object();
  changes[uri] = std::move(edits);
  return {{"changes", std::move(changes)}};
}

Json LspStories::with_verdict(const OpenDocument& story, const Use& use) {
  const std::string entry = workspace_.rules_of_story(story.path);
  if (entry.empty()) return nullptr;
  const auto rules = workspace_.checked(entry);
  if (!rules->gate) return nullptr;
  if (rules != rules_) {
    rules_ = rules;
    checker_ = std::make_unique<gate::Checker>(*rules->gate);
  }
  bytes_.clear();
  bytes_.append(story.text);
  bytes_.reserve(story.text.size());
  const std::string now = workspace_.now_or_clock();
  gate::CheckOptions options;
  options.name = story.path;
  options.now = now;
  options.trace = true;
  options.digest = false;
  return use(checker_->check(bytes_.view(), options));
}

Json LspStories::rule_location(const methodology::Methodology& methodology,
                               const methodology::Rule& rule) {
  const methodology::File& file = *methodology.files[rule.file];
  const assist::Positions positions(file.bytes, documents_.encoding);
  return {{"uri", documents_.uri_of(file.name)}, {"range", json_of(positions, rule.place)}};
}

Json LspStories::diagnostic(const Verdict& verdict, const Diagnostic& found,
                            const assist::Positions& positions) {
  std::string message(found.message);
  if (!found.missing.empty()) message += " (cannot read " + std::string(found.missing) + ")";
  for (const std::string_view fix : found.fixes) message.append("\n→ ").append(fix);
  Json out = {{"range", json_of(positions, found.place)},
              {"severity", severity_of(verdict, found)},
              {"source", "stet"},
              {"code", std::string(found.id)},
              {"message", std::move(message)}};
  if (found.rule == nullptr) return out;
  Json location = rule_location(*verdict.methodology, *found.rule);
  const auto line =
      assist::Positions(verdict.methodology->files[found.rule->file]->bytes, documents_.encoding)
          .at(found.rule->place.begin)
          .line;
  const std::string uri = documents_.uri_of(verdict.methodology->files[found.rule->file]->name);
  out["codeDescription"] = {{"href", uri + "#L" + std::to_string(line + 1)}};
  const std::string& decision = verdict.methodology->decisions[found.decision].id;
  const std::string title = found.rule->title.empty() ? found.rule->id : found.rule->title;
  out["relatedInformation"] =
      Json::array({{{"location", std::move(location)}, {"message", decision + ": " + title}}});
  return out;
}

Json LspStories::diagnostics(const OpenDocument& story) {
  return with_verdict(story, [&](const Verdict& verdict) {
    const assist::Positions positions(story.text, documents_.encoding);
    Json out = Json::array();
    for (const base::Problem& problem : verdict.problems) {
      out.push_back(problem_json(problem, positions));
    }
    for (const Diagnostic& found : verdict.diagnostics) {
      out.push_back(diagnostic(verdict, found, positions));
    }
    return out;
  });
}

std::string LspStories::explanation(const Verdict& verdict, const Diagnostic& found) {
  using assist::markdown_text;
  std::string out = "**" + markdown_text(found.id) + "**";
  if (found.rule != nullptr && !found.rule->title.empty()) {
    out += ": " + markdown_text(found.rule->title);
  }
  add_line(out, verdict.methodology->decisions[found.decision].id +
                    (found.counts ? "" : ", without effect"));
  add_line(out, markdown_text(found.message));
  if (found.rule != nullptr) add_line(out, markdown_text(found.rule->why));
  for (const gate::Requirement& one : verdict.to_pass) {
    if (one.id != found.id || one.term.empty()) continue;
    add_line(out, "`" + std::string(one.term) + "` is " + std::string(one.value) + ", has to be " +
                      std::string(one.target));
  }
  std::string steps;
  for (const gate::TraceStep& step : found.trace) {
    steps += std::string(size_t{2} * step.depth, ' ') + std::string(step.expression) + " = " +
             std::string(step.value) + "\n";
  }
  if (!steps.empty()) add_line(out, "```\n" + steps + "```");
  for (const std::string_view fix : found.fixes) add_line(out, "→ " + markdown_text(fix));
  return out;
}

Json LspStories::hover(const OpenDocument& story, uint32_t offset) {
  return with_verdict(story, [&](const Verdict& verdict) -> Json {
    std::string text;
    base::Span place;
    for (const Diagnostic& found : verdict.diagnostics) {
      if (!overlaps(found.place, {offset, offset})) continue;
      if (text.empty()) place = found.place;
      if (!text.empty()) text += "\n\n---\n\n";
      text += explanation(verdict, found);
    }
    if (text.empty()) return nullptr;
    const assist::Positions positions(story.text, documents_.encoding);
    return {{"contents", {{"kind", "markdown"}, {"value", text}}},
            {"range", json_of(positions, place)}};
  });
}

Json LspStories::code_actions(const OpenDocument& story, base::Span place) {
  const Json out = with_verdict(story, [&](const Verdict& verdict) {
    const assist::Positions positions(story.text, documents_.encoding);
    Json actions = Json::array();
    for (const Diagnostic& found : verdict.diagnostics) {
      if (!overlaps(found.place, place) || found.edits.empty()) continue;
      Json edits = Json::array();
      for (const gate::Edit& edit : found.edits) edits.push_back(edit_json(edit, positions));
      const gate::Edit& first = found.edits.front();
      const std::string title = first.replacement.empty()
                                    ? "Take out '" + std::string(first.expected) + "'"
                                    : "Replace '" + std::string(first.expected) + "' by '" +
                                          std::string(first.replacement) + "'";
      actions.push_back({{"title", title},
                         {"kind", "quickfix"},
                         {"diagnostics", Json::array({diagnostic(verdict, found, positions)})},
                         {"edit", workspace_edit(story.uri, std::move(edits))}});
    }
    return actions;
  });
  return out.is_array() ? out : Json::array();
}

Json LspStories::rule_at(const OpenDocument& story, uint32_t offset) {
  return with_verdict(story, [&](const Verdict& verdict) -> Json {
    for (const Diagnostic& found : verdict.diagnostics) {
      if (found.rule == nullptr || !overlaps(found.place, {offset, offset})) continue;
      return rule_location(*verdict.methodology, *found.rule);
    }
    return nullptr;
  });
}

Json LspStories::symbols(const OpenDocument& story) {
  const Json out = with_verdict(story, [&](const Verdict& verdict) {
    const assist::Positions positions(story.text, documents_.encoding);
    Json symbols = Json::array();
    if (verdict.article == nullptr) return symbols;
    const formats::Article& article = *verdict.article;
    const auto add = [&](const formats::Text& text, SymbolKind kind) {
      if (!text.present() || text.view().empty() || text.value.source.empty()) return;
      const Json range = json_of(positions, text.value.source);
      symbols.push_back({{"name", std::string(text.view())},
                         {"kind", static_cast<int>(kind)},
                         {"range", range},
                         {"selectionRange", range}});
    };
    add(article.headline, SymbolKind::file);
    for (const formats::Text& takeaway : article.takeaways) add(takeaway, SymbolKind::string);
    for (const formats::Claim& claim : article.claims) add(claim.text, SymbolKind::property);
    for (const formats::Block& block : article.article_body) {
      if (block.kind.view() == "heading") add(block.text, SymbolKind::module);
    }
    for (const formats::Source& source : article.sources) add(source.publisher, SymbolKind::object);
    return symbols;
  });
  return out.is_array() ? out : Json::array();
}

}  // namespace stet::cli
