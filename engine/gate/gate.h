// The front door: compile a methodology once, check articles many times.
//
//   auto gate = gate::compile("finance.json", files, problems);   // immutable, share it
//   gate::Checker checker(*gate);                                 // one per thread
//   const gate::Verdict& verdict = checker.check(bytes, options);
//
// The engine does no I/O and knows no clock: files come through FileSource, "now" is an option.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/cel/cel.h"
#include "engine/formats/reader.h"
#include "engine/gate/verdict.h"
#include "engine/methodology/methodology.h"

namespace stet::gate {

/// Printed in every verdict; part of what makes it reproducible.
inline constexpr std::string_view engine_version = "0.1.0";

/// Whether the rules' own examples, and the rules files as a tree, stay with the gate: only who
/// runs or counts examples asks for them.
enum class Examples : uint8_t { kept, dropped };

class Gate {
 public:
  ~Gate();
  const methodology::Methodology& methodology() const;
  struct Program;
  const Program& program() const { return *program_; }

 private:
  friend std::unique_ptr<const Gate> compile(const std::string&, methodology::FileSource&,
                                             base::Problems&, Examples);
  Gate();
  std::unique_ptr<Program> program_;
};

/// Null when `problems` has errors; warnings may stand beside a gate.
std::unique_ptr<const Gate> compile(const std::string& entry, methodology::FileSource& files,
                                    base::Problems& problems, Examples examples = Examples::kept);

/// All that this methodology's conditions may refer to, its terms and lists included, as Markdown.
std::string reference_markdown(const Gate& gate);

struct CheckOptions {
  std::string_view name;  ///< of the input, for problems and the verdict
  formats::Format format = formats::Format::automatic;
  /// The version of the story before this one, or none: figures, names and quotations that changed
  /// without a correction are told. Like `bytes` of Checker::check: padding behind it, and lives
  /// on.
  std::string_view previous;
  /// RFC 3339; empty: the time is unknown and what needs it is `unknown`.
  std::string_view now;
  /// Decide and no more, for Detail::ids: the verdict has decision, badge, outcomes and counts;
  /// without the article's digest, rules' diagnostics, terms, to_pass and scores that no rule asks
  /// for.
  bool lean = false;
  bool scores = false;  ///< all three, in a lean check too
  /// The digest of the article's bytes; without it, live checks save the time.
  bool digest = true;
  /// Of a methodology whose conditions name quantities, all of them, for Detail::full.
  bool quantities = false;
  /// Keep in each diagnostic how its condition came out (Diagnostic::trace).
  bool trace = false;
  /// Keep how every condition comes out while it is evaluated, of silent rules too, so that
  /// Checker::explain() need not evaluate again. The verdict is the same.
  bool record = false;
  bool profile = false;  ///< count time per rule and stage through `clock`
  /// Nanoseconds; the engine itself knows no clock.
  uint64_t (*clock)() = nullptr;
};

/// Time spent, for `stet check --profile`. In a lean check a score counts with the rule that asks
/// for it first.
struct Profile {
  uint64_t read_ns = 0, text_ns = 0, evidence_ns = 0, scores_ns = 0, rules_ns = 0;
  std::vector<uint64_t> rule_ns;  ///< by index of the rule
};

/// How the condition of a rule came out for the story, or for one element that it ranges over.
struct ConditionTrace {
  Outcome outcome = Outcome::silent;
  std::string_view element;  ///< shortened; empty for the whole story
  std::span<const TraceStep> steps;
};

/// A rule's condition in one story, as `stet explain --trace` shows it.
struct RuleTrace {
  struct Term {
    const methodology::Term* term = nullptr;
    std::span<const TraceStep> steps;
  };
  bool in_force = false;
  Outcome outcome = Outcome::silent;
  /// Of the elements that fired or are unknown the first ten, of silent ones the first three.
  std::vector<ConditionTrace> conditions;
  uint32_t left_out = 0;
  std::vector<Term> terms;  ///< that the rule rests on, each after those it reads
};

/// Checks one article after another, keeping its memory. Not for use by two threads at once.
class Checker {
 public:
  explicit Checker(const Gate& gate);
  ~Checker();
  Checker(Checker&&) noexcept;

  /// Never fails: what cannot be read gets a verdict that says so and does not clear. The verdict
  /// and all it refers to live until the next check. `bytes` needs formats::input_padding readable
  /// bytes behind it and must live as long as the verdict.
  const Verdict& check(std::string_view bytes, const CheckOptions& options);
  /// Keep what the text was read as, and what its passages yield, from check to check: for versions
  /// of one story (session.h). Costs memory, changes no verdict.
  void remember();
  const Profile& profile() const;
  /// How rule number `rule` came out in the last check, before stages and waivers.
  Outcome outcome(uint32_t rule) const;

  /// What the story of the last check says about each of `names`; lives as the verdict. Empty when
  /// that story could not be read.
  std::span<const scores::Sentiment> sentiment_about(std::span<const std::string_view> names);

  /// Rule number `rule` in the story of the last check, evaluated once more unless it was recorded;
  /// lives as the verdict. Empty when that story could not be read. Not in the module.
  RuleTrace explain(uint32_t rule);

  /// For expressions that are tried out: what conditions may refer to, and the story of the last
  /// check as they see it. Not when that story could not be read.
  using TryOut = std::function<void(const cel::Environment&, cel::Evaluation&)>;
  void try_out(const TryOut& use);

  /// Sees each condition just before it is evaluated, its element in its slot.
  using Watch = std::function<void(const cel::Program&, cel::Evaluation&)>;
  /// Rule number `rule` once more in the story of the last check, with the values that slots have.
  /// Silent when that story could not be read.
  Outcome rerun(uint32_t rule, const Watch& watch);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// How one example of a rule came out (`stet rules test`).
struct TestResult {
  const methodology::Rule* rule = nullptr;
  const methodology::RuleTest* test = nullptr;
  bool passed = false;
  Outcome found = Outcome::silent;
  std::string detail;  ///< what was expected, what was found
};

/// Runs the examples of all rules through the gate itself.
std::vector<TestResult> run_tests(const Gate& gate);

}  // namespace stet::gate
