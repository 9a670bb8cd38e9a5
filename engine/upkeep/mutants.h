// Would anybody notice? A mutant is a methodology with one small mistake in it: a threshold that is
// off by one, < for <=, && for ||, a part left out, a phrase missing, a weight doubled. The tests
// notice it when one of them comes out differently than it says; a mutant that nobody notices is
// told in words.
//
//   conditions and terms   one expression is exchanged in a story that is analysed already
//   all other values       the file is changed and compiled anew
//
// Mutants that can be shown to mean the same are left out (facts.h). Tested in
// tests/upkeep/mutants_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/upkeep/effects.h"
#include "engine/upkeep/mutant_scope.h"
#include "engine/upkeep/test_stories.h"

namespace stet::upkeep {

struct Mutant {
  enum class Of : uint8_t { rule, term, data } of = Of::data;
  uint32_t number = 0;  ///< of the rule or term
  std::string id;       ///< of the rule or term, or the path of the value
  uint32_t file = 0;
  base::Span place;
  std::string words;                    ///< "if 2 became 3"
  std::optional<cel::Program> program;  ///< of a rule or term
  std::string replacement;              ///< of data: what stands at `place` instead
  bool noticed = false;
  std::string by;  ///< the test that noticed it
};

/// In the order of the files.
std::vector<Mutant> list_mutants(const gate::Gate& gate, const MutantScope& scope = {},
                                 Inherited inherited = Inherited::left_out);

/// Sets `noticed` of the mutants. Threads may take a part of the mutants each.
void try_mutants(const gate::Gate& gate, const std::vector<TestStory>& stories,
                 std::span<Mutant> mutants);

struct MutationScore {
  size_t noticed = 0, all = 0;
  double percent() const;
};
MutationScore score_of(std::span<const Mutant> mutants);

/// Each mutant that nobody noticed, with its place.
void append_survivors_text(std::string& out, std::span<const Mutant> mutants,
                           const methodology::Methodology& methodology);
/// The same, and the score.
void append_mutants_text(std::string& out, std::span<const Mutant> mutants,
                         const methodology::Methodology& methodology);
void append_mutants_json(std::string& out, std::span<const Mutant> mutants,
                         const methodology::Methodology& methodology, int indent = 2);

}  // namespace stet::upkeep
