#include "cli/profile_text.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace stet::cli {

namespace {

struct Line {
  std::string_view name;
  uint64_t nanoseconds;
};

class Table {
 public:
  Table(uint64_t total_ns, uint64_t stories) : total_ns_(total_ns), stories_(stories) {}

  void head(const char* what) {
    char line[160];
    std::snprintf(line, sizeof line, "%-36s %12s %8s %14s\n", what, "ms", "share", "us per story");
    text_ += line;
  }

  void add(const Line& row) {
    const double ns = static_cast<double>(row.nanoseconds);
    char figures[80];
    std::snprintf(figures, sizeof figures, " %12.3f %6.1f %% %14.3f\n", ns / 1e6,
                  total_ns_ == 0 ? 0.0 : 100 * ns / static_cast<double>(total_ns_),
                  stories_ == 0 ? 0.0 : ns / 1e3 / static_cast<double>(stories_));
    std::string name(row.name);
    if (name.size() < 36) name.resize(36, ' ');
    text_ += name + figures;
  }

  std::string take() { return std::move(text_); }

 private:
  uint64_t total_ns_, stories_;
  std::string text_;
};

}  // namespace

std::string profile_text(const Tally& tally, const methodology::Methodology& methodology) {
  const gate::Profile& profile = tally.profile;
  const Line stages[] = {{"read", profile.read_ns},
                         {"text", profile.text_ns},
                         {"evidence", profile.evidence_ns},
                         {"scores", profile.scores_ns},
                         {"rules", profile.rules_ns}};
  uint64_t total = 0;
  for (const Line& stage : stages) total += stage.nanoseconds;

  Table table(total, tally.stories);
  table.head("stage");
  for (const Line& stage : stages) table.add(stage);
  table.add({"all stages", total});

  std::vector<size_t> order(std::min(profile.rule_ns.size(), methodology.rules.size()));
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return profile.rule_ns[a] > profile.rule_ns[b]; });
  table.head("rule");
  for (const size_t rule : order) table.add({methodology.rules[rule].id, profile.rule_ns[rule]});
  return table.take();
}

}  // namespace stet::cli
