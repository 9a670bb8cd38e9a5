// What is known of the parts of a condition when other parts are true: intervals of numbers, sets
// of texts, truth. `n > 3 && n < 2` cannot be true, because what the first part leaves of n has
// nothing in common with the second.
//
// Parts are told apart by their canonical text, so only what reads the same is the same. Nothing is
// claimed of what is not understood: a contradiction that is found is one.
// Tested in tests/upkeep/facts_test.cc.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/cel/plan.h"
#include "engine/upkeep/interval.h"

namespace stet::upkeep {

/// The ranges that variables and fields have in every story.
class Scales {
 public:
  /// Of a term or another variable by its name.
  void set(std::string name, const Interval& range) { variables_[std::move(name)] = range; }
  Interval variable(std::string_view name) const;
  /// "Impact", "value": 1 to 10.
  static std::optional<Interval> field(std::string_view record, std::string_view field);

 private:
  std::map<std::string, Interval, std::less<>> variables_;
};

class Facts {
 public:
  Facts(const cel::CheckedAst& checked, const Scales& scales)
      : checked_(&checked), scales_(&scales) {}

  /// Whether `node` can come out as `truth` beside what is known; it is known afterwards.
  bool assume(cel::NodeId node, bool truth);
  /// The numbers that `node` can be.
  Interval range(cel::NodeId node) const;
  /// The same facts about the parts of another program; texts tell that they are the same.
  Facts about(const cel::CheckedAst& other) const;

 private:
  struct Texts {
    std::optional<std::set<std::string>> allowed;
    std::set<std::string> excluded;
  };

  const cel::Ast& ast() const { return checked_->ast; }
  bool assume_both(cel::NodeId a, bool a_truth, cel::NodeId b, bool b_truth);
  bool assume_either(cel::NodeId a, bool a_truth, cel::NodeId b, bool b_truth);
  bool assume_comparison(const cel::Node& node, cel::Relation relation);
  bool assume_numbers(cel::NodeId left, cel::Relation relation, cel::NodeId right);
  bool assume_text(cel::NodeId node, const std::set<std::string>& texts, bool among);
  bool assume_relation(const cel::Node& node, cel::Relation relation, bool truth);
  bool assume_flag(cel::NodeId node, bool truth);
  bool keep(cel::NodeId node, const Interval& range);
  Interval known_range(cel::NodeId node) const;

  const cel::CheckedAst* checked_;
  const Scales* scales_;
  std::map<std::string, Interval> numbers_;
  std::map<std::string, Texts> texts_;
  std::map<std::string, bool> flags_;
};

}  // namespace stet::upkeep
