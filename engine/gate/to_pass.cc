#include "engine/gate/to_pass.h"

#include "engine/base/sort.h"
#include "engine/gate/printed.h"

namespace stet::gate {

namespace {

class Lister {
 public:
  Lister(const Gate::Program& program, const Story& story, Findings& findings,
         cel::Evaluation& evaluation)
      : program_(program), story_(story), findings_(findings), evaluation_(evaluation) {}

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
    const auto& comparison = program_.plans[rule].measure;
    if (!comparison) return;
    const cel::Value value = cel::evaluate(comparison->left, evaluation_);
    if (value.is_error()) return;
    requirement.term = comparison->variable;
    requirement.value = keep_scratch([&](std::string& out) { append_printed(out, value); });
    requirement.target = keep_scratch([&](std::string& out) {
      out += cel::to_string(opposite(comparison->relation));
      out += ' ';
      append_printed(out, comparison->constant);
    });
  }

  template <typename Write>
  std::string_view keep_scratch(Write write) {
    findings_.scratch.clear();
    write(findings_.scratch);
    return story_.arena->copy_text(findings_.scratch);
  }

  const Gate::Program& program_;
  const Story& story_;
  Findings& findings_;
  cel::Evaluation& evaluation_;
  std::span<Requirement> requirements_;
  size_t count_ = 0;
};

}  // namespace

std::span<const Requirement> list_requirements(const Gate::Program& program, const Story& story,
                                               std::span<const Found> found, Findings& findings,
                                               cel::Evaluation& evaluation) {
  return Lister(program, story, findings, evaluation).list(found);
}

}  // namespace stet::gate
