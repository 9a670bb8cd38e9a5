// The owners, agencies and kinds of a methodology, sorted for look-up by hash.
// Tested in tests/evidence/clusters_test.cc.
#include <algorithm>
#include <limits>

#include "engine/base/short_text.h"
#include "engine/base/sort.h"
#include "engine/evidence/clusters.h"
#include "engine/evidence/source_names.h"

namespace stet::evidence {

namespace {

std::string fold(std::string_view name) {
  std::string folded;
  append_folded_name(folded, name);
  return folded;
}

bool is_anonymous(const formats::Source& source) {
  // What is neither true nor false does not make a source a named one.
  return source.anonymous.presence == formats::Presence::malformed ||
         (source.anonymous.present() && source.anonymous.value);
}

bool says_something(const formats::Text& text) {
  return text.present() && !trim(text.view()).empty();
}

bool is_identified(const formats::Source& source) {
  return says_something(source.publisher) || says_something(source.url) ||
         says_something(source.name) || says_something(source.owner) ||
         says_something(source.canonical_url) || says_something(source.credit_text);
}

}  // namespace

SourcePolicy::SourcePolicy(const methodology::Methodology& methodology)
    : methodology_(&methodology) {
  for (const methodology::Owner& owner : methodology.owners) {
    for (const std::string& publisher : owner.publishers) {
      const std::string folded = fold(publisher);
      if (!folded.empty())
        owners_.push_back({hash_name(folded), folded, fold(owner.name), owner.name});
    }
  }
  base::sort(owners_, [](const Owner& a, const Owner& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.publisher < b.publisher;
  });

  for (uint32_t i = 0; i < methodology.agencies.size(); ++i) {
    for (const std::string& name : methodology.agencies[i].names) {
      const std::string folded = fold(name);
      const std::string_view word = first_word(folded);
      if (!word.empty()) agencies_.push_back({hash_name(word), folded, i});
    }
  }
  base::sort(agencies_, [](const AgencyName& a, const AgencyName& b) {
    return a.first_word != b.first_word ? a.first_word < b.first_word
                                        : a.name.size() > b.name.size();
  });

  for (const std::string& suffix : methodology.domains.suffixes) {
    suffixes_.push_back(hash_name(suffix));
  }
  for (const std::string& shared : methodology.domains.shared) shared_.push_back(hash_name(shared));
  base::sort(suffixes_);
  base::sort(shared_);

  for (const Owner& owner : owners_) note(owner.hash);
  for (const AgencyName& agency : agencies_) note(agency.first_word);
  for (const uint64_t hash : suffixes_) note(hash);
  for (const uint64_t hash : shared_) note(hash);

  for (const methodology::SourceKind& kind : methodology.source_kinds) {
    if (kind.id == "anonymous") anonymous_weight_ = kind.weight;
  }
}

std::span<const SourcePolicy::Owner> SourcePolicy::owners_of(
    std::string_view folded_publisher) const {
  const uint64_t hash = hash_name(folded_publisher);
  if (!may_know(hash)) return {};
  auto first = std::lower_bound(owners_.begin(), owners_.end(), hash,
                                [](const Owner& owner, uint64_t h) { return owner.hash < h; });
  while (first != owners_.end() && first->hash == hash && first->publisher != folded_publisher) {
    ++first;
  }
  auto last = first;
  while (last != owners_.end() && last->hash == hash && last->publisher == folded_publisher) ++last;
  return std::span(owners_).subspan(static_cast<size_t>(first - owners_.begin()),
                                    static_cast<size_t>(last - first));
}

/// The label before the longest known suffix; of no known one, before the last label.
std::string_view SourcePolicy::registrable_domain(std::string_view host) const {
  const size_t last = host.rfind('.');
  const bool named = last != std::string_view::npos && last > 0 && last + 1 < host.size() &&
                     (host[last + 1] < '0' || host[last + 1] > '9');
  if (!named) return {};
  // From the end on, a label at a time, as long as what follows it is a suffix.
  size_t begin = host.rfind('.', last - 1) + 1;
  while (begin > 0 && is_in(suffixes_, hash_name(host.substr(begin)))) {
    begin = begin < 2 ? 0 : host.rfind('.', begin - 2) + 1;
  }
  const std::string_view domain = host.substr(begin);
  const uint64_t hash = hash_name(domain);
  if (is_in(suffixes_, hash) || is_in(shared_, hash)) return {};
  return begin > 0 && is_in(shared_, hash_name(host)) ? std::string_view{} : domain;
}

bool SourcePolicy::is_in(const std::vector<uint64_t>& hashes, uint64_t hash) const {
  return may_know(hash) && std::binary_search(hashes.begin(), hashes.end(), hash);
}

std::span<const SourcePolicy::AgencyName> SourcePolicy::agencies_beginning(
    uint64_t first_word) const {
  if (!may_know(first_word)) return {};
  const auto first = std::lower_bound(
      agencies_.begin(), agencies_.end(), first_word,
      [](const AgencyName& name, uint64_t hash) { return name.first_word < hash; });
  auto last = first;
  while (last != agencies_.end() && last->first_word == first_word) ++last;
  return std::span(agencies_).subspan(static_cast<size_t>(first - agencies_.begin()),
                                      static_cast<size_t>(last - first));
}

uint32_t SourcePolicy::kind_of(const formats::Source& source) const {
  if (!source.kind.present()) return no_kind;
  const auto& kinds = methodology_->source_kinds;
  for (uint32_t i = 0; i < kinds.size(); ++i) {
    if (base::equal(kinds[i].id, source.kind.view())) return i;
  }
  return no_kind;
}

double SourcePolicy::weight_of(const formats::Source& source, uint32_t kind) const {
  if (kind == no_kind || !is_identified(source)) return 0;
  const double weight = methodology_->source_kinds[kind].weight;
  return is_anonymous(source) ? std::min(weight, anonymous_weight_) : weight;
}

bool SourcePolicy::qualifies(const formats::Source& source, uint32_t kind) const {
  return kind != no_kind && methodology_->source_kinds[kind].qualifies && !is_anonymous(source) &&
         is_identified(source);
}

}  // namespace stet::evidence
