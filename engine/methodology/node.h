// A rules file as a tree: every key and value knows its file and place, so that a mistake found
// after merging five files is still shown where somebody typed it.
//
// JSON with comments and YAML give the same tree. Tested in tests/methodology/json_tree_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/mapped_text.h"
#include "engine/base/problem.h"
#include "engine/base/span.h"

namespace stet::methodology {

/// Bits, so that a key can say which types it takes.
enum NodeType : uint8_t {
  null_node = 1,
  boolean_node = 2,
  integer_node = 4,
  number_node = 8,
  string_node = 16,
  list_node = 32,
  object_node = 64,
};

struct Member;

struct Node {
  NodeType type = null_node;
  bool boolean = false;
  uint32_t file = 0;      ///< index into Methodology::files
  base::Span place;       ///< quotes and brackets included
  base::MappedText text;  ///< of a string; of a number, as written
  int64_t integer = 0;
  double number = 0;  ///< of an integer, too
  std::vector<Node> items;
  std::vector<Member> members;

  bool is(NodeType kind) const { return type == kind; }
  std::string_view view() const { return text.text; }
  /// The value of a key, or null. Linear: for the few keys of a known object.
  const Node* find(std::string_view key) const;
};

struct Member {
  base::MappedText key;
  base::Span key_place;
  uint32_t key_file = 0;
  Node value;
};

/// "null", "the string 'x'", "a list", … for messages.
std::string describe(const Node& node);
/// "a string or a list" for a set of types.
std::string type_names(uint8_t types);

/// Depth of lists and objects in a rules file.
inline constexpr uint32_t max_depth = 64;
/// Bytes of one rules file.
inline constexpr size_t max_file_bytes = size_t{16} << 20;
/// Keys and values of one rules file.
inline constexpr uint32_t max_nodes = 1000000;

/// What a parser needs to know of the file it reads.
struct ParseInput {
  std::string_view bytes;
  std::string_view name;
  uint32_t file = 0;
};

/// JSON with // and /* */ comments and trailing commas. Nothing when it is not JSON; `problems`
/// says where and why.
std::optional<Node> parse_json(const ParseInput& input, base::Arena& arena,
                               base::Problems& problems);
std::optional<Node> parse_yaml_file(const ParseInput& input, base::Arena& arena,
                                    base::Problems& problems);

/// By the name's ending (.json, .jsonc, .yaml, .yml); else JSON if the text begins with a bracket.
std::optional<Node> parse_file(const ParseInput& input, base::Arena& arena,
                               base::Problems& problems);

/// `node` as JSON on one line.
void append_json(const Node& node, std::string& out);

/// `patch` applied to `target` by the rules of JSON Merge Patch (RFC 7396).
void merge_patch(Node& target, const Node& patch);

}  // namespace stet::methodology
