// The smallest story that still shows something: parts that do not matter are taken out, one after
// another, as long as it does. Tested in tests/upkeep/invariants_test.cc.
#pragma once

#include <cstddef>
#include <functional>

#include "engine/upkeep/story_tree.h"

namespace stet::upkeep {

/// Asks `shows` `most` times at the most.
void shrink(StoryTree& story, const std::function<bool(const StoryTree&)>& shows, size_t most);

}  // namespace stet::upkeep
