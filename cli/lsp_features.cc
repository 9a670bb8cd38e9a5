#include "cli/lsp_features.h"

#include "engine/assist/completion.h"
#include "engine/assist/hover.h"

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

LspAnswer LspFeatures::hover(const Json& params) {
  const auto at = place_of(params);
  if (!at) return tl::unexpected<LspFailure>(at.error());
  const OpenDocument& document = *at->document;
  if (document.kind == FileKind::none) return nullptr;
  if (document.kind == FileKind::story) return stories_.hover(document, at->offset);
  const auto rules = workspace_.ruleset(workspace_.rules_of(document));
  const auto read = assist::read_document(document.path, document.text);
  const auto found = assist::hover(*rules, *read, document.kind, at->offset);
  if (!found) return nullptr;
  const assist::Positions positions(document.text, documents_.encoding);
  return Json{{"contents", markdown(found->markdown)}, {"range", json_of(positions, found->place)}};
}

LspAnswer LspFeatures::completion(const Json& params) {
  const auto at = place_of(params);
  if (!at) return tl::unexpected<LspFailure>(at.error());
  const OpenDocument& document = *at->document;
  Json items = Json::array();
  if (document.kind == FileKind::none || document.markdown) return items;
  const auto rules = workspace_.ruleset(workspace_.rules_of(document));
  const auto read = assist::read_document(document.path, document.text);
  const assist::Proposals found = assist::complete(*rules, *read, document.kind, at->offset);
  const assist::Positions positions(document.text, documents_.encoding);
  const Json range = json_of(positions, found.replaced);
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

}  // namespace stet::cli
