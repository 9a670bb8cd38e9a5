// The verdict: what stet decided about one article, and everything that the decision rests on.
//
// Plain data that lives in the arena of the check, until the next one. engine/report turns it into
// JSON (rules/schema/verdict.schema.json), text with carets, and one-line records.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/base/problem.h"
#include "engine/base/sha256.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/quantities.h"
#include "engine/formats/article.h"
#include "engine/methodology/methodology.h"
#include "engine/scores/scores.h"

namespace stet::gate {

/// How a rule came out for the story.
enum class Outcome : uint8_t { silent, fired, unknown };

/// A replacement for the bytes of `place`; `expected` are the bytes it was made for.
struct Edit {
  base::Span place;
  std::string_view expected;
  std::string_view replacement;
};

/// A sub-expression of a condition and its value. Steps in reading order are a tree by `depth`.
struct TraceStep {
  uint32_t depth = 0;
  std::string_view expression;     ///< as written in the rules file
  std::string_view value;          ///< as people read it, shortened
  int64_t element = -1;            ///< of all() or exists(): which element decided, from 0
  std::string_view element_value;  ///< that element
};

/// One finding of one rule at one place.
struct Diagnostic {
  const methodology::Rule* rule = nullptr;  ///< null for what the gate itself finds, see `id`
  std::string_view id;                      ///< the rule's id, or "stet/nothing-to-check", …
  Outcome outcome = Outcome::fired;
  uint32_t decision = 0;  ///< index into Methodology::decisions
  bool counts = true;     ///< false: observed only, or waived
  std::string_view message;
  base::Span place;           ///< bytes in the input
  std::string_view evidence;  ///< the text at the place as read, may be empty
  std::string_view missing;   ///< unknown: path of the field that could not be read
  bool waived = false;        ///< silenced by a waiver or exception, see Verdict::waivers
  std::span<const std::string_view> fixes;
  std::span<const Edit> edits;
  /// How the condition came out, when asked for; of several places with one condition the first.
  std::span<const TraceStep> trace;
};

/// A rule that did not stay silent, all its places together. Drafts are not among them.
struct RuleOutcome {
  const methodology::Rule* rule = nullptr;  ///< null for what the gate itself finds
  std::string_view id;
  Outcome outcome = Outcome::fired;
  uint32_t decision = 0;  ///< index into Methodology::decisions
  bool counts = true;     ///< at least one place of it had a say in the decision
  bool waived = false;
  uint32_t count = 0;  ///< places in all
  uint32_t shown = 0;  ///< diagnostics kept for them, at most `max_diagnostics_per_rule`
};

/// Further places of a rule are counted in RuleOutcome::count and not shown one by one.
inline constexpr uint32_t max_diagnostics_per_rule = 100;

/// A measure with its value in this story, shown because a fired rule rests on it.
struct TermValue {
  const methodology::Term* term = nullptr;
  std::string_view value;  ///< printed
};

/// A measure that has to come out otherwise.
struct Change {
  std::string_view term;    ///< "independent_sources"
  std::string_view value;   ///< "1"
  std::string_view target;  ///< ">= 2"
};

/// What is missing to pass, the shortest way first.
struct Requirement {
  const methodology::Rule* rule = nullptr;
  std::string_view id;
  uint32_t decision = 0;
  std::string_view text;    ///< the next step
  std::string_view term;    ///< "independent_sources", when the rule compares one with a number
  std::string_view value;   ///< "1"
  std::string_view target;  ///< ">= 2"
  /// Of a rule that rests on measures: sets of changes each of which silences it and makes no other
  /// rule fire, tried out before they are told; the smallest first.
  std::span<const std::span<const Change>> ways;
  uint32_t count = 1;  ///< places
  base::Span place;    ///< of the first
};

/// A recorded exception that silenced a rule, or one that silenced nothing.
struct AppliedWaiver {
  std::string_view rule, reason, by, until;
  enum class State : uint8_t { applied, expired, unused, refused } state = State::applied;
  bool standing = false;    ///< from the methodology's exceptions, not from the story
  std::string_view detail;  ///< why it was refused; empty otherwise
  base::Span place;         ///< in the input; empty for a standing one
};

/// How much was looked at. A story of which nothing could be read never clears.
struct Checked {
  uint32_t blocks = 0;
  uint32_t words = 0;
  uint32_t rules = 0;  ///< evaluated (in force at `now`)
  uint32_t fired = 0;
  uint32_t unknown = 0;       ///< rules that could not be evaluated
  uint32_t drafts_fired = 0;  ///< rules of stage draft that would have fired
  uint32_t observed = 0;      ///< rules of stage observe that fired
  uint32_t waived = 0;        ///< rules that a waiver or an exception silenced
};

struct Badge {
  std::string_view text;
  uint32_t count = 0;     ///< N
  bool verified = false;  ///< N reaches verification.verifiedFrom
  bool marked = false;    ///< readers must see that this is not verified
};

struct Verdict {
  const methodology::Methodology* methodology = nullptr;
  const formats::Article* article = nullptr;  ///< null when the input could not be read
  std::string_view name;                      ///< of the input, as given
  std::string_view input;                     ///< the bytes that all places refer to
  std::string_view engine_version;
  uint32_t decision = 0;
  bool clears = false;
  Badge badge;
  scores::SentimentScores sentiment;
  scores::Impact impact;
  scores::Confidence confidence;
  const evidence::Evidence* evidence = nullptr;
  /// Where the methodology's conditions name them and CheckOptions::quantities asks.
  std::optional<std::span<const evidence::Quantity>> quantities;
  std::span<const Diagnostic> diagnostics;  ///< by place, then severity, then rule id
  std::span<const RuleOutcome> outcomes;    ///< rules that fired or are unknown, by id
  std::span<const TermValue> terms;
  std::span<const Requirement> to_pass;
  std::span<const AppliedWaiver> waivers;
  std::span<const base::Problem> problems;  ///< of the input
  uint32_t problems_dropped = 0;            ///< more than base::Problems keeps
  Checked checked;
  base::Digest article_digest{};  ///< SHA-256 of the input bytes
  base::Digest engine_digest{};   ///< SHA-256 of the engine version
};

}  // namespace stet::gate
