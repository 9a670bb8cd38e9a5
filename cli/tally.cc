#include "cli/tally.h"

#include <algorithm>

namespace stet::cli {

namespace {

void add_each(std::vector<uint64_t>& to, const std::vector<uint64_t>& from) {
  if (to.size() < from.size()) to.resize(from.size());
  for (size_t i = 0; i < from.size(); ++i) to[i] += from[i];
}

}  // namespace

void Tally::add(const Tally& other) {
  stories += other.stories;
  not_cleared += other.not_cleared;
  unreadable += other.unreadable;
  waived += other.waived;
  bytes += other.bytes;
  rules = std::max(rules, other.rules);
  add_each(decisions, other.decisions);
  add(other.profile);
}

void Tally::add(const gate::Profile& other) {
  profile.read_ns += other.read_ns;
  profile.text_ns += other.text_ns;
  profile.evidence_ns += other.evidence_ns;
  profile.scores_ns += other.scores_ns;
  profile.rules_ns += other.rules_ns;
  add_each(profile.rule_ns, other.rule_ns);
}

}  // namespace stet::cli
