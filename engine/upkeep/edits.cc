#include "engine/upkeep/edits.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "engine/methodology/keys.h"
#include "engine/upkeep/condition_words.h"

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

/// What people read and no decision rests on.
constexpr std::array<std::string_view, 17> silent_keys{
    "title",     "why",   "message", "fix",        "tests",   "owner",
    "cites",     "means", "unit",    "text",       "example", "glossary",
    "effective", "edit",  "version", "invariants", "rankings"};
constexpr std::array<std::string_view, 3> ignored_keys{"$schema", "extends", "stet"};
constexpr std::array<std::string_view, 4> condition_keys{"when", "each", "at", "is"};

template <size_t size>
bool among(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view id_of(const Node& node) {
  const Node* id = node.find("id");
  return id != nullptr && id->is(methodology::string_node) ? id->view() : std::string_view();
}

bool has_ids(const Node& list) {
  return list.is(methodology::list_node) && !list.items.empty() &&
         std::all_of(list.items.begin(), list.items.end(),
                     [](const Node& item) { return !id_of(item).empty(); });
}

std::string json_of(const Node& node) {
  std::string out;
  methodology::append_json(node, out);
  return out;
}

std::string shortened(std::string text) {
  constexpr size_t most = 120;  // bytes
  if (text.size() <= most) return text;
  size_t cut = most;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + "…";
}

/// A phrase with a weight as people say it, other things as they are written.
std::string shown(const Node& node) {
  const Node* text = node.find("text");
  const Node* weight = node.find("weight");
  if (text != nullptr && text->is(methodology::string_node) && node.members.size() == 2 &&
      weight != nullptr) {
    return shown(*text) + " (weight " + json_of(*weight) + ")";
  }
  return shortened(node.is(methodology::string_node) ? "'" + std::string(node.view()) + "'"
                                                     : json_of(node));
}

std::string_view text_at(const Node& node, std::string_view key) {
  const Node* found = node.find(key);
  return found != nullptr && found->is(methodology::string_node) ? found->view()
                                                                 : std::string_view();
}

std::vector<std::string> ids_of(const Node& list) {
  std::vector<std::string> out;
  for (const Node& item : list.items) out.emplace_back(id_of(item));
  return out;
}

const Node* item_called(const Node& list, std::string_view id) {
  const auto found = std::find_if(list.items.begin(), list.items.end(),
                                  [&](const Node& item) { return id_of(item) == id; });
  return found == list.items.end() ? nullptr : &*found;
}

std::string joined(const std::vector<std::string>& texts) {
  constexpr size_t most = 8;
  std::string out;
  for (size_t i = 0; i < texts.size() && i < most; ++i) out += (i == 0 ? "" : ", ") + texts[i];
  if (texts.size() > most) out += " and " + std::to_string(texts.size() - most) + " more";
  return out;
}

class Comparison {
 public:
  std::vector<Edit> run(const Node& before, const Node& after) {
    compare(before, after, methodology::file_shape());
    return std::move(edits_);
  }

 private:
  /// What the format says of what is being compared.
  struct Frame {
    std::string step, about;
    bool decides = true;
  };

  void compare(const Node& before, const Node& after, const methodology::Shape& shape) {
    if (before.is(methodology::object_node) && after.is(methodology::object_node)) {
      return members(before, after, shape);
    }
    if (has_ids(before) && has_ids(after)) return items(before, after, shape);
    const std::string_view key = frames_.empty() ? std::string_view() : frames_.back().step;
    if (among(condition_keys, key) && before.is(methodology::string_node) &&
        after.is(methodology::string_node)) {
      const std::string words = condition_words(before.view(), after.view());
      return words.empty() ? void() : add(words, &before, &after);
    }
    if (json_of(before) == json_of(after)) return;
    const bool lists = before.is(methodology::list_node) && after.is(methodology::list_node);
    add(lists ? list_words(before, after) : shown(before) + " → " + shown(after), &before, &after);
  }

  void members(const Node& before, const Node& after, const methodology::Shape& shape) {
    for (const Member& member : before.members) {
      const Node* other = after.find(member.key.text);
      step(member.key.text, shape, [&](const methodology::Shape& inner) {
        other != nullptr ? compare(member.value, *other, inner)
                         : add("taken out, was " + shown(member.value), &member.value, nullptr);
      });
    }
    for (const Member& member : after.members) {
      if (before.find(member.key.text) != nullptr) continue;
      step(member.key.text, shape, [&](const methodology::Shape&) {
        add("new: " + shown(member.value), nullptr, &member.value);
      });
    }
  }

  void items(const Node& before, const Node& after, const methodology::Shape& shape) {
    const methodology::Shape& inner = shape.items == nullptr ? unknown_shape : *shape.items;
    for (const Node& item : before.items) {
      const Node* other = item_called(after, id_of(item));
      enter(item);
      other != nullptr ? compare(item, *other, inner) : add_item("taken out", before, item, false);
      frames_.pop_back();
    }
    for (const Node& item : after.items) {
      if (item_called(before, id_of(item)) != nullptr) continue;
      const std::string_view when = text_at(item, "when");
      enter(item);
      add_item(when.empty() ? "new" : "new: '" + shortened(std::string(when)) + "'", after, item,
               true);
      frames_.pop_back();
    }
    order(before, after);
  }

  /// Of ordered lists: decisions from best to worst, labels from worst to best.
  void order(const Node& before, const Node& after) {
    const std::string_view key = frames_.empty() ? std::string_view() : frames_.back().step;
    if (key != "decisions" && key != "labels") return;
    std::vector<std::string> was = ids_of(before), is = ids_of(after);
    std::erase_if(was, [&](const std::string& id) { return item_called(after, id) == nullptr; });
    std::erase_if(is, [&](const std::string& id) { return item_called(before, id) == nullptr; });
    if (was == is) return;
    add("in another order: " + joined(is), nullptr, nullptr);
    edits_.back().order_before = ids_of(before);
    edits_.back().order_after = ids_of(after);
  }

  static std::string list_words(const Node& before, const Node& after) {
    std::set<std::string> old_items, new_items;
    for (const Node& item : before.items) old_items.insert(shown(item));
    for (const Node& item : after.items) new_items.insert(shown(item));
    const auto only = [](const std::set<std::string>& from, const std::set<std::string>& other) {
      std::vector<std::string> out;
      for (const std::string& item : from) {
        if (other.count(item) == 0) out.push_back(item);
      }
      return joined(out);
    };
    const std::string lost = only(old_items, new_items), come = only(new_items, old_items);
    if (lost.empty() && come.empty()) return "in another order";
    if (lost.empty()) return "with " + come;
    return come.empty() ? "without " + lost : "without " + lost + "; with " + come;
  }

  void enter(const Node& item) {
    const std::string_view title = text_at(item, "title");
    const bool decides = frames_.empty() || frames_.back().decides;
    frames_.push_back({std::string(id_of(item)), std::string(title), decides});
  }

  template <typename Inside>
  void step(std::string_view key, const methodology::Shape& shape, Inside inside) {
    if (among(ignored_keys, key)) return;
    const methodology::Key* known = shape.object == nullptr ? nullptr : shape.object->find(key);
    const methodology::Shape* inner = known != nullptr          ? &known->shape
                                      : shape.object == nullptr ? nullptr
                                                                : shape.object->value;
    // What a rule is called says more than what the format says of its keys.
    const bool titled = !frames_.empty() && !frames_.back().about.empty() && frames_.size() > 1;
    const bool decides = (frames_.empty() || frames_.back().decides) && !among(silent_keys, key);
    frames_.push_back({std::string(key),
                       titled             ? frames_.back().about
                       : known == nullptr ? std::string()
                                          : methodology::meaning_of(*known),
                       decides});
    inside(inner == nullptr ? unknown_shape : *inner);
    frames_.pop_back();
  }

  void add(std::string words, const Node* before, const Node* after) {
    Edit edit;
    for (const Frame& frame : frames_) {
      edit.path.append(edit.path.empty() ? "" : ".").append(frame.step);
      edit.steps.push_back(frame.step);
    }
    edit.words = std::move(words);
    edit.about = frames_.empty() ? std::string() : frames_.back().about;
    edit.decides = frames_.empty() || frames_.back().decides;
    if (before != nullptr) edit.before = *before;
    if (after != nullptr) edit.after = *after;
    edits_.push_back(std::move(edit));
  }

  void add_item(std::string words, const Node& list, const Node& item, bool come) {
    add(std::move(words), come ? nullptr : &item, come ? &item : nullptr);
    std::vector<std::string>& follows = edits_.back().follows;
    for (const Node& other : list.items) {
      if (&other == &item) break;
      follows.insert(follows.begin(), std::string(id_of(other)));
    }
  }

  static constexpr methodology::Shape unknown_shape{};
  std::vector<Frame> frames_;
  std::vector<Edit> edits_;
};

void reorder(Node& list, const std::vector<std::string>& order) {
  const auto rank = [&](const Node& item) {
    return std::find(order.begin(), order.end(), id_of(item)) - order.begin();
  };
  std::stable_sort(list.items.begin(), list.items.end(),
                   [&](const Node& a, const Node& b) { return rank(a) < rank(b); });
}

/// One edit in a tree, forth or back.
class Application {
 public:
  Application(const Edit& edit, bool forth)
      : edit_(edit), forth_(forth), value_(forth ? edit.after : edit.before) {}

  void run(Node& node, size_t depth = 0) {
    if (depth == edit_.steps.size()) {
      if (!edit_.order_after.empty()) {
        reorder(node, forth_ ? edit_.order_after : edit_.order_before);
      }
      return;
    }
    const bool last = depth + 1 == edit_.steps.size() && edit_.order_after.empty();
    node.is(methodology::list_node) ? item(node, depth, last) : member(node, depth, last);
  }

 private:
  void item(Node& list, size_t depth, bool last) {
    const auto found = std::find_if(list.items.begin(), list.items.end(), [&](const Node& item) {
      return id_of(item) == edit_.steps[depth];
    });
    const bool there = found != list.items.end();
    if (!last) return there ? run(*found, depth + 1) : void();
    if (!value_) return there ? void(list.items.erase(found)) : void();
    there ? void(*found = *value_) : insert(list);
  }

  void insert(Node& list) {
    auto at = list.items.begin();
    for (const std::string& id : edit_.follows) {
      const auto found = std::find_if(list.items.begin(), list.items.end(),
                                      [&](const Node& item) { return id_of(item) == id; });
      if (found == list.items.end()) continue;
      at = found + 1;
      break;
    }
    list.items.insert(at, *value_);
  }

  void member(Node& node, size_t depth, bool last) {
    const auto found =
        std::find_if(node.members.begin(), node.members.end(),
                     [&](const Member& member) { return member.key.text == edit_.steps[depth]; });
    const bool there = found != node.members.end();
    if (!last) return there ? run(found->value, depth + 1) : void();
    if (!value_) return there ? void(node.members.erase(found)) : void();
    if (there) {
      found->value = *value_;
      return;
    }
    Member made;
    made.key.text = edit_.steps[depth];
    made.value = *value_;
    node.members.push_back(std::move(made));
  }

  const Edit& edit_;
  bool forth_;
  const std::optional<Node>& value_;
};

class OneFile : public methodology::FileSource {
 public:
  explicit OneFile(std::string bytes) : bytes_(std::move(bytes)) {}
  std::optional<std::string> read(const std::string&) override { return bytes_; }
  std::string resolve(const std::string&, const std::string& target) override { return target; }

 private:
  std::string bytes_;
};

}  // namespace

std::vector<Edit> compare(const methodology::Methodology& before,
                          const methodology::Methodology& after) {
  return Comparison().run(*before.tree, *after.tree);
}

std::unique_ptr<const gate::Gate> with_edits(const methodology::Methodology& from,
                                             std::span<const Edit* const> edits, bool forth) {
  Node tree = *from.tree;
  std::erase_if(tree.members, [](const Member& member) { return member.key.text == "extends"; });
  for (const Edit* edit : edits) Application(*edit, forth).run(tree);
  OneFile files(json_of(tree));
  base::Problems problems;
  return gate::compile("edited.json", files, problems);
}

}  // namespace stet::upkeep
