#include "engine/upkeep/effects.h"

#include <algorithm>
#include <tuple>

#include "engine/upkeep/effect_report.h"
#include "engine/upkeep/format.h"

namespace stet::upkeep {

void EffectReport::add(std::string_view code, uint32_t file, base::Span place, std::string message,
                       std::string suggestion) {
  base::Problem problem{
      base::Severity::warning, code, methodology.files[file]->name, place, std::move(message),
      std::move(suggestion)};
  findings.push_back({std::move(problem), std::nullopt});
}

void EffectReport::removable(base::Span place) {
  Finding& finding = findings.back();
  std::string_view bytes;
  for (const auto& file : methodology.files) {
    if (file->name == finding.problem.file) bytes = file->bytes;
  }
  const auto blank = [&](uint32_t at) {
    return bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r';
  };
  uint32_t end = place.end;
  while (end < bytes.size() && blank(end)) ++end;
  if (end < bytes.size() && bytes[end] == ',') {
    finding.fix = TextChange{{place.begin, end + 1}, ""};
    return;
  }
  // The last of its list: the comma stands before it.
  uint32_t begin = place.begin;
  while (begin > 0 && blank(begin - 1)) --begin;
  if (begin > 0 && bytes[begin - 1] == ',') finding.fix = TextChange{{begin - 1, place.end}, ""};
  if (begin > 0 && (bytes[begin - 1] == '{' || bytes[begin - 1] == '[')) {
    finding.fix = TextChange{place, ""};
  }
}

const methodology::Node* EffectReport::at(std::initializer_list<std::string_view> path) const {
  const methodology::Node* node = methodology.tree.get();
  for (const std::string_view key : path) {
    if (node != nullptr) node = node->find(key);
  }
  return node;
}

std::vector<report::SourceText> rules_texts(const methodology::Methodology& methodology) {
  std::vector<report::SourceText> out;
  for (const auto& file : methodology.files) out.push_back({file->name, file->bytes});
  return out;
}

std::vector<Finding> find_effects(const gate::Gate& gate, const EffectOptions& options) {
  EffectReport report{gate, gate.methodology(), options};
  check_conditions(report);
  check_rule_pairs(report);
  check_messages(report);
  check_examples(report);
  check_names(report);
  check_phrases(report);
  check_measures(report);
  check_exceptions(report);
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::tie(a.problem.file, a.problem.span.begin, a.problem.code) <
                            std::tie(b.problem.file, b.problem.span.begin, b.problem.code);
                   });
  return std::move(report.findings);
}

std::optional<std::string> fixed(std::string_view bytes, std::string_view file,
                                 std::span<const Finding> findings) {
  std::vector<const TextChange*> changes;
  for (const Finding& finding : findings) {
    if (finding.fix && finding.problem.file == file) changes.push_back(&*finding.fix);
  }
  if (changes.empty()) return std::nullopt;
  std::sort(changes.begin(), changes.end(), [](const TextChange* a, const TextChange* b) {
    return a->place.begin > b->place.begin;
  });
  std::string out(bytes);
  size_t before = out.size() + 1;
  for (const TextChange* change : changes) {
    if (change->place.end > before) continue;  // within one that is made already
    out.replace(change->place.begin, change->place.size(), change->text);
    before = change->place.begin;
  }
  base::Problems problems;
  return format_rules({out, file, 0}, problems);
}

}  // namespace stet::upkeep
