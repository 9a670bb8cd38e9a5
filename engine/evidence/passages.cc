// Tested in tests/evidence/collect_test.cc.
#include "engine/evidence/passages.h"

namespace stet::evidence {

namespace {

class Gatherer {
 public:
  explicit Gatherer(std::span<Passage> room) : room_(room) {}

  /// Null when there is nothing to read.
  Passage* add(Part part, const formats::Text& text, uint32_t index = 0) {
    if (!text.present() || text.view().empty()) return nullptr;
    Passage& passage = room_[count_++];
    passage.part = part;
    passage.text = &text.value;
    passage.index = index;
    return &passage;
  }

  std::span<Passage> result() const { return room_.first(count_); }

 private:
  std::span<Passage> room_;
  size_t count_ = 0;
};

}  // namespace

std::span<Passage> find_passages(const formats::Article& article, const SourceIds& ids,
                                 base::Arena& arena) {
  constexpr size_t headline_and_description = 2;
  Gatherer gatherer(arena.make_array<Passage>(headline_and_description +
                                              size_t{article.takeaways.size} + article.claims.size +
                                              article.article_body.size));
  gatherer.add(Part::headline, article.headline);
  gatherer.add(Part::description, article.description);
  for (uint32_t i = 0; i < article.takeaways.size; ++i) {
    gatherer.add(Part::takeaway, article.takeaways[i], i);
  }
  for (uint32_t i = 0; i < article.claims.size; ++i) {
    const formats::Claim& claim = article.claims[i];
    Passage* passage = gatherer.add(Part::claim, claim.text, i);
    if (passage != nullptr) passage->cites = ids.cites_listed(claim.sources);
  }
  for (uint32_t i = 0; i < article.article_body.size; ++i) {
    const formats::Block& block = article.article_body[i];
    Passage* passage = gatherer.add(Part::body, block.text, i);
    if (passage == nullptr) continue;
    passage->cites = ids.cites_listed(block.sources);
    if (block.section.present()) passage->section = block.section.view();
    if (block.kind.present()) passage->block_kind = block.kind.view();
  }
  return gatherer.result();
}

}  // namespace stet::evidence
