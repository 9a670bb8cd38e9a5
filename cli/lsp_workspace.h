// The methodologies that open documents belong to, read and compiled once for each state of their
// files.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/lsp_documents.h"
#include "engine/assist/ruleset.h"
#include "engine/gate/gate.h"
#include "engine/upkeep/effects.h"

namespace stet::cli {

/// What `stet rules check` says of a methodology.
struct CheckedRules {
  std::shared_ptr<const gate::Gate> gate;  ///< null when it has errors
  std::vector<upkeep::Finding> findings;   ///< errors, then what has no effect
};

class LspWorkspace {
 public:
  explicit LspWorkspace(const LspDocuments& documents) : documents_(documents) {}

  std::string root;     ///< folder of the workspace; may be empty
  std::string setting;  ///< stet.rules; may be empty
  std::string now;      ///< fixed for tests; else empty

  /// The methodology that a file of rules is, or is part of.
  std::string entry_of(const std::string& path);
  /// That by which a story is checked: the setting, a stet.json further up, the shipped one. Empty
  /// when there is none.
  std::string rules_of_story(const std::string& path) const;
  /// That whose cases a file has; empty when there is none.
  std::string rules_of_cases(const std::string& path) const;
  /// By what kind of file it is.
  std::string rules_of(const OpenDocument& document);

  /// All methodologies known here that share a file with `entry`, it first.
  std::vector<std::string> family(const std::string& entry);

  std::shared_ptr<const assist::Ruleset> ruleset(const std::string& entry);
  std::shared_ptr<const CheckedRules> checked(const std::string& entry);
  std::string now_or_clock() const;

  /// Files came, went or changed on the disk.
  void forget_folders() { entries_.clear(); }

 private:
  struct State {
    std::map<std::string, std::string> ruleset_stamps, checked_stamps;
    std::shared_ptr<const assist::Ruleset> ruleset;
    std::shared_ptr<const CheckedRules> checked;
  };

  State& state_of(const std::string& entry);
  bool is_current(const std::map<std::string, std::string>& stamps) const;
  std::vector<std::string> files_nearby(const std::string& path) const;
  std::vector<std::string> targets_of(const std::string& path) const;
  /// The files nearby that extend `path`.
  std::vector<std::string> extenders_of(const std::string& path) const;

  const LspDocuments& documents_;
  std::map<std::string, State> states_;
  std::map<std::string, std::string> entries_;  ///< entry_of()
};

}  // namespace stet::cli
