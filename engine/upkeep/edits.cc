#include "engine/upkeep/edits.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "engine/cel/program.h"

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

constexpr std::array<std::string_view, 17> silent_keys{
    "title", "why",     "message",  "fix",       "tests", "owner",   "cites", "means",      "unit",
    "text",  "example", "glossary", "effective", "edit",  "version", "at",    "description"};
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

/// At most this many bytes of a value are shown.
std::string shown(const Node& node) {
  constexpr size_t most = 120;
  std::string out =
      node.is(methodology::string_node) ? "'" + std::string(node.view()) + "'" : json_of(node);
  if (out.size() <= most) return out;
  size_t cut = most;
  while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0) == 0x80) --cut;
  return out.substr(0, cut) + "…";
}

std::string canonical(std::string_view key, const Node& node) {
  if (!among(condition_keys, key) || !node.is(methodology::string_node)) return json_of(node);
  base::Problems problems;
  return cel::format(node.view(), problems).value_or(json_of(node));
}

class Comparison {
 public:
  std::vector<Edit> run(const Node& before, const Node& after) {
    compare(before, after, true);
    return std::move(edits_);
  }

 private:
  void compare(const Node& before, const Node& after, bool decides) {
    if (before.is(methodology::object_node) && after.is(methodology::object_node)) {
      return members(before, after, decides);
    }
    if (has_ids(before) && has_ids(after)) return items(before, after, decides);
    const std::string_view key = steps_.empty() ? std::string_view() : steps_.back();
    if (canonical(key, before) == canonical(key, after)) return;
    if (before.is(methodology::list_node) && after.is(methodology::list_node)) {
      return add(list_words(before, after), after, decides);
    }
    add(shown(before) + " → " + shown(after), after, decides);
  }

  void members(const Node& before, const Node& after, bool decides) {
    for (const Member& member : before.members) {
      const std::string_view key = member.key.text;
      if (among(ignored_keys, key)) continue;
      const Node* other = after.find(key);
      step(key, decides && !among(silent_keys, key), [&](bool still) {
        other != nullptr ? compare(member.value, *other, still)
                         : add("taken out, was " + shown(member.value), std::nullopt, still);
      });
    }
    for (const Member& member : after.members) {
      const std::string_view key = member.key.text;
      if (among(ignored_keys, key) || before.find(key) != nullptr) continue;
      step(key, decides && !among(silent_keys, key),
           [&](bool still) { add("new: " + shown(member.value), member.value, still); });
    }
  }

  void items(const Node& before, const Node& after, bool decides) {
    const auto find = [](const Node& list, std::string_view id) {
      const auto found = std::find_if(list.items.begin(), list.items.end(),
                                      [&](const Node& item) { return id_of(item) == id; });
      return found == list.items.end() ? nullptr : &*found;
    };
    for (const Node& item : before.items) {
      const Node* other = find(after, id_of(item));
      step(id_of(item), decides, [&](bool still) {
        other != nullptr ? compare(item, *other, still) : add("taken out", std::nullopt, still);
      });
    }
    for (const Node& item : after.items) {
      if (find(before, id_of(item)) != nullptr) continue;
      const Node* when = item.find("when");
      step(id_of(item), decides,
           [&](bool still) { add(when == nullptr ? "new" : "new: " + shown(*when), item, still); });
    }
  }

  static std::string list_words(const Node& before, const Node& after) {
    std::set<std::string> old_items, new_items;
    for (const Node& item : before.items) old_items.insert(shown(item));
    for (const Node& item : after.items) new_items.insert(shown(item));
    std::string out;
    const auto tell = [&](const std::set<std::string>& from, const std::set<std::string>& other,
                          std::string_view what) {
      for (const std::string& item : from) {
        if (other.count(item) == 0) out.append(out.empty() ? "" : ", ").append(what).append(item);
      }
    };
    tell(old_items, new_items, "without ");
    tell(new_items, old_items, "with ");
    return out.empty() ? "in another order" : out;
  }

  template <typename Inside>
  void step(std::string_view name, bool decides, Inside inside) {
    steps_.emplace_back(name);
    inside(decides);
    steps_.pop_back();
  }

  void add(const std::string& words, std::optional<Node> after, bool decides) {
    Edit edit;
    for (const std::string& one : steps_) edit.path += (edit.path.empty() ? "" : ".") + one;
    edit.words = edit.path + ": " + words;
    edit.decides = decides;
    edit.steps = steps_;
    edit.after = std::move(after);
    edits_.push_back(std::move(edit));
  }

  std::vector<std::string> steps_;
  std::vector<Edit> edits_;
};

/// Sets or takes out what `steps` lead to.
void apply(Node& node, std::span<const std::string> steps, const std::optional<Node>& value) {
  const std::string& name = steps.front();
  const bool last = steps.size() == 1;
  if (node.is(methodology::list_node)) {
    const auto found = std::find_if(node.items.begin(), node.items.end(),
                                    [&](const Node& item) { return id_of(item) == name; });
    if (!last) {
      if (found != node.items.end()) apply(*found, steps.subspan(1), value);
    } else if (!value) {
      if (found != node.items.end()) node.items.erase(found);
    } else if (found != node.items.end()) {
      *found = *value;
    } else {
      node.items.push_back(*value);
    }
    return;
  }
  const auto found = std::find_if(node.members.begin(), node.members.end(),
                                  [&](const Member& member) { return member.key.text == name; });
  if (!last) {
    if (found != node.members.end()) apply(found->value, steps.subspan(1), value);
  } else if (!value) {
    if (found != node.members.end()) node.members.erase(found);
  } else if (found != node.members.end()) {
    found->value = *value;
  } else {
    Member member;
    member.key.text = name;
    member.value = *value;
    node.members.push_back(std::move(member));
  }
}

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

std::unique_ptr<const gate::Gate> with_edit(const methodology::Methodology& before,
                                            const Edit& edit) {
  Node tree = *before.tree;
  std::erase_if(tree.members, [](const Member& member) { return member.key.text == "extends"; });
  apply(tree, edit.steps, edit.after);
  OneFile files(json_of(tree));
  base::Problems problems;
  return gate::compile("edited.json", files, problems);
}

}  // namespace stet::upkeep
