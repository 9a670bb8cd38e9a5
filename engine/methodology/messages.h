// Everything that can be wrong with a methodology beyond its syntax, a named function each. All
// that a rules file's author reads stands in messages.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/methodology/keys.h"
#include "engine/methodology/methodology.h"
#include "engine/methodology/node.h"

namespace stet::methodology {

class Messages {
 public:
  Messages(const Methodology& methodology, base::Problems& problems)
      : methodology_(methodology), problems_(problems) {}

  // Files. `from` names the file in an `extends`; null for the entry.
  void no_such_file(const Node* from, const std::string& name);
  void extends_cycle(const Node& from, std::span<const std::string> chain);
  /// The bytes of `name` have the digest `found`.
  void other_file(const Node& digest, const std::string& name, const std::string& found);
  void too_many_files(const Node& from, size_t most);
  void extends_too_deep(const Node& from, size_t most);
  void wrong_version(const Node& at);

  // Shape.
  void wrong_type(const Node& at, const Shape& shape);
  void null_without_base(const Node& at, const Shape& shape);
  void unknown_key(const Member& at, const ObjectKeys& object);
  void missing_key(const Node& object, const ObjectKeys& keys, const Key& key);
  void wrong_form(const Node& at, Form form);
  void wrong_key_form(const Member& at, Form form);
  void out_of_range(const Node& at, const Shape& shape);
  void wrong_choice(const Node& at, std::span<const std::string_view> choices);
  void empty_list(const Node& at);
  void duplicate_id(const Node& at, std::string_view id);

  // Meaning.
  void unknown_reference(const Node& at, std::string_view what,
                         std::span<const std::string_view> known);
  void conflict(const Node& at, std::string message, std::string suggestion = {});
  void conflict(const Node& file_of, base::Span place, std::string message,
                std::string suggestion = {});
  /// Told only when a field of that name is near.
  void misspelt_field(const Member& at, std::span<const std::string_view> fields);
  void missing_example(const Node& at, std::string_view rule, std::string_view which);

 private:
  void add(std::string_view code, uint32_t file, base::Span place, std::string message,
           std::string suggestion);
  void add(std::string_view code, const Node& at, std::string message,
           std::string suggestion = {}) {
    add(code, at.file, at.place, std::move(message), std::move(suggestion));
  }

  const Methodology& methodology_;
  base::Problems& problems_;
};

/// "'a', 'b' or 'c'"
std::string alternatives(std::span<const std::string_view> names);
/// The first byte of an object: where what is missing in it is shown.
base::Span opening(const Node& object);

}  // namespace stet::methodology
