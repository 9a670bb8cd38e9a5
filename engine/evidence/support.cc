// A claim is compared with what it cites, not yet with what its sources say.
// Tested in tests/evidence/support_test.cc.
#include "engine/evidence/support.h"

#include <algorithm>

#include "engine/evidence/source_names.h"

namespace stet::evidence {

namespace {

bool says_something(const formats::Text& text) {
  return text.present() && !trim(text.view()).empty();
}

bool can_be_looked_up(const formats::Source& source) {
  return says_something(source.url) || says_something(source.canonical_url) ||
         says_something(source.text);
}

// `seen` has an entry for each cluster: the last claim (number from 1) that counted it.
Support support_of(const formats::Claim& claim, uint32_t number, const formats::Article& article,
                   const SourceIds& ids, const Clustering& clustering, std::span<uint32_t> seen,
                   base::Arena& arena) {
  Support support;
  support.claim = &claim;
  std::span<std::string_view> unknown;
  size_t unknown_count = 0;
  for (const formats::Text& cited : claim.sources) {
    if (!cited.present()) continue;
    const std::span<const SourceIds::Entry> listed = ids.find(cited.view());
    if (listed.empty()) {
      if (unknown.empty()) unknown = arena.make_array<std::string_view>(claim.sources.size);
      const auto end = unknown.begin() + static_cast<std::ptrdiff_t>(unknown_count);
      if (std::find(unknown.begin(), end, cited.view()) == end) {
        unknown[unknown_count++] = cited.view();
      }
    }
    for (const SourceIds::Entry& entry : listed) {
      const bool checkable = can_be_looked_up(article.sources[entry.source]);
      if (checkable) {
        support.state = SupportState::supported;
      } else if (support.state == SupportState::unsupported) {
        support.state = SupportState::unverifiable;
      }
      const uint32_t cluster = clustering.cluster_of[entry.source];
      if (seen[cluster] == number) continue;
      seen[cluster] = number;
      if (clustering.clusters[cluster].qualifies) ++support.count;
    }
  }
  support.unknown_sources = unknown.first(unknown_count);
  return support;
}

}  // namespace

std::string_view to_string(SupportState state) {
  switch (state) {
    case SupportState::supported: return "supported";
    case SupportState::contradicted: return "contradicted";
    case SupportState::unsupported: return "unsupported";
    case SupportState::unverifiable: return "unverifiable";
  }
  return "";
}

std::span<const Support> find_support(const formats::Article& article, const SourceIds& ids,
                                      const Clustering& clustering, base::Arena& arena) {
  const std::span<Support> result = arena.make_array<Support>(article.claims.size);
  const std::span<uint32_t> seen = arena.make_array<uint32_t>(clustering.clusters.size());
  for (uint32_t i = 0; i < article.claims.size; ++i) {
    result[i] = support_of(article.claims[i], i + 1, article, ids, clustering, seen, arena);
  }
  return result;
}

}  // namespace stet::evidence
