#include "engine/gate/to_pass.h"

#include "engine/base/sort.h"
#include "engine/gate/ways_out.h"

namespace stet::gate {

namespace {

class Lister {
 public:
  Lister(const Gate::Program& program, Story& story, Findings& findings,
         cel::Evaluation& evaluation)
      : story_(story), findings_(findings), ways_out_(program, story, findings, evaluation) {}

  std::span<const Requirement> list(std::span<const Found> found) {
    requirements_ = story_.arena->make_array<Requirement>(found.size());
    for (const Found& one : found) {
      // What has no say, or says that the story is fine, keeps nobody from passing.
      if (one.diagnostic.counts && one.diagnostic.decision > 0) add(one);
    }
    const auto used = requirements_.first(count_);
    base::sort_in_place(used, [](const Requirement& a, const Requirement& b) {
      if (a.decision != b.decision) return a.decision > b.decision;
      return a.id != b.id ? a.id < b.id : a.text < b.text;
    });
    return used;
  }

 private:
  std::string_view next_step(const Diagnostic& diagnostic) {
    if (diagnostic.outcome == Outcome::unknown && !diagnostic.missing.empty()) {
      return keep_scratch([&](std::string& out) {
        out.append("give '").append(diagnostic.missing).append("' a value that can be read");
      });
    }
    return diagnostic.fixes.empty() ? diagnostic.message : diagnostic.fixes.front();
  }

  void add(const Found& found) {
    const Diagnostic& diagnostic = found.diagnostic;
    const std::string_view text = next_step(diagnostic);
    for (Requirement& known : requirements_.first(count_)) {
      const bool same_rule = known.id == diagnostic.id && known.decision == diagnostic.decision &&
                             (found.rule != gate_rule || known.text == text);
      if (!same_rule && known.text != text) continue;
      ++known.count;
      if (diagnostic.decision > known.decision) {
        known.rule = diagnostic.rule;
        known.id = diagnostic.id;
        known.decision = diagnostic.decision;
        known.text = text;
      }
      return;
    }
    Requirement& made = requirements_[count_++];
    made.rule = diagnostic.rule;
    made.id = diagnostic.id;
    made.decision = diagnostic.decision;
    made.text = text;
    made.place = diagnostic.place;
    if (diagnostic.outcome == Outcome::fired && found.rule != gate_rule) measure(found.rule, made);
  }

  void measure(uint32_t rule, Requirement& requirement) {
    const WaysOut ways = ways_out_.of(rule);
    requirement.ways = ways.tried;
    requirement.term = ways.nearest.term;
    requirement.value = ways.nearest.value;
    requirement.target = ways.nearest.target;
  }

  template <typename Write>
  std::string_view keep_scratch(Write write) {
    findings_.scratch.clear();
    write(findings_.scratch);
    return story_.arena->copy_text(findings_.scratch);
  }

  Story& story_;
  Findings& findings_;
  WayFinder ways_out_;
  std::span<Requirement> requirements_;
  size_t count_ = 0;
};

}  // namespace

std::span<const Requirement> list_requirements(const Gate::Program& program, Story& story,
                                               std::span<const Found> found, Findings& findings,
                                               cel::Evaluation& evaluation) {
  return Lister(program, story, findings, evaluation).list(found);
}

}  // namespace stet::gate
