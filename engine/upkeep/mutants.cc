#include "engine/upkeep/mutants.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/gate/program.h"
#include "engine/upkeep/changed_file.h"
#include "engine/upkeep/mutants_parts.h"

namespace stet::upkeep {
namespace {

using gate::Outcome;

/// How a rule comes out with another condition, put together from its elements.
struct Tried {
  bool fired = false, unknown = false;

  void add(const cel::Value& value) {
    fired = fired || value.is_true();
    unknown = unknown || value.is_error();
  }
  Outcome outcome() const {
    return fired ? Outcome::fired : unknown ? Outcome::unknown : Outcome::silent;
  }
};

/// Rules that read a term, directly or through others.
std::vector<std::vector<uint32_t>> readers_of_terms(const gate::Gate::Program& program) {
  const methodology::CompiledRules& rules = *program.rules;
  std::vector<std::set<uint32_t>> below(rules.terms.size());  // terms that a term reads
  for (uint32_t i = 0; i < rules.terms.size(); ++i) {
    for (const uint32_t slot : rules.terms[i].program.variables()) {
      const uint32_t other = slot - rules.first_term_slot;
      if (slot < rules.first_term_slot || other >= i) continue;
      below[i].insert(other);
      below[i].insert(below[other].begin(), below[other].end());
    }
  }
  std::vector<std::vector<uint32_t>> readers(rules.terms.size());
  for (uint32_t rule = 0; rule < program.plans.size(); ++rule) {
    std::set<uint32_t> read;
    for (const uint32_t term : program.plans[rule].terms) {
      read.insert(term);
      read.insert(below[term].begin(), below[term].end());
    }
    for (const uint32_t term : read) readers[term].push_back(rule);
  }
  return readers;
}

class ConditionTrial {
 public:
  ConditionTrial(const gate::Gate& gate, std::span<Mutant> mutants)
      : gate_(gate), judge_(gate), readers_(readers_of_terms(gate.program())) {
    for (Mutant& mutant : mutants) {
      if (mutant.of == Mutant::Of::rule) by_rule_[mutant.number].push_back(&mutant);
      if (mutant.of == Mutant::Of::term) by_term_[mutant.number].push_back(&mutant);
    }
  }

  void run(const TestStory& story) {
    if (!concerns(story)) return;
    if (judge_.lean_verdict(story.story, story.format, story.now).article == nullptr) return;
    for (auto& [rule, mutants] : by_rule_) {
      if (asserts(story, rule)) try_rule(story, rule, mutants);
    }
    for (auto& [term, mutants] : by_term_) {
      for (Mutant* mutant : mutants) {
        if (!mutant->noticed) try_term(story, term, *mutant);
      }
    }
  }

 private:
  static bool asserts(const TestStory& story, uint32_t rule) {
    return story.rule == TestStory::every_rule ? story.asserts->expect.fires.has_value()
                                               : story.rule == rule;
  }

  bool concerns(const TestStory& story) const {
    const auto open = [](const auto& entry) {
      return std::any_of(entry.second.begin(), entry.second.end(),
                         [](const Mutant* mutant) { return !mutant->noticed; });
    };
    const bool any_rule = std::any_of(by_rule_.begin(), by_rule_.end(), [&](const auto& entry) {
      return asserts(story, entry.first) && open(entry);
    });
    return any_rule || std::any_of(by_term_.begin(), by_term_.end(), open);
  }

  void try_rule(const TestStory& story, uint32_t rule, const std::vector<Mutant*>& mutants) {
    std::vector<Tried> tried(mutants.size());
    const Outcome before =
        judge_.checker().rerun(rule, [&](const cel::Program&, cel::Evaluation& evaluation) {
          for (size_t i = 0; i < mutants.size(); ++i) {
            if (!mutants[i]->noticed) tried[i].add(cel::evaluate(*mutants[i]->program, evaluation));
          }
        });
    for (size_t i = 0; i < mutants.size(); ++i) {
      if (!mutants[i]->noticed && tried[i].outcome() != before) notice(*mutants[i], story);
    }
  }

  void try_term(const TestStory& story, uint32_t term, Mutant& mutant) {
    const methodology::CompiledRules& rules = *gate_.program().rules;
    const uint32_t slot = rules.terms[term].slot;
    bool differs = false;
    judge_.checker().try_out([&](const cel::Environment&, cel::Evaluation& evaluation) {
      const cel::Value changed = cel::evaluate(*mutant.program, evaluation);
      const cel::Value as_is = cel::evaluate(rules.terms[term].program, evaluation);
      differs = cel::to_string(changed) != cel::to_string(as_is);
      forget(evaluation);
      if (differs) evaluation.slots()[slot] = changed;
    });
    if (!differs) return;
    for (const uint32_t rule : readers_[term]) {
      if (!asserts(story, rule)) continue;
      const Outcome after = judge_.checker().rerun(rule, {});
      if (after != judge_.checker().outcome(rule)) notice(mutant, story);
    }
    judge_.checker().try_out(
        [&](const cel::Environment&, cel::Evaluation& evaluation) { forget(evaluation); });
  }

  /// Terms are computed again when they are read.
  void forget(cel::Evaluation& evaluation) {
    const methodology::CompiledRules& rules = *gate_.program().rules;
    for (const methodology::CompiledTerm& term : rules.terms) {
      evaluation.slots()[term.slot] = cel::Value::unresolved();
    }
  }

  static void notice(Mutant& mutant, const TestStory& story) {
    mutant.noticed = true;
    mutant.by = story.name;
  }

  const gate::Gate& gate_;
  Judge judge_;
  std::vector<std::vector<uint32_t>> readers_;
  std::map<uint32_t, std::vector<Mutant*>> by_rule_, by_term_;
};

/// Whether `story` comes out as it says.
bool passes(const TestStory& story, Judge& judge, const methodology::Methodology& methodology,
            const Outcome* expected) {
  const gate::Verdict& verdict = judge.lean_verdict(story.story, story.format, story.now);
  if (story.asserts == nullptr) return judge.checker().outcome(story.rule) == *expected;
  return differences(story.asserts->expect, judged(verdict), methodology).empty();
}

/// Mutants of everything but conditions, in tests that were judged as the file is.
class DataTrial {
 public:
  DataTrial(const gate::Gate& gate, const std::vector<TestStory>& stories)
      : gate_(gate), stories_(stories) {
    Judge judge(gate);
    for (const TestStory& story : stories) {
      const gate::Verdict& verdict = judge.lean_verdict(story.story, story.format, story.now);
      expected_.push_back(story.asserts == nullptr ? judge.checker().outcome(story.rule)
                                                   : Outcome::silent);
      found_.push_back(phrases_in(verdict));
    }
  }

  void run(Mutant& mutant) const {
    const std::optional<PhraseKey> phrase = phrase_at(mutant);
    // A phrase that no test has can be anything.
    if (phrase && std::none_of(found_.begin(), found_.end(),
                               [&](const auto& found) { return found.count(*phrase) > 0; })) {
      return;
    }
    ChangedFile files(gate_.methodology(), mutant.file, mutant.place, mutant.replacement);
    base::Problems problems;
    const auto changed = gate::compile(gate_.methodology().files.front()->name, files, problems);
    if (!changed) return notice(mutant, "the file is refused");
    Judge judge(*changed);
    // Cases first: they assert more.
    for (size_t i = stories_.size(); i-- > 0;) {
      if (phrase && found_[i].count(*phrase) == 0) continue;
      if (passes(stories_[i], judge, changed->methodology(), &expected_[i])) continue;
      return notice(mutant, stories_[i].name);
    }
  }

 private:
  using PhraseKey = std::pair<uint32_t, uint32_t>;  ///< list, phrase of it

  static void notice(Mutant& mutant, std::string_view by) {
    mutant.noticed = true;
    mutant.by = by;
  }

  static std::set<PhraseKey> phrases_in(const gate::Verdict& verdict) {
    std::set<PhraseKey> out;
    if (verdict.evidence == nullptr) return out;
    for (const evidence::Hit& hit : verdict.evidence->hits) out.emplace(hit.list, hit.phrase);
    return out;
  }

  /// The phrase that the mutant is of, when nothing but hits in the text tells of it.
  std::optional<PhraseKey> phrase_at(const Mutant& mutant) const {
    const methodology::Methodology& methodology = gate_.methodology();
    for (uint32_t list = 0; list < methodology.lists.size(); ++list) {
      if (read_in_sources(list)) continue;
      const auto& phrases = methodology.lists[list].phrases;
      for (uint32_t i = 0; i < phrases.size(); ++i) {
        const base::Span place = phrases[i].place;
        if (phrases[i].file == mutant.file && place.begin <= mutant.place.begin &&
            mutant.place.end <= place.end) {
          return PhraseKey{list, i};
        }
      }
    }
    return std::nullopt;
  }

  /// Who says what is looked for in the texts of sources, too.
  bool read_in_sources(uint32_t list) const {
    const methodology::Methodology& methodology = gate_.methodology();
    const auto has = [&](const std::vector<uint32_t>& lists) {
      return std::find(lists.begin(), lists.end(), list) != lists.end();
    };
    return has(methodology.attribution_lists) || has(methodology.verification.hedges);
  }

  const gate::Gate& gate_;
  const std::vector<TestStory>& stories_;
  std::vector<Outcome> expected_;
  std::vector<std::set<PhraseKey>> found_;
};

}  // namespace

std::vector<Mutant> list_mutants(const gate::Gate& gate, const MutantScope& scope,
                                 Inherited inherited) {
  std::vector<Mutant> out;
  add_condition_mutants(gate, scope, out);
  add_data_mutants(gate, out);
  const std::vector<bool> own = own_files(gate.methodology(), inherited);
  const PackagedPhrases packaged(gate.methodology());
  std::erase_if(out, [&](const Mutant& mutant) {
    const bool outside = mutant.of == Mutant::Of::data && !scope.value(mutant.file, mutant.place);
    return outside || !own[mutant.file] || packaged.contain(mutant.file, mutant.place);
  });
  std::stable_sort(out.begin(), out.end(), [](const Mutant& a, const Mutant& b) {
    return std::tie(a.file, a.place.begin) < std::tie(b.file, b.place.begin);
  });
  return out;
}

void try_mutants(const gate::Gate& gate, const std::vector<TestStory>& stories,
                 std::span<Mutant> mutants) {
  ConditionTrial conditions(gate, mutants);
  for (const TestStory& story : stories) conditions.run(story);
  const bool any_data = std::any_of(mutants.begin(), mutants.end(), [](const Mutant& mutant) {
    return mutant.of == Mutant::Of::data;
  });
  if (!any_data) return;
  const DataTrial data(gate, stories);
  for (Mutant& mutant : mutants) {
    if (mutant.of == Mutant::Of::data) data.run(mutant);
  }
}

}  // namespace stet::upkeep
