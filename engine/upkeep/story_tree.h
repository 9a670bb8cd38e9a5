// A story as a tree that can be changed: what invariants are proven with. Whatever format it came
// in, it is canonical JSON here, so lists are lists and records objects.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/formats/reader.h"
#include "engine/methodology/methodology.h"
#include "engine/methodology/node.h"

namespace stet::upkeep {

/// Copies share the texts, which only ever grow. Not for use by two threads at once.
class StoryTree {
 public:
  using Node = methodology::Node;

  StoryTree();
  /// Nothing when it cannot be read as a story.
  static std::optional<StoryTree> read(std::string_view bytes, formats::Format format,
                                       const methodology::Methodology& methodology);

  Node root;

  Node text(std::string_view value);
  Node number(int64_t value);
  static Node list(std::vector<Node> items = {});
  static Node object();

  /// Puts `value` at `key`, in the place of what stands there.
  void set(Node& object, std::string_view key, Node value);
  void set(Node& object, std::string_view key, std::string_view value) {
    set(object, key, text(value));
  }
  /// The items at `key`; the list is made when there is none.
  std::vector<Node>& items(Node& object, std::string_view key);

  std::string json() const;

 private:
  struct Texts;
  std::shared_ptr<Texts> texts_;
};

/// The items at `key`; empty when there is no such list.
std::vector<methodology::Node>* items_at(methodology::Node& object, std::string_view key);
void erase(methodology::Node& object, std::string_view key);
/// The text at `key`, or nothing.
std::string_view text_at(const methodology::Node& object, std::string_view key);

}  // namespace stet::upkeep
