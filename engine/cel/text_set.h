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
  explicit TextSet(std::vector<std::string_view> texts) {
    base::sort_in_place(texts, before);
    for (const std::string_view text : texts) {
      entries_.push_back({base::load_up_to_8(text.data(), text.size()), text});
    }
  }

  bool contains(std::string_view text) const {
    if (entries_.size() > few) {
      return std::binary_search(
          entries_.begin(), entries_.end(), Entry{0, text},
          [](const Entry& a, const Entry& b) { return before(a.text, b.text); });
    }
    const uint64_t begin = base::load_up_to_8(text.data(), text.size());
    for (const Entry& entry : entries_) {
      if (entry.begin == begin && entry.text.size() == text.size() &&
          (text.size() <= 8 || base::equal(entry.text, text))) {
        return true;
      }
    }
    return false;
  }
  size_t size() const { return entries_.size(); }

 private:
  static constexpr size_t few = 8;  // looking at each is faster

  struct Entry {
    uint64_t begin;  // the first bytes: nearly all comparisons end there
    std::string_view text;
  };

  /// By size first.
  static bool before(std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }

  std::vector<Entry> entries_;
};

}  // namespace stet::cel
