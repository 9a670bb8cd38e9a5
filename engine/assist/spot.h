// What stands at a byte of a rules file: at which key of which object, or at which value, by the
// tables of keys. Works in files that are half typed.
//
//   "rules": [ { "id": "a", "dec▮": … } ]      key "dec" of a 'rule'; levels: file, rules, the rule
//   "rules": [ { "decision": "ho▮" } ]          value of 'decision'
//   "rules": [ { "when": "article.▮" } ]        value with an expression: `text`, `offset` inside
//
// Tested in tests/assist/spot_test.cc.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/assist/document.h"
#include "engine/assist/shapes.h"

namespace stet::assist {

/// An object or a list around the spot.
struct Level {
  const methodology::Node* node = nullptr;  ///< missing where it is about to be written
  const methodology::Shape* shape = nullptr;
  std::string_view key;  ///< at which it stands; that of the list for an item
};

struct Spot {
  enum class Kind : uint8_t { nothing, key, value } kind = Kind::nothing;
  std::vector<Level> levels;                    ///< the outermost first
  const methodology::Member* member = nullptr;  ///< whose key or value it is, if any yet
  const methodology::Node* node = nullptr;      ///< the value there, if any yet
  const methodology::Shape* shape = nullptr;    ///< of the value; null where anything may stand
  std::string_view key;                         ///< at which the value stands
  base::Span word;        ///< what is there: the inside of a string, a word; may be empty
  base::Span whole;       ///< the same with its quotes
  bool quoted = false;    ///< it stands in double quotes
  base::MappedText text;  ///< of a string, decoded
  uint32_t offset = 0;    ///< of the place in `text`

  /// The innermost object or list.
  const Level* inner() const { return levels.empty() ? nullptr : &levels.back(); }
  /// The nearest object around it that `name` is the table of ("rule"), or null.
  const methodology::Node* around(std::string_view name) const;

  /// Keeps the tree that a file in YAML has without the line that is typed.
  std::shared_ptr<Document> kept;
};

Spot find_spot(const Document& document, FileKind kind, uint32_t offset);

// The two ways of finding it; internal.
Spot find_json_spot(const Document& document, FileKind kind, uint32_t offset);
Spot find_yaml_spot(const Document& document, FileKind kind, uint32_t offset);
/// Down from the root to the innermost object or list with `offset` inside, and to the key or value
/// at `offset`, if there is one.
void descend(const Document& document, FileKind kind, uint32_t offset, Spot& spot);
/// Puts `node` at the place into the spot.
void take_value(const Document& document, const methodology::Node& node, uint32_t offset,
                Spot& spot);

}  // namespace stet::assist
