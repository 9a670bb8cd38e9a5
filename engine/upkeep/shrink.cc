#include "engine/upkeep/shrink.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

class Shrinking {
 public:
  Shrinking(StoryTree& story, const std::function<bool(const StoryTree&)>& shows, size_t most)
      : story_(story), shows_(shows), left_(most) {}

  void run() {
    do {
      smaller_ = false;
      visit(story_.root);
    } while (smaller_ && left_ > 0);
  }

 private:
  bool still_shows() {
    if (left_ == 0) return false;
    --left_;
    const bool shows = shows_(story_);
    smaller_ = smaller_ || shows;
    return shows;
  }

  void visit(Node& node) {
    drop(node.members);
    drop(node.items);
    for (Member& member : node.members) visit(member.value);
    for (Node& item : node.items) visit(item);
    if (node.is(methodology::string_node)) shorten(node);
  }

  /// From the end, so that what stands before keeps its place.
  template <typename Part>
  void drop(std::vector<Part>& parts) {
    for (size_t i = parts.size(); i-- > 0;) {
      const auto at = parts.begin() + static_cast<std::ptrdiff_t>(i);
      Part taken = std::move(*at);
      parts.erase(at);
      if (still_shows()) continue;
      parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), std::move(taken));
    }
  }

  /// Words are taken off the end, then off the beginning: half of them, a quarter, … one.
  void shorten(Node& node) {
    const std::vector<std::string_view> words = words_of(node.view());
    size_t first = 0, last = words.size();
    for (const bool at_end : {true, false}) {
      for (size_t part = (last - first) / 2; part > 0; part /= 2) {
        while (last - first > part) {
          const size_t from = at_end ? first : first + part, to = at_end ? last - part : last;
          const std::string_view whole = node.view();
          const char* end = words[to - 1].data() + words[to - 1].size();
          node.text.text = {words[from].data(), static_cast<size_t>(end - words[from].data())};
          if (!still_shows()) {
            node.text.text = whole;
            break;
          }
          first = from;
          last = to;
        }
      }
    }
  }

  static std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find(' ', begin), text.size());
      if (end > begin) words.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return words;
  }

  StoryTree& story_;
  const std::function<bool(const StoryTree&)>& shows_;
  size_t left_;
  bool smaller_ = false;
};

}  // namespace

void shrink(StoryTree& story, const std::function<bool(const StoryTree&)>& shows, size_t most) {
  Shrinking(story, shows, most).run();
}

}  // namespace stet::upkeep
