// A sorted row: articles cite ten sources, and a thousand cost no more than ten comparisons each.
// Tested through clusters_test.cc and support_test.cc.
#include "engine/evidence/source_ids.h"

#include <algorithm>
#include <tuple>

#include "engine/base/short_text.h"
#include "engine/base/sort.h"
#include "engine/evidence/source_names.h"

namespace stet::evidence {

void SourceIds::build(const formats::List<formats::Source>& sources) {
  entries_.clear();
  for (uint32_t i = 0; i < sources.size; ++i) {
    if (!sources[i].id.present()) continue;
    const std::string_view id = trim(sources[i].id.view());
    if (!id.empty()) entries_.push_back({hash_name(id), id, i});
  }
  base::sort_in_place(entries_, [](const Entry& a, const Entry& b) {
    return std::tie(a.hash, a.id, a.source) < std::tie(b.hash, b.id, b.source);
  });
}

std::span<const SourceIds::Entry> SourceIds::find(std::string_view id) const {
  const std::string_view wanted = trim(id);
  const uint64_t hash = hash_name(wanted);
  const auto first = std::lower_bound(
      entries_.begin(), entries_.end(), wanted, [hash](const Entry& entry, std::string_view text) {
        return entry.hash != hash ? entry.hash < hash : entry.id < text;
      });
  auto last = first;
  while (last != entries_.end() && last->hash == hash && base::equal(last->id, wanted)) ++last;
  return std::span<const Entry>(entries_).subspan(static_cast<size_t>(first - entries_.begin()),
                                                  static_cast<size_t>(last - first));
}

bool SourceIds::cites_listed(const formats::List<formats::Text>& cited) const {
  return std::any_of(cited.begin(), cited.end(), [&](const formats::Text& id) {
    return id.present() && !find(id.view()).empty();
  });
}

}  // namespace stet::evidence
