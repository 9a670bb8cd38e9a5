// A claim is compared with the texts of the sources that it cites (claim_check.h); sources without
// a text support what cites them. Tested in tests/evidence/support_test.cc.
#include "engine/evidence/support.h"

#include <algorithm>
#include <vector>

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

/// The support of one claim after the other.
class Weighing {
 public:
  Weighing(const formats::Article& article, const SourceIds& ids, const Clustering& clustering,
           TextIndex& texts, ClaimChecker& checker, base::Arena& arena)
      : article_(article),
        ids_(ids),
        clustering_(clustering),
        texts_(texts),
        checker_(checker),
        arena_(arena),
        seen_(arena.make_array<uint32_t>(clustering.clusters.size())) {}

  Support weigh(const formats::Claim& claim) {
    ++number_;
    compares_ = false;
    supported_ = contradicted_ = listed_ = false;
    Support support;
    support.claim = &claim;
    findings_.clear();
    unknown_ = {};
    unknown_count_ = 0;
    for (const formats::Text& cited : claim.sources) {
      if (cited.present()) cite(claim, cited.view(), support);
    }
    support.findings = arena_.copy_array(findings_);
    support.unknown_sources = unknown_.first(unknown_count_);
    if (!findings_.empty()) support.basis = "text";
    support.state = state();
    return support;
  }

 private:
  SupportState state() const {
    if (contradicted_) return SupportState::contradicted;
    if (supported_) return SupportState::supported;
    const bool nothing_to_check = listed_ && findings_.empty();
    return nothing_to_check ? SupportState::unverifiable : SupportState::unsupported;
  }

  void cite(const formats::Claim& claim, std::string_view id, Support& support) {
    const std::span<const SourceIds::Entry> found = ids_.find(id);
    if (found.empty()) add_unknown(claim, id);
    for (const SourceIds::Entry& entry : found) {
      listed_ = true;
      if (!stands_behind(claim, entry.source)) continue;
      // A source that is found to depend on one that qualifies gains nothing by it.
      if (!clustering_.qualifies[entry.source]) continue;
      const uint32_t cluster = clustering_.cluster_of[entry.source];
      if (seen_[cluster] == number_) continue;
      seen_[cluster] = number_;
      ++support.count;
    }
  }

  /// Whether the source counts for the claim.
  bool stands_behind(const formats::Claim& claim, uint32_t source) {
    const IndexedText* text = texts_.find(source);
    if (text == nullptr || !says_something(claim.text)) {
      supported_ = supported_ || can_be_looked_up(article_.sources[source]);
      return true;
    }
    if (!compares_) checker_.read_claim(claim.text.view(), article_.date_published);
    compares_ = true;
    const SourceFinding finding = checker_.check(source, article_.sources[source], *text, texts_);
    findings_.push_back(finding);
    supported_ = supported_ || finding.stance == Stance::supports;
    contradicted_ = contradicted_ || finding.stance == Stance::contradicts;
    return finding.stance == Stance::supports;
  }

  void add_unknown(const formats::Claim& claim, std::string_view id) {
    if (unknown_.empty()) unknown_ = arena_.make_array<std::string_view>(claim.sources.size);
    const auto end = unknown_.begin() + static_cast<std::ptrdiff_t>(unknown_count_);
    if (std::find(unknown_.begin(), end, id) == end) unknown_[unknown_count_++] = id;
  }

  const formats::Article& article_;
  const SourceIds& ids_;
  const Clustering& clustering_;
  TextIndex& texts_;
  ClaimChecker& checker_;
  base::Arena& arena_;
  std::span<uint32_t> seen_;  ///< by cluster: the last claim (number from 1) that counted it

  // Of the claim at hand.
  uint32_t number_ = 0;
  bool compares_ = false, supported_ = false, contradicted_ = false, listed_ = false;
  std::vector<SourceFinding> findings_;
  std::span<std::string_view> unknown_;
  size_t unknown_count_ = 0;
};

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

std::string_view to_string(Stance stance) {
  switch (stance) {
    case Stance::silent: return "silent";
    case Stance::supports: return "supports";
    case Stance::contradicts: return "contradicts";
    case Stance::hedged: return "hedged";
    case Stance::second_hand: return "second_hand";
  }
  return "";
}

void want_cited(const formats::Article& article, const SourceIds& ids, TextIndex& texts) {
  const bool any_text =
      std::any_of(article.sources.begin(), article.sources.end(),
                  [](const formats::Source& source) { return source.text.present(); });
  if (!any_text) return;
  for (const formats::Claim& claim : article.claims) {
    for (const formats::Text& cited : claim.sources) {
      if (!cited.present()) continue;
      for (const SourceIds::Entry& entry : ids.find(cited.view())) texts.want(entry.source);
    }
  }
}

std::span<const Support> find_support(const formats::Article& article, const SourceIds& ids,
                                      const Clustering& clustering, TextIndex& texts,
                                      ClaimChecker& checker, base::Arena& arena) {
  const std::span<Support> result = arena.make_array<Support>(article.claims.size);
  Weighing weighing(article, ids, clustering, texts, checker, arena);
  for (uint32_t i = 0; i < article.claims.size; ++i) {
    result[i] = weighing.weigh(article.claims[i]);
  }
  return result;
}

uint32_t count_verified(const methodology::Verification& rules, const Clustering& clustering,
                        std::span<const Support> support) {
  if (rules.count == methodology::CountOf::sources || support.empty()) return clustering.verified;
  uint32_t least = UINT32_MAX;
  for (const Support& claim : support) least = std::min(least, claim.count);
  return least;
}

}  // namespace stet::evidence
