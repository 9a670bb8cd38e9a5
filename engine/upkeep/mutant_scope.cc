#include "engine/upkeep/mutant_scope.h"

#include <algorithm>

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

std::string json_of(const Node& node) {
  std::string out;
  methodology::append_json(node, out);
  return out;
}

}  // namespace

MutantScope::MutantScope(std::span<const Edit> edits) {
  for (const Edit& edit : edits) {
    // Fewer examples notice less, whatever the condition says.
    const bool tests = edit.steps.size() > 2 && edit.steps[2] == "tests";
    if (!edit.decides && !tests) continue;
    if (edit.steps.size() > 1 && edit.steps[0] == "rules") rules_.insert(edit.steps[1]);
    if (edit.steps.size() > 1 && edit.steps[0] == "terms") terms_.insert(edit.steps[1]);
    if (edit.after && edit.decides) add_new(edit.before ? &*edit.before : nullptr, *edit.after);
  }
}

bool MutantScope::value(uint32_t file, base::Span place) const {
  return all_ || std::any_of(places_.begin(), places_.end(), [&](const Place& one) {
           return one.file == file && one.span.begin <= place.begin && place.end <= one.span.end;
         });
}

void MutantScope::add_new(const Node* before, const Node& after) {
  if (before == nullptr || before->type != after.type) {
    return places_.push_back({after.file, after.place});
  }
  if (after.is(methodology::object_node)) {
    for (const Member& member : after.members) {
      add_new(before->find(member.key.text), member.value);
    }
    return;
  }
  if (!after.is(methodology::list_node)) {
    if (json_of(*before) != json_of(after)) places_.push_back({after.file, after.place});
    return;
  }
  std::set<std::string> known;
  for (const Node& item : before->items) known.insert(json_of(item));
  for (const Node& item : after.items) {
    if (known.count(json_of(item)) == 0) places_.push_back({item.file, item.place});
  }
}

}  // namespace stet::upkeep
