// A methodology that is being edited: its files as they are at the moment, with what they declare.
// Made anew after each change. What is wrong or unfinished in a file hides nothing of the rest.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assist/document.h"
#include "engine/assist/language.h"
#include "engine/assist/shapes.h"
#include "engine/methodology/methodology.h"

namespace stet::assist {

class Ruleset {
 public:
  /// Reads `entry` and all that it extends.
  Ruleset(const std::string& entry, methodology::FileSource& files);

  /// The entry first, then in the order in which files are named.
  const std::vector<std::unique_ptr<Document>>& documents() const { return documents_; }
  /// Null when it is not one of them.
  const Document* document(std::string_view name) const;
  /// As far as it could be read.
  const methodology::Methodology& methodology() const { return *methodology_; }
  Language& language() const { return *language_; }
  /// What the expressions of a rule see; `rule` may be a change to one of a file below.
  RuleParts parts_of(const methodology::Node& rule) const;

 private:
  void load(const std::string& name, methodology::FileSource& files);

  std::vector<std::unique_ptr<Document>> documents_;
  std::unique_ptr<methodology::Methodology> methodology_;
  std::unique_ptr<Language> language_;
};

}  // namespace stet::assist
