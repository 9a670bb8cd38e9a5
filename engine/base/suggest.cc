#include "engine/base/suggest.h"

#include <algorithm>
#include <vector>

namespace stet::base {

namespace {

/// Optimal string alignment distance, or `limit + 1` as soon as it must be larger.
size_t distance(std::string_view a, std::string_view b, size_t limit) {
  const size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::vector<size_t> before(b.size() + 1);
  std::vector<size_t> last(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    size_t smallest = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
      smallest = std::min(smallest, row[j]);
    }
    // A transposition reaches back two rows, so one bad row alone proves nothing at the limit.
    if (smallest > limit + 1) return limit + 1;
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  size_t limit = std::max<size_t>(1, word.size() / 3);
  std::string_view best;
  for (const std::string_view candidate : candidates) {
    const size_t edits = distance(word, candidate, limit);
    // A word in which every letter would change is no misspelling.
    if (edits > limit || edits >= std::max(word.size(), candidate.size())) continue;
    best = candidate;
    if (edits == 0) break;
    limit = edits - 1;
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const std::string_view found = nearest(word, candidates);
  if (found.empty()) return {};
  return "did you mean '" + std::string(found) + "'?";
}

}  // namespace stet::base
