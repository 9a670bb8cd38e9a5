// One rule against one story:
//
//   each ─▶ element ─▶ when ─▶ a diagnostic at the element      it
//   find ─▶ hit in scope ─▶ when ─▶ a diagnostic at the hit     it, edit
//           when ─▶ at ─▶ a diagnostic at each place            at
//
// Conditions of elements are evaluated for all of them, so counts are exact; what is told of them
// is bounded. In a session what a condition came to over the findings of one passage is kept with
// the passage (evidence::Judged) if it held for none and looked at nothing but them: it is asked
// without variables, and the first one that it wants brings them all back. An error makes an
// outcome of its own, `unknown`, which names the field. Tested in tests/gate/check_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/cel/cel.h"
#include "engine/gate/findings.h"

namespace stet::gate {

class Tracing;

class RuleRunner {
 public:
  RuleRunner(const Gate::Program& program, Story& story, cel::Evaluation& evaluation,
             Findings& findings)
      : program_(program), story_(story), evaluation_(evaluation), findings_(findings) {}

  void run(uint32_t rule);
  /// Diagnostics carry how their condition came out.
  void trace_diagnostics() { tracing_ = true; }
  /// How each condition comes out is kept in `records`, of silent ones too.
  void record(Tracing& records) { records_ = &records; }
  /// Nobody wants diagnostics.
  void tell_nothing() { tells_ = false; }
  void watch(const Checker::Watch& watch) { watch_ = &watch; }

 private:
  void run_each();
  /// Whether the condition does not hold of the element; tells of it otherwise.
  bool is_silent(const cel::Value& list, uint32_t index);
  uint32_t judge_passage(const cel::Value& list, uint32_t first);
  void run_find();
  void run_whole();
  void gather_hits();
  void add_in_scope(std::span<const evidence::Hit> hits);
  void point_at(const cel::Program& at);

  /// `when` of the current element: true, false or an error.
  cel::Value condition();
  cel::Value ask(const cel::Program& program);
  void set_element(const cel::Value& value);
  void fired(const Place& place, const evidence::Hit* hit = nullptr);
  void unknown(const Place& place, const cel::Error& error);
  Diagnostic make(const Place& place);
  void fill_texts(Diagnostic& diagnostic);
  void add_edit(Diagnostic& diagnostic, const evidence::Hit& hit);
  std::string_view keep(std::string_view text) { return story_.arena->copy_text(text); }
  Place place_of(const cel::Value& value) const;
  /// Of one more finding: is it to be told?
  bool is_told(Tally& tally);

  const Gate::Program& program_;
  Story& story_;
  cel::Evaluation& evaluation_;
  Findings& findings_;

  // The rule being run.
  uint32_t number_ = 0;
  const RulePlan* plan_ = nullptr;
  const methodology::CompiledRule* rule_ = nullptr;
  RuleState* state_ = nullptr;
  std::vector<const evidence::Hit*> hits_;
  const cel::Program* asked_ = nullptr;  ///< what decided last, until a diagnostic has its trace

  bool tracing_ = false;
  Tracing* records_ = nullptr;
  bool tells_ = true;
  const Checker::Watch* watch_ = nullptr;
};

}  // namespace stet::gate
