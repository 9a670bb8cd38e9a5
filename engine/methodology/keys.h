// The format of rules files as tables: every key with its name, what may stand there, whether it is
// required, and what it means. Checking (check.h), merging (load.h), the JSON Schema and the
// reference in docs/methodology-format.md all follow these tables; tests hold the latter two
// against them. A new key is a row here and a line in a read_*.cc.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace stet::methodology {

/// What a string must look like.
enum class Form : uint8_t {
  any,          ///< may be empty
  text,         ///< not empty
  word,         ///< an id: [a-z][a-z0-9-]*
  identifier,   ///< a name in conditions: [A-Za-z_][A-Za-z0-9_]*, no word of the language
  cel,          ///< an expression
  message,      ///< a text with expressions in { }
  replacement,  ///< the same, may be empty
  date,         ///< 2026-11-01
  time,         ///< a date, or a date and time with offset
  digest,       ///< SHA-256, 64 hexadecimal digits
};

struct ObjectKeys;

/// What may stand at a key or in a list.
struct Shape {
  uint8_t types = 0;  ///< set of NodeType
  Form form = Form::any;
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  std::span<const std::string_view> choices = {};  ///< of a string; empty: any
  const Shape* items = nullptr;                    ///< of a list; null: anything
  const ObjectKeys* object = nullptr;              ///< of an object; null: anything
  bool by_id = false;   ///< a list of objects with an id: ids are unique, `extends` merges by id
  bool filled = false;  ///< a list with one item at least
};

/// The module writes neither the schema nor the reference, and leaves out what only they say; the
/// module for maintainers compiles the tables anew, with it.
#if defined(__EMSCRIPTEN__) && !defined(STET_KEY_DOCS)
inline constexpr bool keeps_docs = false;
#else
inline constexpr bool keeps_docs = true;
#endif

struct Key {
  std::string_view name;
  const Shape& shape;
  bool required;
  std::string_view doc;
  std::string_view otherwise;  ///< what holds where nothing is said; empty: nothing does

  /// What a required key means is told when it is missing.
  constexpr Key(std::string_view key, const Shape& value, bool is_required, const char* meaning,
                const char* unless_said = "")
      : name(key),
        shape(value),
        required(is_required),
        doc(is_required || keeps_docs ? meaning : ""),
        otherwise(keeps_docs ? unless_said : "") {}
};

/// The keys of an object: those in `keys`, or any of `key_form`, each with a `value`.
struct ObjectKeys {
  std::string_view name;  ///< "rule": in the JSON Schema and the documentation
  std::span<const Key> keys;
  const Shape* value = nullptr;
  Form key_form = Form::text;
  bool of_impact = false;  ///< so that a key that counts coverage is told why there is none

  const Key* find(std::string_view key) const;
};

/// What the key means, and what holds unless it is said.
std::string meaning_of(const Key& key);

/// A whole rules file.
const Shape& file_shape();

}  // namespace stet::methodology
