// A sorted row: of ten sources the first few keys are looked at, and a thousand cost no more than
// ten comparisons each. Tested in source_ids_test.cc.
#include "engine/evidence/source_ids.h"

#include <algorithm>
#include <tuple>

#include "engine/base/short_text.h"
#include "engine/base/sort.h"
#include "engine/evidence/source_names.h"

namespace stet::evidence {

namespace {

/// A short id is its own key.
uint64_t key_of(std::string_view id) {
  return id.size() <= 8 ? base::load_up_to_8(id.data(), id.size()) : hash_name(id);
}

}  // namespace

void SourceIds::build(const formats::List<formats::Source>& sources) {
  entries_.clear();
  for (uint32_t i = 0; i < sources.size; ++i) {
    if (!sources[i].id.present()) continue;
    const std::string_view id = trim(sources[i].id.view());
    if (!id.empty()) entries_.push_back({key_of(id), id, i});
  }
  base::sort_in_place(entries_, [](const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key : std::tie(a.id, a.source) < std::tie(b.id, b.source);
  });
}

std::span<const SourceIds::Entry> SourceIds::find(std::string_view id) const {
  const std::string_view wanted = trim(id);
  const uint64_t key = key_of(wanted);
  const Entry* first = entries_.data();
  const Entry* const end = first + entries_.size();
  constexpr size_t few = 16;
  if (entries_.size() > few) {
    first = std::partition_point(first, end, [&](const Entry& entry) { return entry.key < key; });
  } else {
    // All of them, without a branch that could be guessed wrong.
    first += std::count_if(first, end, [&](const Entry& entry) { return entry.key < key; });
  }
  while (first != end && first->key == key && !base::equal(first->id, wanted)) ++first;
  const Entry* last = first;
  while (last != end && last->key == key && base::equal(last->id, wanted)) ++last;
  return {first, last};
}

bool SourceIds::cites_listed(const formats::List<formats::Text>& cited) const {
  return std::any_of(cited.begin(), cited.end(), [&](const formats::Text& id) {
    return id.present() && !find(id.view()).empty();
  });
}

}  // namespace stet::evidence
