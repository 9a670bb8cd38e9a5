#include "engine/methodology/load.h"

#include <algorithm>
#include <vector>

#include "engine/base/name_table.h"
#include "engine/base/sha256.h"
#include "engine/methodology/check.h"
#include "engine/methodology/messages.h"

namespace stet::methodology {
namespace {

constexpr Shape anything{.types = 0x7F};

std::string_view id_of(const Node& node) {
  const Node* id = node.find("id");
  return id && id->is(string_node) ? id->view() : std::string_view();
}

const Shape& shape_of_key(const Shape& shape, std::string_view name) {
  if (!shape.object) return anything;
  if (shape.object->value) return *shape.object->value;
  const Key* key = shape.object->find(name);
  return key ? key->shape : anything;
}

void merge_members(Node& under, Node over, const Shape& shape) {
  base::NameTable places;
  for (uint32_t i = 0; i < under.members.size(); ++i) places.add(under.members[i].key.text, i);
  std::vector<bool> removed(under.members.size());
  for (Member& member : over.members) {
    const std::optional<uint32_t> same = places.find(member.key.text);
    if (!same) {
      under.members.push_back(std::move(member));
    } else if (member.value.is(null_node)) {
      removed[*same] = true;
    } else {
      Member& below = under.members[*same];
      below.key = member.key;
      below.key_place = member.key_place;
      below.key_file = member.key_file;
      merge(below.value, std::move(member.value), shape_of_key(shape, member.key.text));
    }
  }
  size_t kept = 0;
  for (size_t i = 0; i < under.members.size(); ++i) {
    if (i < removed.size() && removed[i]) continue;
    if (kept != i) under.members[kept] = std::move(under.members[i]);
    ++kept;
  }
  under.members.resize(kept);
  under.place = over.place;
  under.file = over.file;
}

/// Two of one id within `over` stay two: that is a mistake of that file, told when it is checked.
void merge_items(Node& under, Node over, const Shape& item) {
  base::NameTable places;
  for (uint32_t i = 0; i < under.items.size(); ++i) {
    if (!id_of(under.items[i]).empty()) places.add(id_of(under.items[i]), i);
  }
  std::vector<bool> merged(under.items.size());
  for (Node& node : over.items) {
    const std::optional<uint32_t> same = places.find(id_of(node));
    if (!same || merged[*same]) {
      under.items.push_back(std::move(node));
    } else {
      merged[*same] = true;
      merge(under.items[*same], std::move(node), item);
    }
  }
  under.place = over.place;
  under.file = over.file;
}

class Loader {
 public:
  Loader(FileSource& source, Methodology& methodology, base::Problems& problems)
      : source_(source),
        methodology_(methodology),
        problems_(problems),
        messages_(methodology, problems) {}

  /// Reads `name` and what it extends. `from` names it in the file above; null for the entry.
  void read(const std::string& name, const Node* from);
  std::optional<Node> merged();

 private:
  bool may_read(const std::string& name, const Node* from);
  std::optional<Node> parse(const std::string& name, const Node* from);
  void check_extends(const Node& root, size_t found);
  void check_digest(const std::string& name, const Node& wanted);

  FileSource& source_;
  Methodology& methodology_;
  base::Problems& problems_;
  Messages messages_;
  std::vector<std::string> chain_;  ///< from the entry to the file being read
  std::vector<Node> layers_;        ///< lowest first
  bool complete_ = true;
};

bool Loader::may_read(const std::string& name, const Node* from) {
  if (!from) return true;
  const auto open = std::find(chain_.begin(), chain_.end(), name);
  if (open != chain_.end()) {
    std::vector<std::string> circle(open, chain_.end());
    circle.push_back(name);
    messages_.extends_cycle(*from, circle);
    return complete_ = false;
  }
  const auto& files = methodology_.files;
  const bool seen =
      std::any_of(files.begin(), files.end(), [&](const auto& file) { return file->name == name; });
  if (seen) return false;
  if (chain_.size() >= max_extends_depth) {
    messages_.extends_too_deep(*from, max_extends_depth);
    return complete_ = false;
  }
  if (files.size() >= max_files) {
    messages_.too_many_files(*from, max_files);
    return complete_ = false;
  }
  return true;
}

std::optional<Node> Loader::parse(const std::string& name, const Node* from) {
  std::optional<std::string> bytes = source_.read(name);
  if (!bytes) {
    messages_.no_such_file(from, name);
    return std::nullopt;
  }
  const auto index = static_cast<uint32_t>(methodology_.files.size());
  methodology_.files.push_back(std::make_unique<File>(File{name, std::move(*bytes)}));
  const File& file = *methodology_.files.back();
  std::optional<Node> root =
      parse_file({file.bytes, file.name, index}, methodology_.arena, problems_);
  if (root && !root->is(object_node)) {
    messages_.wrong_type(*root, file_shape());
    return std::nullopt;
  }
  return root;
}

/// What is wrong in `extends` is told when the merged tree is checked, except in files below the
/// entry, whose `extends` does not survive.
void Loader::check_extends(const Node& root, size_t found) {
  const Node* extends = root.find("extends");
  if (extends == nullptr || root.file == 0) return;
  const size_t named = extends->is(list_node) ? extends->items.size() : 1;
  if (found != named) messages_.wrong_type(*extends, file_shape().object->find("extends")->shape);
}

void Loader::check_digest(const std::string& name, const Node& wanted) {
  const auto file = std::find_if(methodology_.files.begin(), methodology_.files.end(),
                                 [&](const auto& each) { return each->name == name; });
  if (file == methodology_.files.end() || !has_form(wanted.view(), Form::digest)) return;
  const std::string found = base::to_hex(base::sha256((*file)->bytes));
  const auto same = [](char a, char b) { return a == (b >= 'A' && b <= 'F' ? b | 0x20 : b); };
  const std::string_view digits = wanted.view();
  if (!std::equal(found.begin(), found.end(), digits.begin(), digits.end(), same)) {
    messages_.other_file(wanted, name, found);
  }
}

void Loader::read(const std::string& name, const Node* from) {
  if (!may_read(name, from)) return;
  std::optional<Node> root = parse(name, from);
  if (!root) {
    complete_ = false;
    return;
  }
  const Node* version = root->find("stet");
  if (version && root->file != 0 && !(version->is(integer_node) && version->integer == 1)) {
    messages_.wrong_version(*version);
  }
  chain_.push_back(name);
  const std::vector<Extended> targets = extended_files(*root);
  check_extends(*root, targets.size());
  for (const Extended& target : targets) {
    const std::string below = source_.resolve(name, std::string(target.file->view()));
    read(below, target.file);
    if (target.sha256 != nullptr) check_digest(below, *target.sha256);
  }
  chain_.pop_back();
  layers_.push_back(std::move(*root));
}

std::optional<Node> Loader::merged() {
  if (!complete_ || layers_.empty()) return std::nullopt;
  Node result = std::move(layers_[0]);
  for (size_t i = 1; i < layers_.size(); ++i) merge(result, std::move(layers_[i]), file_shape());
  return result;
}

}  // namespace

std::vector<Extended> extended_files(const Node& root) {
  std::vector<Extended> out;
  const Node* extends = root.find("extends");
  if (extends == nullptr) return out;
  if (extends->is(string_node)) out.push_back({extends});
  for (const Node& item : extends->items) {
    if (item.is(string_node)) out.push_back({&item});
    const Node* file = item.find("file");
    const Node* sha256 = item.find("sha256");
    const bool pinned =
        file != nullptr && file->is(string_node) && sha256 != nullptr && sha256->is(string_node);
    if (pinned) out.push_back({file, sha256});
  }
  return out;
}

void merge(Node& under, Node over, const Shape& shape) {
  if (under.is(object_node) && over.is(object_node)) {
    merge_members(under, std::move(over), shape);
  } else if (shape.by_id && shape.items && under.is(list_node) && over.is(list_node)) {
    merge_items(under, std::move(over), *shape.items);
  } else {
    under = std::move(over);
  }
}

std::optional<Node> load(const std::string& entry, FileSource& source, Methodology& methodology,
                         base::Problems& problems) {
  Loader loader(source, methodology, problems);
  loader.read(entry, nullptr);
  return loader.merged();
}

}  // namespace stet::methodology
