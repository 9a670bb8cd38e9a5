// Finds listed sources by the id that claims, blocks and other sources cite.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/formats/article.h"

namespace stet::evidence {

/// Keeps its memory between articles. Ids are compared without surrounding space. Nothing forbids
/// two sources with one id; both are found then.
class SourceIds {
 public:
  struct Entry {
    uint64_t key = 0;  ///< of the id: most comparisons end here
    std::string_view id;
    uint32_t source = 0;  ///< index into Article::sources
  };

  void build(const formats::List<formats::Source>& sources);
  /// The sources called `id`, in their order in the article.
  std::span<const Entry> find(std::string_view id) const;
  /// Whether any of `cited` is listed.
  bool cites_listed(const formats::List<formats::Text>& cited) const;

 private:
  std::vector<Entry> entries_;  ///< by key, id, source
};

}  // namespace stet::evidence
