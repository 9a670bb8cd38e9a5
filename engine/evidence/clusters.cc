// Keys are gathered source by source, sorted by reason and value, and each run of equal keys is
// united. See clusters.h for what makes a key. Tested in tests/evidence/clusters_test.cc.
#include "engine/evidence/clusters.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/base/sort.h"
#include "engine/evidence/source_names.h"

namespace stet::evidence {

namespace {
constexpr uint32_t reason_bits = 4;
constexpr uint32_t hash_bits = 64 - reason_bits;
constexpr uint32_t lone_bits = 1024;

MergeReason reason_of(uint64_t order) { return static_cast<MergeReason>(order >> hash_bits); }
}  // namespace

std::string_view to_string(MergeReason reason) {
  switch (reason) {
    case MergeReason::publisher: return "publisher";
    case MergeReason::owner: return "owner";
    case MergeReason::canonical_url: return "canonical_url";
    case MergeReason::domain: return "domain";
    case MergeReason::agency: return "agency";
    case MergeReason::derivation: return "derivation";
    case MergeReason::attribution: return "attribution";
    case MergeReason::upstream: return "upstream";
    case MergeReason::reuse: return "reuse";
  }
  return "";
}

Clustering Clusterer::cluster(const formats::List<formats::Source>& sources, SourceReader& texts,
                              bool passages, base::Arena& arena) {
  folded_.clear();
  keys_.clear();
  merges_.clear();
  sets_.reset(sources.size);
  for (uint32_t i = 0; i < sources.size; ++i) add_keys(sources[i], i);
  if (policy_->methodology().independence.derivation) add_derivation_keys(sources);
  add_origin_keys(sources, texts);
  merge_groups(arena);
  add_reuse(texts, passages, arena);
  return build(sources, arena);
}

void Clusterer::add_keys(const formats::Source& source, uint32_t index) {
  const methodology::Independence& independence = policy_->methodology().independence;
  const size_t publisher = folded_.size();
  if (source.publisher.present()) append_folded_name(folded_, source.publisher.view());
  const size_t publisher_end = folded_.size();
  add_publisher_keys(source, index, publisher);
  if (independence.owner) add_owner_key(source, index);
  if (independence.canonical_url || independence.domain) {
    add_url_key(source.url, index);
    add_url_key(source.canonical_url, index);
  }
  if (independence.agency) {
    add_agency_keys(index, publisher, publisher_end);
    if (source.credit_text.present()) {
      const size_t credit = folded_.size();
      append_folded_name(folded_, source.credit_text.view());
      add_agency_keys(index, credit, folded_.size());
    }
  }
}

/// The folded publisher stands at the end of `folded_`, from `begin` on.
void Clusterer::add_publisher_keys(const formats::Source& source, uint32_t index, size_t begin) {
  const methodology::Independence& independence = policy_->methodology().independence;
  if (folded_.size() == begin) {
    if (!independence.publisher) return;
    const formats::Text& url = source.url.present() ? source.url : source.canonical_url;
    if (url.present() && !trim(url.view()).empty()) {
      append_canonical_url(folded_, url.view());
      folded_.resize(begin + host_of(std::string_view(folded_).substr(begin)).size());
      add_key(MergeReason::publisher, index, begin, {});
    } else if (source.name.present()) {
      append_folded_name(folded_, source.name.view());
      add_key(MergeReason::publisher, index, begin, trim(source.name.view()));
    }
    return;
  }
  const std::string_view written = trim(source.publisher.view());
  if (independence.publisher) add_key(MergeReason::publisher, index, begin, written);
  if (!independence.owner) return;
  const size_t end = folded_.size();
  // A publisher may be the owner of another. Two stories of one publisher are the business of the
  // reason before.
  add_key(MergeReason::owner, index, begin, written, KeyRole::joins);
  for (const SourcePolicy::Owner& owner :
       policy_->owners_of(std::string_view(folded_).substr(begin, end - begin))) {
    const size_t owner_begin = folded_.size();
    folded_.append(owner.owner);
    add_key(MergeReason::owner, index, owner_begin, owner.value);
  }
}

void Clusterer::add_owner_key(const formats::Source& source, uint32_t index) {
  if (!source.owner.present()) return;
  const size_t begin = folded_.size();
  append_folded_name(folded_, source.owner.view());
  add_key(MergeReason::owner, index, begin, trim(source.owner.view()));
}

void Clusterer::add_url_key(const formats::Text& url, uint32_t index) {
  if (!url.present()) return;
  const size_t begin = folded_.size();
  append_canonical_url(folded_, url.view());
  const methodology::Independence& independence = policy_->methodology().independence;
  if (independence.canonical_url) {
    add_key(MergeReason::canonical_url, index, begin, trim(url.view()));
  }
  if (!independence.domain) return;
  const std::string_view host = host_of(std::string_view(folded_).substr(begin));
  const std::string_view domain = policy_->registrable_domain(host);
  if (domain.empty()) return;
  const size_t domain_begin = folded_.size();
  folded_.append(folded_, begin + host.size() - domain.size(), domain.size());
  add_key(MergeReason::domain, index, domain_begin, {});
}

/// Looks for agencies in the folded text from `begin` to `end` of `folded_`.
void Clusterer::add_agency_keys(uint32_t index, size_t begin, size_t end) {
  size_t at = begin;
  while (at < end) {
    const std::string_view rest = std::string_view(folded_).substr(at, end - at);
    const std::string_view word = first_word(rest);
    if (word.empty()) break;
    const size_t word_at = at + static_cast<size_t>(word.data() - rest.data());
    size_t next = word_at + word.size();
    for (const SourcePolicy::AgencyName& agency : policy_->agencies_beginning(hash_name(word))) {
      const size_t name_end = word_at + agency.name.size();
      if (name_end > end || folded_.compare(word_at, agency.name.size(), agency.name) != 0 ||
          (name_end < end && is_word_byte(folded_[name_end]) &&
           is_word_byte(folded_[name_end - 1]))) {
        continue;
      }
      const methodology::Agency& found = policy_->methodology().agencies[agency.agency];
      const size_t key_begin = folded_.size();
      folded_.append(found.id);
      add_key(MergeReason::agency, index, key_begin, found.names.front());
      next = name_end;
      break;  // the longest name that begins here
    }
    at = next;
  }
}

void Clusterer::add_derivation_keys(const formats::List<formats::Source>& sources) {
  bool any = false;
  for (uint32_t i = 0; i < sources.size; ++i) {
    for (const formats::Text& origin : sources[i].derived_from) {
      if (!origin.present()) continue;
      any = true;
      const size_t begin = folded_.size();
      folded_.append(trim(origin.view()));
      add_key(MergeReason::derivation, i, begin, trim(origin.view()));
    }
  }
  if (!any) return;
  for (uint32_t i = 0; i < sources.size; ++i) {
    if (!sources[i].id.present()) continue;
    const size_t begin = folded_.size();
    folded_.append(trim(sources[i].id.view()));
    add_key(MergeReason::derivation, i, begin, trim(sources[i].id.view()), KeyRole::joins);
  }
}

/// What the texts of sources say of their origin.
void Clusterer::add_origin_keys(const formats::List<formats::Source>& sources,
                                const SourceReader& texts) {
  const methodology::Independence& independence = policy_->methodology().independence;
  bool attributed = false;
  for (const Origin& origin : texts.origins()) {
    if (origin.reason == MergeReason::agency && !independence.agency) continue;
    attributed = attributed || origin.reason == MergeReason::attribution;
    const size_t begin = folded_.size();
    folded_.append(origin.value);
    add_key(origin.reason, origin.source, begin, origin.written,
            origin.in_passing ? KeyRole::hearsay : KeyRole::makes);
    keys_.back().span = origin.span;
  }
  if (attributed) add_outlet_keys(sources);
}

/// To be an outlet joins nobody, to be named as one's origin does.
void Clusterer::add_outlet_keys(const formats::List<formats::Source>& sources) {
  for (uint32_t i = 0; i < sources.size; ++i) {
    if (!sources[i].publisher.present()) continue;
    const size_t begin = folded_.size();
    append_folded_name(folded_, sources[i].publisher.view());
    add_key(MergeReason::attribution, i, begin, trim(sources[i].publisher.view()), KeyRole::joins);
  }
  const size_t count = keys_.size();
  for (size_t k = 0; k < count; ++k) {
    const Key key = keys_[k];
    if (reason_of(key.order) != MergeReason::agency) continue;
    const size_t begin = folded_.size();
    append_folded_name(folded_, key.written);
    add_key(MergeReason::attribution, key.source, begin, key.written, KeyRole::joins);
    keys_.back().span = key.span;
  }
}

void Clusterer::add_reuse(SourceReader& texts, bool passages, base::Arena& arena) {
  reuses_.clear();
  texts.reuse().find(sets_, passages, reuses_);
  for (const Reuse& reuse : reuses_) {
    std::string value = std::to_string(static_cast<uint32_t>(reuse.share * 100));
    value += "% of the shorter text";
    merges_.push_back({reuse.first, reuse.second, MergeReason::reuse, arena.copy_text(value),
                       reuse.first_span, reuse.second_span});
  }
}

// The folded value is what was appended to `folded_` since `begin`.
void Clusterer::add_key(MergeReason reason, uint32_t source, size_t begin, std::string_view written,
                        KeyRole role) {
  const std::string_view value = std::string_view(folded_).substr(begin);
  if (value.empty()) return;
  // Made where it stays: to write it elsewhere and copy it at once keeps a processor waiting.
  Key& key = keys_.emplace_back();
  key.order = static_cast<uint64_t>(reason) << hash_bits | hash_name(value) >> reason_bits;
  key.begin = static_cast<uint32_t>(begin);
  key.end = static_cast<uint32_t>(folded_.size());
  key.source = source;
  key.role = role;
  key.written = written;
}

/// Most keys are those of one source alone. Two rows of bits find nearly all of these, so that only
/// keys that may have an equal are sorted.
void Clusterer::drop_lone_keys() {
  std::array<uint64_t, lone_bits / 64> once{};
  std::array<uint64_t, lone_bits / 64> again{};
  const auto word = [](const Key& key) { return static_cast<size_t>(key.order % lone_bits / 64); };
  const auto bit = [](const Key& key) { return uint64_t{1} << key.order % 64; };
  for (const Key& key : keys_) {
    again[word(key)] |= once[word(key)] & bit(key);
    once[word(key)] |= bit(key);
  }
  std::erase_if(keys_, [&](const Key& key) { return (again[word(key)] & bit(key)) == 0; });
}

void Clusterer::merge_groups(base::Arena& arena) {
  drop_lone_keys();
  base::sort_in_place(keys_, [this](const Key& a, const Key& b) {
    if (a.order != b.order) return a.order < b.order;
    const int by_value = folded(a).compare(folded(b));
    return by_value != 0 ? by_value < 0 : a.source < b.source;
  });
  size_t begin = 0;
  for (size_t i = 1; i <= keys_.size(); ++i) {
    if (i < keys_.size() && keys_[i].order == keys_[begin].order &&
        folded(keys_[i]) == folded(keys_[begin])) {
      continue;
    }
    if (i - begin > 1) merge_group({keys_.data() + begin, i - begin}, arena);
    begin = i;
  }
}

void Clusterer::merge_group(std::span<const Key> group, base::Arena& arena) {
  const auto plays = [&](KeyRole role) {
    return std::any_of(group.begin(), group.end(),
                       [&](const Key& key) { return key.role == role; });
  };
  const bool counts = plays(KeyRole::makes) || (plays(KeyRole::joins) && plays(KeyRole::hearsay));
  if (!counts) return;
  // Of several spellings the smallest is shown, whatever the order of sources.
  std::string_view value;
  for (const Key& key : group) {
    if (!key.written.empty() && (value.empty() || key.written < value)) value = key.written;
  }
  const Key& first = group.front();
  for (const Key& key : group.subspan(1)) {
    if (!sets_.unite(first.source, key.source)) continue;
    if (value.empty()) value = arena.copy_text(folded(key));
    merges_.push_back(
        {first.source, key.source, reason_of(key.order), value, first.span, key.span});
  }
}

Clustering Clusterer::build(const formats::List<formats::Source>& sources, base::Arena& arena) {
  const std::span<uint32_t> cluster_of = arena.make_array<uint32_t>(sources.size);
  // A root is the first source of its cluster, so numbers are given in order.
  uint32_t count = 0;
  for (uint32_t i = 0; i < sources.size; ++i) {
    const uint32_t first = sets_.root(i);
    cluster_of[i] = first == i ? count++ : cluster_of[first];
  }
  const std::span<Cluster> clusters = arena.make_array<Cluster>(count);
  const std::span<uint32_t> members = arena.make_array<uint32_t>(sources.size);
  const std::span<uint32_t> ends = arena.make_array<uint32_t>(count + size_t{1});
  for (const uint32_t cluster : cluster_of) ++ends[cluster + size_t{1}];
  for (uint32_t c = 0; c < count; ++c) {
    ends[c + size_t{1}] += ends[c];
    clusters[c].sources = members.subspan(ends[c], ends[c + size_t{1}] - ends[c]);
  }
  for (uint32_t i = 0; i < sources.size; ++i) members[ends[cluster_of[i]]++] = i;

  share_out_merges(clusters, cluster_of, arena);
  const std::span<bool> qualifies = arena.make_array<bool>(sources.size);
  Clustering result;
  for (Cluster& cluster : clusters) {
    describe(cluster, sources, qualifies);
    if (cluster.qualifies) ++result.verified;
  }
  result.clusters = clusters;
  result.cluster_of = cluster_of;
  result.qualifies = qualifies;
  return result;
}

void Clusterer::share_out_merges(std::span<Cluster> clusters, std::span<const uint32_t> cluster_of,
                                 base::Arena& arena) {
  base::sort_in_place(merges_, [&](const Merge& a, const Merge& b) {
    return std::tie(cluster_of[a.first], a.reason, a.value, a.first, a.second) <
           std::tie(cluster_of[b.first], b.reason, b.value, b.first, b.second);
  });
  const std::span<const Merge> all = arena.copy_array(merges_);
  size_t begin = 0;
  while (begin < all.size()) {
    const uint32_t cluster = cluster_of[all[begin].first];
    size_t end = begin + 1;
    while (end < all.size() && cluster_of[all[end].first] == cluster) ++end;
    clusters[cluster].merges = all.subspan(begin, end - begin);
    begin = end;
  }
}

// Of sources that weigh the same, the kind that the methodology lists first gives the name, so that
// the order of sources does not show.
void Clusterer::describe(Cluster& cluster, const formats::List<formats::Source>& sources,
                         std::span<bool> qualifies) const {
  uint32_t best = SourcePolicy::no_kind;
  for (const uint32_t index : cluster.sources) {
    const formats::Source& source = sources[index];
    const uint32_t kind = policy_->kind_of(source);
    const double weight = policy_->weight_of(source, kind);
    qualifies[index] = policy_->qualifies(source, kind);
    cluster.qualifies = cluster.qualifies || qualifies[index];
    if (kind != SourcePolicy::no_kind) {
      if (best == SourcePolicy::no_kind || weight > cluster.weight ||
          (weight == cluster.weight && kind < best)) {
        best = kind;
        cluster.weight = weight;
        cluster.kind = policy_->methodology().source_kinds[kind].id;
      }
    } else if (best == SourcePolicy::no_kind && source.kind.present() &&
               (cluster.kind.empty() || source.kind.view() < cluster.kind)) {
      cluster.kind = source.kind.view();
    }
  }
}

}  // namespace stet::evidence
