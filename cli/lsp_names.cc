// Requests about names: where they are declared and used, other names, the outline of a file.
#include <algorithm>
#include <set>
#include <tuple>

#include "cli/case_files.h"
#include "cli/lsp_features.h"
#include "engine/assist/rename.h"
#include "engine/assist/symbols.h"

namespace stet::cli {

namespace {

using assist::FileKind;
using assist::NameKind;
using assist::Occurrence;

/// Of the protocol's SymbolKind.
int symbol_kind(const std::optional<NameKind>& kind) {
  constexpr int module = 2, property = 7, function = 12, constant = 14, array = 18, object = 19,
                key = 20, enum_member = 22, event = 24;
  if (!kind) return module;
  switch (*kind) {
    case NameKind::decision: return enum_member;
    case NameKind::promise: return property;
    case NameKind::list: return array;
    case NameKind::term: return constant;
    case NameKind::rule: return function;
    case NameKind::signal: return event;
    case NameKind::factor: return constant;
    case NameKind::source_kind: return object;
    case NameKind::section: return module;
    case NameKind::glossary_entry: return key;
  }
  return module;
}

Json symbol_json(const assist::Symbol& symbol, const assist::Positions& positions) {
  Json out = {{"name", symbol.name},
              {"kind", symbol_kind(symbol.kind)},
              {"range", json_of(positions, symbol.place)},
              {"selectionRange", json_of(positions, symbol.name_place)}};
  if (!symbol.detail.empty()) out["detail"] = symbol.detail;
  if (symbol.children.empty()) return out;
  Json children = Json::array();
  for (const assist::Symbol& child : symbol.children) {
    children.push_back(symbol_json(child, positions));
  }
  out["children"] = std::move(children);
  return out;
}

bool is_same(const Occurrence& a, const Occurrence& b) { return a.kind == b.kind && a.id == b.id; }

/// A file may be part of several methodologies.
void keep_each_once(std::vector<Occurrence>& names) {
  std::set<std::tuple<std::string, uint32_t, std::string>> seen;
  std::erase_if(names, [&](const Occurrence& one) {
    return !seen.emplace(one.document->name, one.place.begin, one.id).second;
  });
}

}  // namespace

LspFeatures::Names LspFeatures::names_around(const OpenDocument& document) {
  Names out;
  const std::string entry = workspace_.rules_of(document);
  std::set<std::string> read_cases;
  const auto add = [&](const assist::Ruleset& rules, const std::string& path, FileKind kind,
                       std::unique_ptr<assist::Document> other) {
    if (!read_cases.insert(path).second) return;
    assist::find_names_in(rules, *other, kind, out.all);
    out.others.push_back(std::move(other));
  };
  for (const std::string& one : workspace_.family(entry)) {
    const auto rules = workspace_.ruleset(one);
    out.rules.push_back(rules);
    const auto names = assist::find_names(*rules);
    out.all.insert(out.all.end(), names.begin(), names.end());
    if (one.empty() || one[0] != '/') continue;  // no file, and so nothing beside it
    for (const std::string& cases : cases_beside(one)) {
      auto bytes = documents_.read(cases);
      if (!bytes) continue;
      add(*rules, cases, FileKind::cases, assist::read_document(cases, std::move(*bytes)));
    }
  }
  const bool known = std::any_of(out.rules.begin(), out.rules.end(), [&](const auto& rules) {
    return rules->document(document.path) != nullptr;
  });
  if (!known && document.kind != FileKind::none) {
    auto other = read(document);
    other->name = document.path;
    add(*out.rules.front(), document.path, document.kind, std::move(other));
  }
  keep_each_once(out.all);
  return out;
}

Json LspFeatures::location(const assist::Document& document, base::Span place) {
  const OpenDocument* open = documents_.find(document.name);
  const assist::Positions positions(open == nullptr ? document.bytes : open->text,
                                    documents_.encoding);
  return {{"uri", documents_.uri_of(document.name)}, {"range", json_of(positions, place)}};
}

const Occurrence* LspFeatures::name_under(const Names& names, const At& at) {
  assist::Document here;
  here.name = at.document->path;
  return assist::name_at(names.all, here, at.offset);
}

LspAnswer LspFeatures::locations(const Json& params, bool declarations, bool uses) {
  const auto at = place_of(params);
  if (!at) return tl::unexpected<LspFailure>(at.error());
  Json out = Json::array();
  if (at->document->kind == FileKind::none) return out;
  const Names names = names_around(*at->document);
  const Occurrence* name = name_under(names, *at);
  if (name == nullptr) return out;
  for (const Occurrence& one : names.all) {
    const bool wanted = one.declares ? declarations : uses;
    if (wanted && is_same(one, *name)) out.push_back(location(*one.document, one.place));
  }
  return out;
}

LspAnswer LspFeatures::definition(const Json& params) {
  const auto at = place_of(params);
  if (at && at->document->kind == FileKind::story) {
    Json rule = stories_.rule_at(*at->document, at->offset);
    if (!rule.is_null()) return Json::array({std::move(rule)});
  }
  return locations(params, true, false);
}

LspAnswer LspFeatures::references(const Json& params) {
  return locations(params, flag_member(member(params, "context"), "includeDeclaration"), true);
}

LspAnswer LspFeatures::document_symbols(const Json& params) {
  const auto document = document_of(params);
  if (!document) return tl::unexpected<LspFailure>(document.error());
  if ((*document)->kind == FileKind::none) return Json::array();
  if ((*document)->kind == FileKind::story) return stories_.symbols(**document);
  const assist::Positions positions((*document)->text, documents_.encoding);
  Json out = Json::array();
  for (const assist::Symbol& symbol : assist::outline(*read(**document), (*document)->kind)) {
    out.push_back(symbol_json(symbol, positions));
  }
  return out;
}

LspAnswer LspFeatures::prepare_rename(const Json& params) {
  const auto at = place_of(params);
  if (!at) return tl::unexpected<LspFailure>(at.error());
  if (at->document->kind == FileKind::none) return nullptr;
  const Names names = names_around(*at->document);
  const Occurrence* name = name_under(names, *at);
  if (name == nullptr) return nullptr;
  const assist::Positions positions(at->document->text, documents_.encoding);
  return Json{{"range", json_of(positions, name->place)}, {"placeholder", name->id}};
}

LspAnswer LspFeatures::rename(const Json& params) {
  const auto at = place_of(params);
  if (!at) return tl::unexpected<LspFailure>(at.error());
  const Json& wanted = member(params, "newName");
  if (!wanted.is_string()) {
    return lsp_failure(LspError::invalid_params, "expected newName, found none");
  }
  if (at->document->kind == FileKind::none) return nullptr;
  const Names names = names_around(*at->document);
  const Occurrence* name = name_under(names, *at);
  if (name == nullptr) return nullptr;
  const std::string refused = assist::refusal_of_name(name->kind, text_of(wanted));
  if (!refused.empty()) return lsp_failure(LspError::request_failed, refused);
  const std::string id = assist::canonical_id(name->kind, text_of(wanted));
  const bool taken = std::any_of(names.all.begin(), names.all.end(), [&](const Occurrence& one) {
    return one.declares && one.kind == name->kind && one.id == id && id != name->id;
  });
  if (taken) {
    return lsp_failure(LspError::request_failed, "expected a name that is free, found the " +
                                                     std::string(to_string(name->kind)) + " '" +
                                                     id + "'");
  }
  Json changes = Json::object();
  for (const assist::DocumentChange& one :
       assist::rename(names.all, name->kind, name->id, text_of(wanted))) {
    Json place = location(*one.document, one.change.place);
    changes[std::string(text_member(place, "uri"))].push_back(
        {{"range", member(place, "range")}, {"newText", one.change.text}});
  }
  return Json{{"changes", std::move(changes)}};
}

}  // namespace stet::cli
