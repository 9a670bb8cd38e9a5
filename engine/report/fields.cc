#include "engine/report/fields.h"
#include "engine/base/sort.h"

#include <algorithm>

namespace stet::report {

namespace {

std::string_view field_of(methodology::Part part) {
  switch (part) {
    case methodology::Part::headline: return "headline";
    case methodology::Part::description: return "description";
    case methodology::Part::takeaway: return "takeaways";
    case methodology::Part::claim: return "claims";
    case methodology::Part::body: return "articleBody";
  }
  return "articleBody";
}

bool is_listed(methodology::Part part) {
  return part != methodology::Part::headline && part != methodology::Part::description;
}

}  // namespace

void Fields::build() {
  built_ = true;
  if (verdict_.article == nullptr || verdict_.evidence == nullptr) return;
  const formats::Article& article = *verdict_.article;
  for (const evidence::Passage& passage : verdict_.evidence->passages) {
    Entry entry{passage.text->source, field_of(passage.part), std::nullopt, passage.text};
    if (is_listed(passage.part)) entry.index = passage.index;
    entries_.push_back(entry);
  }
  const auto add_records = [&](std::string_view field, const auto& records) {
    for (uint32_t i = 0; i < records.size; ++i) {
      entries_.push_back({records[i].place, field, i, nullptr});
    }
  };
  add_records("claims", article.claims);
  add_records("sources", article.sources);
  add_records("affected", article.affected);
  // Of two that begin together the longer first; a record before its text that is all of it.
  base::sort_in_place(entries_, [](const Entry& a, const Entry& b) {
    if (a.source.begin != b.source.begin) return a.source.begin < b.source.begin;
    if (a.source.end != b.source.end) return a.source.end > b.source.end;
    if (a.text == nullptr || b.text == nullptr) return a.text == nullptr && b.text != nullptr;
    return a.index < b.index;
  });
}

std::optional<FieldPlace> Fields::at(base::Span place) {
  if (!built_) build();
  auto after = std::upper_bound(
      entries_.begin(), entries_.end(), place.begin,
      [](uint32_t begin, const Entry& entry) { return begin < entry.source.begin; });
  // The innermost stands last: a claim's text within the claim.
  while (after != entries_.begin()) {
    const Entry& entry = *--after;
    const bool inside = entry.source.contains(place);
    if (!inside && entry.text != nullptr) continue;
    if (!inside) return std::nullopt;
    FieldPlace found{entry.field, entry.index, {}, {}};
    if (entry.text == nullptr) return found;
    found.text = entry.text->text;
    found.within = base::to_text(*entry.text, verdict_.input, place);
    return found;
  }
  return std::nullopt;
}

}  // namespace stet::report
