#include "cli/lsp_features.h"

#include <algorithm>

#include "cli/lsp_diagnostics.h"
#include "engine/assist/completion.h"
#include "engine/assist/hover.h"
#include "engine/assist/rename.h"
#include "engine/assist/story.h"
#include "engine/upkeep/format.h"

namespace stet::cli {

namespace {

using assist::FileKind;
using assist::Proposal;

int completion_kind(Proposal::Kind kind) {
  switch (kind) {
    case Proposal::Kind::key: return 10;      // Property
    case Proposal::Kind::value: return 12;    // Value
    case Proposal::Kind::variable: return 6;  // Variable
    case Proposal::Kind::field: return 5;     // Field
    case Proposal::Kind::function: return 3;  // Function
    case Proposal::Kind::macro: return 14;    // Keyword
    case Proposal::Kind::name: return 18;     // Reference
    case Proposal::Kind::phrase: return 1;    // Text
  }
  return 1;
}

Json markdown(std::string text) { return {{"kind", "markdown"}, {"value", std::move(text)}}; }

/// In order: editors would sort by the label.
std::string sort_text(size_t number) {
  std::string digits = std::to_string(number);
  return std::string(5 - std::min<size_t>(digits.size(), 5), '0') + digits;
}

}  // namespace

tl::expected<const OpenDocument*, LspFailure> LspFeatures::document_of(const Json& params) {
  const Json& uri = member(member(params, "textDocument"), "uri");
  if (!uri.is_string()) {
    return lsp_failure(LspError::invalid_params, "expected textDocument.uri, found none");
  }
  const OpenDocument* document = documents_.find(path_of_uri(text_of(uri)));
  if (document == nullptr) {
    return lsp_failure(LspError::invalid_params, "expected a document that is open, found '" +
                                                     std::string(text_of(uri)) + "'");
  }
  return document;
}

tl::expected<LspFeatures::At, LspFailure> LspFeatures::place_of(const Json& params) {
  const auto document = document_of(params);
  if (!document) return tl::unexpected<LspFailure>(document.error());
  const auto position = position_of(member(params, "position"));
  if (!position) {
    return lsp_failure(LspError::invalid_params,
                       "expected a position with line and character, found none");
  }
  const assist::Positions positions((*document)->text, documents_.encoding);
  return At{*document, positions.offset(*position)};
}

std::unique_ptr<assist::Document> LspFeatures::read(const OpenDocument& document) {
  return document.markdown ? assist::read_metadata(document.text)
                           : assist::read_document(document.path, document.text);
}

LspAnswer LspFeatures::hover(const Json& params) {
  const auto at = place_of(params);
  if (!at) return tl::unexpected<LspFailure>(at.error());
  const OpenDocument& document = *at->document;
  if (document.kind == FileKind::none) return nullptr;
  if (document.kind == FileKind::story) {
    Json found = stories_.hover(document, at->offset);
    if (!found.is_null()) return found;
  }
  const auto rules = workspace_.ruleset(workspace_.rules_of(document));
  const auto found = assist::hover(*rules, *read(document), document.kind, at->offset);
  std::string text = found ? found->markdown : "";
  if (document.kind == FileKind::rules) text += pages_at(document, at->offset);
  if (text.empty()) return nullptr;
  Json out = {{"contents", markdown(std::move(text))}};
  const assist::Positions positions(document.text, documents_.encoding);
  if (found) out["range"] = json_of(positions, found->place);
  return out;
}

LspAnswer LspFeatures::completion(const Json& params) {
  const auto at = place_of(params);
  if (!at) return tl::unexpected<LspFailure>(at.error());
  const OpenDocument& document = *at->document;
  if (document.kind == FileKind::none) return Json::array();
  const auto rules = workspace_.ruleset(workspace_.rules_of(document));
  const assist::Proposals found =
      document.markdown ? assist::complete_story(*rules, document.text, at->offset)
                        : assist::complete(*rules, *read(document), document.kind, at->offset);
  const assist::Positions positions(document.text, documents_.encoding);
  const Json range = json_of(positions, found.replaced);
  Json items = Json::array();
  for (const Proposal& one : found.items) {
    const bool snippet = snippets && !one.snippet.empty();
    Json item = {{"label", one.label},
                 {"kind", completion_kind(one.kind)},
                 {"filterText", one.insert},
                 {"sortText", sort_text(items.size())},
                 {"textEdit", {{"range", range}, {"newText", snippet ? one.snippet : one.insert}}}};
    if (snippet) item["insertTextFormat"] = 2;
    if (!one.detail.empty()) item["detail"] = one.detail;
    if (!one.documentation.empty()) item["documentation"] = markdown(one.documentation);
    items.push_back(std::move(item));
  }
  return items;
}

/// The pages of the findings at a place, as `stet explain CODE` has them.
std::string LspFeatures::pages_at(const OpenDocument& document, uint32_t offset) {
  std::string out;
  const auto checked = workspace_.checked(workspace_.rules_of(document));
  for (const upkeep::Finding& finding : checked->findings) {
    const base::Span place = finding.problem.span;
    const upkeep::FindingPage* page = upkeep::finding_page(finding.problem.code);
    const bool here =
        finding.problem.file == document.path && place.begin <= offset && offset <= place.end;
    if (page == nullptr || !here) continue;
    out.append("\n\n---\n\n**").append(page->title).append("** `").append(page->code);
    out.append("`\n\navoid\n```\n").append(page->avoid).append("\n```\nprefer\n```\n");
    out.append(page->prefer).append("\n```\n").append(assist::markdown_text(page->why));
  }
  return out;
}

/// What takes a finding away, where that is safe, and the word that was meant.
void LspFeatures::add_fixes(const OpenDocument& document, base::Span place, Json& actions) {
  const assist::Positions positions(document.text, documents_.encoding);
  const auto checked = workspace_.checked(workspace_.rules_of(document));
  for (const upkeep::Finding& finding : checked->findings) {
    const base::Problem& problem = finding.problem;
    const bool here = problem.file == document.path && problem.span.begin <= place.end &&
                      place.begin <= problem.span.end;
    if (!here) continue;
    const auto suggested = assist::suggested_change(problem, document.text);
    if (!suggested && !finding.fix) continue;
    const upkeep::TextChange& change = suggested ? *suggested : *finding.fix;
    const Json edit = {{"range", json_of(positions, change.place)}, {"newText", change.text}};
    actions.push_back(
        {{"title", suggested ? "Change to '" + change.text + "'" : std::string("Take it out")},
         {"kind", "quickfix"},
         {"isPreferred", true},
         {"diagnostics", Json::array({problem_json(problem, positions)})},
         {"edit", workspace_edit(document.uri, Json::array({edit}))}});
  }
}

LspAnswer LspFeatures::code_actions(const Json& params) {
  const auto document = document_of(params);
  if (!document) return tl::unexpected<LspFailure>(document.error());
  const Json& range = member(params, "range");
  const auto start = position_of(member(range, "start"));
  const auto end = position_of(member(range, "end"));
  if (!start || !end) return lsp_failure(LspError::invalid_params, "expected a range, found none");
  const assist::Positions positions((*document)->text, documents_.encoding);
  const base::Span place{positions.offset(*start), positions.offset(*end)};
  if ((*document)->kind == FileKind::story) return stories_.code_actions(**document, place);
  Json actions = Json::array();
  if ((*document)->kind == FileKind::rules) add_fixes(**document, place, actions);
  return actions;
}

LspAnswer LspFeatures::formatting(const Json& params) {
  const auto document = document_of(params);
  if (!document) return tl::unexpected<LspFailure>(document.error());
  const OpenDocument& open = **document;
  Json edits = Json::array();
  if (open.kind != FileKind::rules && open.kind != FileKind::cases) return edits;
  base::Problems problems;
  const auto formatted = upkeep::format_rules({open.text, open.path, 0}, problems);
  if (!formatted) {
    return lsp_failure(LspError::request_failed,
                       problems.empty() ? "cannot be laid out" : problems.all().front().message);
  }
  if (const auto change = assist::difference(open.text, *formatted)) {
    const assist::Positions positions(open.text, documents_.encoding);
    edits.push_back({{"range", json_of(positions, change->place)}, {"newText", change->text}});
  }
  return edits;
}

}  // namespace stet::cli
