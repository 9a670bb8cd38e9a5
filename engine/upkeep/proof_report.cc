// What was proven, as text and as JSON.
#include "engine/base/json_writer.h"
#include "engine/report/printable.h"
#include "engine/upkeep/format.h"
#include "engine/upkeep/invariants.h"

namespace stet::upkeep {
namespace {

std::string grouped(uint64_t value) {
  std::string digits = std::to_string(value);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

/// A story laid out as rules files are.
std::string laid_out(const std::string& json) {
  base::Problems problems;
  std::string text = format_rules({json, "story.json", 0}, problems).value_or(json);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

void append_indented(std::vector<std::string>& lines, const char* what, const std::string& json) {
  lines.emplace_back(what);
  const std::string text = laid_out(json);
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = "  ";
    report::append_printable(line, std::string_view(text).substr(begin, end - begin));
    lines.push_back(std::move(line));
    begin = end + 1;
  }
}

void append_result(std::string& out, const InvariantResult& result) {
  const Trials& trials = result.trials;
  out += result.holds() ? "holds    " : trials.pairs == 0 ? "untried  " : "broken   ";
  out += result.invariant.id;
  if (trials.pairs == 0) {
    out += ": no story could be changed so, which proves nothing\n";
    return;
  }
  if (trials.broken > 0) {
    out +=
        ": in " + grouped(trials.broken) + " of " + grouped(trials.pairs) + " pairs of stories\n";
    for (const std::string& line : violation_lines(*result.violation)) out += "  " + line + "\n";
    return;
  }
  out += ": " + grouped(trials.pairs) + " pairs of stories, " + grouped(trials.moved) +
         " with some difference\n";
}

void write_violation(base::JsonWriter& json, const Violation& violation) {
  json.begin_object();
  json.member("story", violation.name);
  json.member("change", violation.change);
  json.key("before");
  json.raw(violation.before);
  json.key("after");
  json.raw(violation.after);
  json.key("moved");
  json.begin_array();
  for (const std::string& line : violation.moved) json.string(line);
  json.end_array();
  json.end_object();
}

void write_invariant(base::JsonWriter& json, const InvariantResult& result) {
  json.begin_object();
  json.member("id", result.invariant.id);
  json.member("why", result.invariant.why);
  json.member_bool("holds", result.holds());
  json.member_int("pairs", static_cast<int64_t>(result.trials.pairs));
  json.member_int("moved", static_cast<int64_t>(result.trials.moved));
  json.member_int("broken", static_cast<int64_t>(result.trials.broken));
  if (result.violation) {
    json.key("smallest");
    write_violation(json, *result.violation);
  }
  json.end_object();
}

}  // namespace

std::vector<std::string> violation_lines(const Violation& violation) {
  std::vector<std::string> lines;
  for (const std::string& moved : violation.moved) lines.push_back(moved);
  lines.push_back("when " + violation.change + "; the smallest story that shows it, from " +
                  violation.name);
  append_indented(lines, "before", violation.before);
  if (violation.after != violation.before) append_indented(lines, "after", violation.after);
  return lines;
}

void append_proof_text(std::string& out, const Proof& proof, std::string_view name) {
  for (const InvariantResult& result : proof.invariants) append_result(out, result);
  for (const RankResult& result : proof.rankings) {
    out += result.passed ? "holds    " : "broken   ";
    out += result.ranking->id + ": '" + result.above->name + "' outranks '" + result.below->name +
           "' by ";
    out += result.ranking->by_confidence ? "confidence\n" : "impact\n";
    if (!result.passed) out += "  " + result.detail + "\n";
  }
  out.append(name).append(proof.holds() ? ": all hold in " : ": not all hold in ");
  out += grouped(proof.stories.tests) + " examples and cases, " + grouped(proof.stories.variants) +
         " variants, " + grouped(proof.stories.archive) + " stories of the archive\n";
}

void append_proof_json(std::string& out, const Proof& proof, std::string_view name, int indent) {
  base::JsonWriter json(out, indent);
  json.begin_object();
  json.member("file", name);
  json.member_bool("holds", proof.holds());
  json.key("stories");
  json.begin_object();
  json.member_int("tests", static_cast<int64_t>(proof.stories.tests));
  json.member_int("variants", static_cast<int64_t>(proof.stories.variants));
  json.member_int("archive", static_cast<int64_t>(proof.stories.archive));
  json.end_object();
  json.key("invariants");
  json.begin_array();
  for (const InvariantResult& result : proof.invariants) write_invariant(json, result);
  json.end_array();
  json.key("rankings");
  json.begin_array();
  for (const RankResult& result : proof.rankings) {
    json.begin_object();
    json.member("id", result.ranking->id);
    json.member("above", result.above->name);
    json.member("below", result.below->name);
    json.member("by", result.ranking->by_confidence ? "confidence" : "impact");
    json.member_bool("holds", result.passed);
    if (!result.passed) json.member("detail", result.detail);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace stet::upkeep
