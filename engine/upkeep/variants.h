// Stories made up to try out invariants: changes of a methodology's examples and cases, and stories
// of a small world in which names, owners, addresses and words collide often. Their words are those
// that the methodology's own lists look for. The same number gives the same story everywhere.
// Tested in tests/upkeep/invariants_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/upkeep/random.h"
#include "engine/upkeep/story_tree.h"
#include "engine/upkeep/test_stories.h"

namespace stet::upkeep {

/// What stories are made of.
struct Materials {
  std::vector<std::string> phrases;     ///< of all lists
  std::vector<std::string> moods;       ///< those that, alone, move sentiment and nothing else
  std::vector<std::string> weights;     ///< those that, alone, move impact and nothing else
  std::vector<std::string> kinds;       ///< of sources
  std::vector<std::string> qualifying;  ///< those that count
  std::vector<std::string> agencies;    ///< a name of each
};

Materials materials_of(const gate::Gate& gate);

class Variants {
 public:
  /// `bases` are changed; all live as long as this.
  Variants(const methodology::Methodology& methodology, const Materials& materials,
           const std::vector<TestStory>& bases)
      : methodology_(methodology), materials_(materials), bases_(bases) {}

  struct Drawn {
    StoryTree story;
    std::string now;
  };
  Drawn draw(uint32_t number) const;

 private:
  StoryTree from_nothing(Random& random) const;
  void change(StoryTree& story, Random& random) const;
  std::string sentence(Random& random) const;
  methodology::Node source(StoryTree& story, Random& random, uint32_t number) const;
  methodology::Node claim(StoryTree& story, Random& random) const;

  const methodology::Methodology& methodology_;
  const Materials& materials_;
  const std::vector<TestStory>& bases_;
};

}  // namespace stet::upkeep
