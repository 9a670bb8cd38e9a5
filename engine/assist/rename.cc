#include "engine/assist/rename.h"

#include <algorithm>

#include "engine/gate/vocabulary.h"
#include "engine/methodology/check.h"

namespace stet::assist {
namespace {

using methodology::Form;

Form form_of(NameKind kind) {
  if (kind == NameKind::term) return Form::identifier;
  return kind == NameKind::glossary_entry ? Form::text : Form::word;
}

/// A plain scalar of YAML that would be read as something else than a text.
bool needs_quotes(std::string_view text) {
  constexpr std::string_view values[] = {"true", "false", "null"};
  if (std::find(std::begin(values), std::end(values), text) != std::end(values)) return true;
  return !methodology::has_form(text, Form::word) && !methodology::has_form(text, Form::identifier);
}

std::string written(const Occurrence& one, const std::string& id) {
  if (one.in_condition) return one.kind == NameKind::list ? gate::condition_name(id) : id;
  const std::string& bytes = one.document->bytes;
  const char before = one.place.begin == 0 ? '\0' : bytes[one.place.begin - 1];
  const bool plain = one.document->yaml && before != '"' && before != '\'';
  return plain && needs_quotes(id) ? "\"" + id + "\"" : id;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string canonical_id(NameKind kind, std::string_view name) {
  std::string out(name);
  if (kind == NameKind::list) std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

std::string refusal_of_name(NameKind kind, std::string_view name) {
  const std::string id = canonical_id(kind, name);
  const bool plain = id.find_first_of("\"\\\n\r") == std::string::npos;
  if (methodology::has_form(id, form_of(kind)) && plain) return {};
  const bool term = kind == NameKind::term;
  return std::string("expected ") +
         (term ? "letters, digits and '_', and no word of the language"
               : "small letters, digits and '-'") +
         ", found '" + std::string(name) + "'";
}

std::vector<DocumentChange> rename(const std::vector<Occurrence>& names, NameKind kind,
                                   std::string_view id, std::string_view name) {
  const std::string wanted = canonical_id(kind, name);
  std::vector<DocumentChange> out;
  for (const Occurrence& one : names) {
    if (one.kind != kind || one.id != id) continue;
    out.push_back({one.document, {one.place, written(one, wanted)}});
  }
  return out;
}

std::optional<upkeep::TextChange> suggested_change(const base::Problem& problem,
                                                   std::string_view bytes) {
  constexpr std::string_view begin = "did you mean '", end = "'?";
  std::string_view text = problem.suggestion;
  if (text.substr(0, begin.size()) != begin) return std::nullopt;
  text.remove_prefix(begin.size());
  const size_t close = text.find(end);
  if (close == std::string_view::npos) return std::nullopt;
  base::Span place = problem.span;
  const std::string_view found = base::slice(bytes, place);
  const bool quoted =
      found.size() > 1 && (found[0] == '"' || found[0] == '\'') && found.back() == found[0];
  if (quoted) place = {place.begin + 1, place.end - 1};
  return upkeep::TextChange{place, std::string(text.substr(0, close))};
}

std::optional<upkeep::TextChange> difference(std::string_view before, std::string_view after) {
  if (before == after) return std::nullopt;
  const size_t least = std::min(before.size(), after.size());
  size_t first = 0, last = 0;
  while (first < least && before[first] == after[first]) ++first;
  while (first > 0 && ((first < before.size() && continues(before[first])) ||
                       (first < after.size() && continues(after[first])))) {
    --first;
  }
  const auto behind = [&](std::string_view text) { return text[text.size() - 1 - last]; };
  while (last < least - first && behind(before) == behind(after)) ++last;
  while (last > 0 && continues(before[before.size() - last])) --last;
  const auto begin = static_cast<uint32_t>(first);
  return upkeep::TextChange{{begin, static_cast<uint32_t>(before.size() - last)},
                            std::string(after.substr(first, after.size() - last - first))};
}

}  // namespace stet::assist
