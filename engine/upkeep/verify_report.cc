// What verify() found, as text and as JSON.
#include "engine/base/json_writer.h"
#include "engine/report/printable.h"
#include "engine/upkeep/verify.h"

namespace stet::upkeep {
namespace {

using methodology::Methodology;

constexpr size_t most_failures = 10;

std::string counted(uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

void append_findings(std::string& out, const Verification& found, const VerifyInput& input,
                     const report::Style& style) {
  const Methodology& methodology = input.after->methodology();
  for (const Finding& finding : found.findings) {
    const std::string_view source = bytes_of(finding.problem.file, {}, methodology);
    report::problem_text(finding.problem, source, style, out);
  }
  size_t left = most_failures;
  for (const TestEntry& entry : found.tests.entries) {
    if (entry.state != TestState::failed || left == 0) continue;
    append_failure_text(out, entry, bytes_of(entry.file, input.cases, methodology), style);
    --left;
  }
  if (found.tests.failed > most_failures) {
    out += "and " + std::to_string(found.tests.failed - most_failures) +
           " more tests that fail: 'stet rules test' shows them\n";
  }
}

void append_broken(std::string& out, const Proof& proof) {
  for (const InvariantResult& result : proof.invariants) {
    if (!result.violation) continue;
    out += "broken: " + result.invariant.id + "\n";
    for (const std::string& line : violation_lines(*result.violation)) out += "  " + line + "\n";
  }
  for (const RankResult& result : proof.rankings) {
    if (!result.passed) out += "broken: " + result.ranking->id + ": " + result.detail + "\n";
  }
}

void append_survivors(std::string& out, const Verification& found, const VerifyInput& input) {
  if (found.tests.failed == 0) {
    append_survivors_text(out, found.mutants, input.after->methodology());
  }
}

std::string mistakes_in_words(const Verification& found) {
  if (found.tests.failed > 0) return "mistakes not tried while tests fail";
  const MutationScore score = score_of(found.mutants);
  if (score.all == 0) return "nothing changed in which mistakes could be tried";
  std::string out = std::to_string(score.noticed) + " of " +
                    counted(score.all, "mistake", "mistakes") + " noticed";
  if (found.mutants_left > 0) out += " (" + std::to_string(found.mutants_left) + " not tried)";
  return out;
}

std::string proof_in_words(const Proof& proof) {
  size_t holds = 0;
  for (const InvariantResult& result : proof.invariants) holds += result.trials.broken == 0 ? 1 : 0;
  for (const RankResult& result : proof.rankings) holds += result.passed ? 1 : 0;
  const size_t all = proof.invariants.size() + proof.rankings.size();
  return all == 0 ? "nothing declared to hold"
                  : std::to_string(holds) + " of " + std::to_string(all) + " invariants hold";
}

std::string replay_in_words(const Verification& found) {
  if (!found.totals) return "";
  const auto flips = found.totals->changes[static_cast<size_t>(Aspect::decision)];
  std::string out = "; " + std::to_string(flips) + " of " +
                    counted(found.totals->stories, "story", "stories") + " decided otherwise";
  if (found.edits_untried > 0) {
    out += " (" + counted(found.edits_untried, "edit", "edits") + " too many to try alone)";
  }
  return out;
}

}  // namespace

void append_verification_text(std::string& out, const Verification& found, const VerifyInput& input,
                              std::string_view name, const report::Style& style) {
  append_findings(out, found, input, style);
  append_broken(out, found.proof);
  append_survivors(out, found, input);
  if (found.replay && !found.replay->edits.empty()) {
    append_diff_text(out, *found.replay, found.totals ? &*found.totals : nullptr);
  }
  out.append(name).append(": ");
  out.append(found.good() ? style.good : style.bad).append(found.good() ? "good" : "not good");
  out.append(style.reset).append(": ");
  out += counted(found.findings.size(), "finding", "findings") + "; " +
         std::to_string(found.tests.passed) + " tests passed, " +
         std::to_string(found.tests.failed) + " failed; " + mistakes_in_words(found) + "; " +
         proof_in_words(found.proof) + replay_in_words(found);
}

void append_verification_json(std::string& out, const Verification& found, const VerifyInput& input,
                              std::string_view name) {
  const Methodology& methodology = input.after->methodology();
  base::JsonWriter json(out);
  const auto part = [&](base::JsonKey key, const auto& append) {
    std::string text;
    append(text);
    json.key(key);
    json.raw(text);
  };
  json.begin_object();
  json.member("file", name);
  json.member("digest", base::to_hex(methodology.digest));
  json.member_bool("good", found.good());
  part("findings", [&](std::string& text) {
    std::vector<base::Problem> problems;
    for (const Finding& finding : found.findings) problems.push_back(finding.problem);
    report::problems_json(problems, rules_texts(methodology), text);
  });
  part("tests", [&](std::string& text) {
    // Those that pass say nothing but their number.
    TestReport told = found.tests;
    std::erase_if(told.entries,
                  [](const TestEntry& entry) { return entry.state == TestState::passed; });
    append_test_json(text, told, name, input.cases, methodology, 0);
  });
  json.key("mutation");
  json.begin_object();
  json.member("of", found.all_mutants ? "everything" : "what changed");
  json.member_bool("tried", found.tests.failed == 0);
  json.member_int("left", static_cast<int64_t>(found.mutants_left));
  part("mistakes",
       [&](std::string& text) { append_mutants_json(text, found.mutants, methodology, 0); });
  json.end_object();
  part("proof", [&](std::string& text) { append_proof_json(text, found.proof, name, 0); });
  if (found.replay) {
    part("replay", [&](std::string& text) {
      append_diff_json(text, *found.replay, found.totals ? &*found.totals : nullptr, 0);
    });
    json.key("changed");
    json.begin_array();
    for (const StoryChange& change : found.changes) {
      std::string text;
      append_change_json(text, *found.replay, change);
      json.raw(text);
    }
    json.end_array();
    json.member_int("editsUntried", static_cast<int64_t>(found.edits_untried));
  }
  json.end_object();
}

}  // namespace stet::upkeep
