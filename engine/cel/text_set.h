// The constant list of `x in ['a', 'b', …]`, made when the rules file is loaded.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/base/short_text.h"
#include "engine/base/sort.h"

namespace stet::cel {

class TextSet {
 public:
  explicit TextSet(std::vector<std::string_view> texts) : texts_(std::move(texts)) {
    base::sort_in_place(texts_, before);
  }

  bool contains(std::string_view text) const {
    if (texts_.size() > few) {
      return std::binary_search(texts_.begin(), texts_.end(), text, before);
    }
    for (const std::string_view one : texts_) {
      if (base::equal(one, text)) return true;
    }
    return false;
  }
  size_t size() const { return texts_.size(); }

 private:
  static constexpr size_t few = 8;  // looking at each is faster

  /// By size first: most comparisons end there.
  static bool before(std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }

  std::vector<std::string_view> texts_;
};

}  // namespace stet::cel
