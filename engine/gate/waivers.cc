#include "engine/gate/waivers.h"

#include <algorithm>

namespace stet::gate {

namespace {

using State = AppliedWaiver::State;
using methodology::Rule;

void refuse(AppliedWaiver& waiver, std::string_view detail) {
  waiver.state = State::refused;
  waiver.detail = detail;
}

bool may_waive(const Rule& rule, std::string_view by) {
  const auto& allowed = rule.waivable_by;
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), by) != allowed.end();
}

/// Whether the end of an exception has passed; without a clock nobody can tell.
enum class End { ahead, passed, unknown };
End end_state(const std::optional<formats::Instant>& end, const Story& story) {
  if (!end) return End::ahead;
  if (!story.now) return End::unknown;
  return Period{std::nullopt, end}.contains(*story.now) ? End::ahead : End::passed;
}

/// What holds of exceptions wherever they are recorded.
void judge(AppliedWaiver& waiver, const Gate::Program& program, std::optional<uint32_t> number,
           const std::optional<formats::Instant>& end, const Story& story, Findings& findings) {
  if (!number) return refuse(waiver, "no rule has this id");
  const Rule& rule = program.methodology->rules[*number];
  if (waiver.reason.empty()) return refuse(waiver, "it gives no reason");
  if (waiver.by.empty()) return refuse(waiver, "it does not say who decided it");
  if (!rule.waivable) return refuse(waiver, "the rule cannot be waived");
  if (!may_waive(rule, waiver.by)) return refuse(waiver, "this person may not waive the rule");
  switch (end_state(end, story)) {
    case End::passed: waiver.state = State::expired; return;
    case End::unknown:
      return refuse(waiver, "the time of the check is not known, so it may have ended");
    case End::ahead: break;
  }
  RuleState& state = findings.states[*number];
  if (state.outcome() == Outcome::silent) {
    waiver.state = State::unused;
    return;
  }
  waiver.state = State::applied;
  state.waived = true;
}

AppliedWaiver judge_story_waiver(const formats::Waiver& written, const Gate::Program& program,
                                 const Story& story, Findings& findings) {
  AppliedWaiver waiver;
  waiver.rule = written.rule.view();
  waiver.reason = written.reason.view();
  waiver.by = written.by.view();
  waiver.until = written.until.written.text;
  waiver.place = written.place;
  std::optional<formats::Instant> end;
  if (written.until.present()) {
    end = end_of({written.until.seconds, written.until.nanoseconds}, waiver.until);
  } else if (written.until.presence != formats::Presence::absent) {
    refuse(waiver, "its end is not a time");
    return waiver;
  }
  judge(waiver, program, find_rule(*program.methodology, waiver.rule), end, story, findings);
  return waiver;
}

bool concerns(const methodology::Exception& exception, const formats::Article& article) {
  if (!exception.story.empty()) {
    return article.id.present() && article.id.view() == exception.story;
  }
  return article.article_section.present() && article.article_section.view() == exception.desk;
}

AppliedWaiver judge_exception(const ExceptionPlan& plan, const Gate::Program& program,
                              const Story& story, Findings& findings) {
  AppliedWaiver waiver;
  waiver.rule = plan.exception->rule;
  waiver.reason = plan.exception->reason;
  waiver.by = plan.exception->name;
  waiver.until = plan.exception->until;
  waiver.standing = true;
  judge(waiver, program, plan.rule, plan.end, story, findings);
  return waiver;
}

}  // namespace

std::span<const AppliedWaiver> apply_waivers(const Gate::Program& program, const Story& story,
                                             Findings& findings) {
  const auto& written = story.article->waivers;
  const auto waivers =
      story.arena->make_array<AppliedWaiver>(written.size + program.exceptions.size());
  size_t count = 0;
  for (const formats::Waiver& waiver : written) {
    waivers[count++] = judge_story_waiver(waiver, program, story, findings);
  }
  for (const ExceptionPlan& plan : program.exceptions) {
    if (!concerns(*plan.exception, *story.article)) continue;
    waivers[count++] = judge_exception(plan, program, story, findings);
  }
  return waivers.first(count);
}

}  // namespace stet::gate
