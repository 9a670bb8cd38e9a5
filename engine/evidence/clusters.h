// Which sources are one. N counts clusters, not sources.
//
//   source ──▶ keys: publisher, owner, address, domain, agency, derivation; origins of its text
//   keys of one reason and value ──▶ one group ──▶ union-find ──▶ clusters
//
// Two sources share a key when …
//   publisher      their publishers' names are equal without case, space and a leading "the"; a
//                  source without a publisher goes by the host of its address, and by its name when
//                  it has no address
//   owner          the declared owner, the methodology's owner of the publisher, or the publisher
//                  itself (which may be the owner of the other)
//   canonical_url  url or canonicalUrl lead to one document (source_names.h)
//   domain         they lead to one registrable domain, not one that publishes for many
//   agency         publisher or credit line name one agency of the methodology, as whole words, or
//                  the text credits it
//   derivation     one names the other in derivedFrom, or both name the same origin, listed or not
//   attribution    the text of one gives the fact to the publisher or agency of the other
//   upstream       all that their texts attribute comes from one document or unnamed person
// What texts say of their origin: source_reader.h. Last, without keys:
//   reuse          they share text outside of quotations (text_reuse.h)
//
// What is recorded as the reason is a spanning forest in this order of reasons: one merge fewer
// than sources, so that each can be read. Neither the clusters nor the reasons and values told
// depend on the order of sources. To say more of a source (an owner, a credit, a canonical URL,
// what it derives from) adds keys and takes none away, so a discovered dependence never raises N.
// Near-linear. Tested in tests/evidence/clusters_test.cc.
//
// A cluster qualifies through a source that …
//   is of a kind that qualifies: no kind, or one that the methodology does not know, does not,
//   has a name (`anonymous` is not true), and
//   says who or what it is: publisher, owner, name, address or credit line.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/evidence/disjoint_sets.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/source_reader.h"

namespace stet::evidence {

/// What a methodology says of sources, compiled for look-up. Immutable; refers to the methodology.
class SourcePolicy {
 public:
  explicit SourcePolicy(const methodology::Methodology& methodology);

  struct Owner {
    uint64_t hash = 0;
    std::string publisher;   ///< folded
    std::string owner;       ///< folded
    std::string_view value;  ///< the owner as written in the methodology
  };
  struct AgencyName {
    uint64_t first_word = 0;  ///< hash
    std::string name;         ///< folded
    uint32_t agency = 0;
  };

  const methodology::Methodology& methodology() const { return *methodology_; }
  /// The owners of a publisher (folded name); more than one for a joint venture.
  std::span<const Owner> owners_of(std::string_view folded_publisher) const;
  /// All names that begin with a word of this hash.
  std::span<const AgencyName> agencies_beginning(uint64_t first_word) const;
  /// What a host belongs to: "bbc.co.uk" of "news.bbc.co.uk". Empty for one that publishes for many
  /// and for what is no name.
  std::string_view registrable_domain(std::string_view host) const;
  /// Index of the source's kind in the methodology; `no_kind` for none and unknown ones.
  static constexpr uint32_t no_kind = UINT32_MAX;
  uint32_t kind_of(const formats::Source& source) const;
  /// What a cluster of this source alone is worth, 0–1: what its kind is; if it is anonymous, at
  /// most what the kind "anonymous" is; 0 if it does not say who or what it is.
  double weight_of(const formats::Source& source, uint32_t kind) const;
  bool qualifies(const formats::Source& source, uint32_t kind) const;

 private:
  void note(uint64_t hash) { filter_[hash >> 58] |= uint64_t{1} << (hash >> 52 & 63); }
  bool may_know(uint64_t hash) const { return (filter_[hash >> 58] >> (hash >> 52 & 63) & 1) != 0; }
  bool is_in(const std::vector<uint64_t>& hashes, uint64_t hash) const;

  const methodology::Methodology* methodology_;
  std::vector<Owner> owners_;                ///< by hash, publisher
  std::vector<AgencyName> agencies_;         ///< by first word, longest name first
  std::vector<uint64_t> suffixes_, shared_;  ///< hashes, ascending
  /// Bits by hash of all names above: most that are asked for are none of them.
  std::array<uint64_t, 64> filter_ = {};
  double anonymous_weight_ = 1;
};

struct Clustering {
  std::span<const Cluster> clusters;     ///< by their first source
  std::span<const uint32_t> cluster_of;  ///< by source
  std::span<const bool> qualifies;       ///< by source: its cluster qualifies through it
  uint32_t verified = 0;                 ///< clusters that qualify
};

/// What a key does for the group of those that share it. A group counts when one of its keys makes
/// it, or when it is hearsay about one that joins: two that hear say the same of a third who is not
/// there are not one for that.
enum class KeyRole : uint8_t {
  makes,
  joins,   ///< an id, a publisher's name as an owner or an outlet
  hearsay  ///< a text that names an outlet early, among other voices
};

/// One per thread; keeps its memory between articles.
class Clusterer {
 public:
  explicit Clusterer(const SourcePolicy& policy) : policy_(&policy) {}

  /// `texts` has read the texts of `sources`. Without `passages` merges do not say which text was
  /// reused. The result lives in `arena` and refers to the article.
  Clustering cluster(const formats::List<formats::Source>& sources, SourceReader& texts,
                     bool passages, base::Arena& arena);

 private:
  struct Key {
    uint64_t order = 0;           ///< reason in the top bits, then the hash of the folded value
    uint32_t begin = 0, end = 0;  ///< the folded value in `folded_`
    uint32_t source = 0;
    KeyRole role = KeyRole::makes;
    std::string_view written;  ///< empty: the folded value is what people read
    base::Span span;           ///< in the source's text; empty for metadata
  };

  void add_keys(const formats::Source& source, uint32_t index);
  void add_publisher_keys(const formats::Source& source, uint32_t index, size_t begin);
  void add_owner_key(const formats::Source& source, uint32_t index);
  void add_url_key(const formats::Text& url, uint32_t index);
  void add_agency_keys(uint32_t index, size_t begin, size_t end);
  void add_derivation_keys(const formats::List<formats::Source>& sources);
  void add_origin_keys(const formats::List<formats::Source>& sources, const SourceReader& texts);
  void add_outlet_keys(const formats::List<formats::Source>& sources);
  void add_reuse(SourceReader& texts, bool passages, base::Arena& arena);
  void add_key(MergeReason reason, uint32_t source, size_t begin, std::string_view written,
               KeyRole role = KeyRole::makes);
  void drop_lone_keys();
  void merge_groups(base::Arena& arena);
  void merge_group(std::span<const Key> group, base::Arena& arena);
  Clustering build(const formats::List<formats::Source>& sources, base::Arena& arena);
  void share_out_merges(std::span<Cluster> clusters, std::span<const uint32_t> cluster_of,
                        base::Arena& arena);
  void describe(Cluster& cluster, const formats::List<formats::Source>& sources,
                std::span<bool> qualifies) const;

  std::string_view folded(const Key& key) const {
    return std::string_view(folded_).substr(key.begin, key.end - key.begin);
  }

  const SourcePolicy* policy_;
  std::string folded_;
  std::vector<Key> keys_;
  DisjointSets sets_;
  std::vector<Merge> merges_;
  std::vector<Reuse> reuses_;
};

}  // namespace stet::evidence
