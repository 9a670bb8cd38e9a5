// What compile() makes of a methodology: everything that does not depend on the story, worked out
// once and shared by all threads. Internal to the gate.
//
//   Methodology ──▶ Vocabulary ──▶ CompiledRules ──▶ RulePlan per rule
//                                                ──▶ Search (what to look for in texts)
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/sha256.h"
#include "engine/cel/cel.h"
#include "engine/evidence/search.h"
#include "engine/formats/date_time.h"
#include "engine/gate/gate.h"
#include "engine/gate/vocabulary.h"
#include "engine/methodology/rules.h"

namespace stet::gate {

/// A half-open stretch of time; an absent bound is open.
struct Period {
  std::optional<formats::Instant> from, to;

  bool contains(const formats::Instant& now) const;
};

/// The first moment after `until`: a date alone lasts through its day.
std::optional<formats::Instant> end_of(std::string_view until);
formats::Instant end_of(const formats::Instant& until, std::string_view written);

/// A rule, with all that can be known before any story.
struct RulePlan {
  const methodology::CompiledRule* rule = nullptr;
  Period in_force;
  uint32_t unknown = 0;          ///< decision when it cannot be evaluated
  std::vector<uint32_t> terms;   ///< it reads, by number, ascending
  std::optional<uint32_t> kept;  ///< of rules over findings: its number in Passage::judged
  cel::Escapes escapes;          ///< what makes its condition false, for to_pass
};

struct ExceptionPlan {
  const methodology::Exception* exception = nullptr;
  std::optional<uint32_t> rule;  ///< its number
  std::optional<formats::Instant> end;
};

struct Gate::Program {
  explicit Program(std::unique_ptr<methodology::Methodology> read)
      : methodology(std::move(read)), vocabulary(*methodology) {}

  std::unique_ptr<methodology::Methodology> methodology;
  Vocabulary vocabulary;
  std::unique_ptr<methodology::CompiledRules> rules;
  std::optional<evidence::Search> search;
  std::vector<RulePlan> plans;  ///< as Methodology::rules
  std::vector<ExceptionPlan> exceptions;
  base::Digest engine_digest{};
};

/// The number of the rule called `id`.
std::optional<uint32_t> find_rule(const methodology::Methodology& methodology, std::string_view id);

}  // namespace stet::gate
