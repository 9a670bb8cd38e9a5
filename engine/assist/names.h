// The names that a methodology declares and where it uses them: in keys and values, and in its
// expressions, which are checked for it by the language's own checker.
//
//   "terms": [{"id": "voices", …}]            declares the term 'voices'
//   "when": "voices < 3"                      uses it
//   "lists": {"bad-news": …}                  declares the list, which is text.bad_news in CEL
//
// Tested in tests/assist/names_test.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assist/ruleset.h"
#include "engine/assist/spot.h"

namespace stet::assist {

enum class NameKind : uint8_t {
  decision,
  promise,
  list,
  term,
  rule,
  signal,
  factor,
  source_kind,
  section,
  glossary_entry,
};

/// "decision", "phrase list", … for people.
std::string_view to_string(NameKind kind);

struct Occurrence {
  NameKind kind = NameKind::term;
  std::string id;  ///< as it is declared
  const Document* document = nullptr;
  base::Span place;  ///< of the name alone, without quotes
  bool declares = false;
  bool in_condition = false;  ///< written as conditions write it
};

/// All in the files of `rules`, in the order of files and places.
std::vector<Occurrence> find_names(const Ruleset& rules);
/// Those in a file that is not one of them, such as one with cases.
void find_names_in(const Ruleset& rules, const Document& document, FileKind kind,
                   std::vector<Occurrence>& out);

/// The one at `offset`, or null.
const Occurrence* name_at(const std::vector<Occurrence>& names, const Document& document,
                          uint32_t offset);

/// What the strings at `key` of an object of the table `object` name, or in a list there; nothing
/// when they are no names.
std::optional<NameKind> named_by(std::string_view object, std::string_view key);
/// The same for the keys of an object.
std::optional<NameKind> named_by_keys(std::string_view object);
/// What the ids of the objects of the table `object` declare, or its keys.
std::optional<NameKind> declared_by(std::string_view object);
std::optional<NameKind> declared_by_keys(std::string_view object);

/// The ids of that kind that are declared, in the order of the methodology.
std::vector<std::string> ids_of(const Ruleset& rules, NameKind kind);

}  // namespace stet::assist
