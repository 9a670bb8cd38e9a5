// What an author could do about the findings that hold a story: changes of single records and
// places, read off the rules. Whether one helps is found out by trying it (ways_to_pass.h).
//
//   a claim fires             cite one of the sources, add one that says so, take it out
//   words of the text fire    the rule's own edit; other words; say who says it
//   a record fires            give it the fields that the rule reads, other values, take it out
//   the story as a whole      one to three more sources of each kind that counts; what it declares;
//                             the fields of the story that the rule and its terms read
#pragma once

#include <vector>

#include "engine/gate/gate.h"
#include "engine/upkeep/remedy.h"

namespace stet::upkeep {

inline constexpr size_t most_remedies = 400;

/// `verdict` is of the story that `story` was read from, `limit` the worst decision that is good
/// enough. Values of remedies live as long as `story`.
std::vector<Remedy> find_remedies(const gate::Gate& gate, const gate::Verdict& verdict,
                                  uint32_t limit, StoryTree& story);

}  // namespace stet::upkeep
