// YAML as a tree whose every key and value knows its place in the input. Front matter and rules
// files are read through it; both therefore agree on what a number, a list and a duplicate key is.
//
//   "sources:"        mapping ── member "sources" ── sequence ─┬─ mapping ── member "id" ── scalar
//   "  - id: a"                                                └─ …
//   "  - id: b"
//
// YAML 1.2 core schema: no = off = "no", 012 = 12, `"7"` is a string and `7` an integer. One
// document; no aliases (so nothing grows), no tags but !!str and its core siblings; bounded depth.
// Tested in tests/formats/yaml_tree_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/base/mapped_text.h"
#include "engine/base/problem.h"
#include "engine/base/span.h"

namespace stet::formats {

enum class YamlKind : uint8_t { scalar, sequence, mapping };

/// What a node means under the core schema. An integer beyond 64 bits is a number.
enum class YamlType : uint8_t { null, boolean, integer, number, string, sequence, mapping };

struct YamlMember;

struct YamlNode {
  YamlKind kind = YamlKind::scalar;
  YamlType type = YamlType::null;
  bool plain = true;       ///< a scalar without quotes, not a block scalar
  base::Span place;        ///< quotes, brackets and `|` included
  base::MappedText value;  ///< of a scalar
  const YamlNode* item_data = nullptr;
  const YamlMember* member_data = nullptr;
  uint32_t size = 0;  ///< items or members

  std::span<const YamlNode> items() const;      ///< of a sequence; else empty
  std::span<const YamlMember> members() const;  ///< of a mapping, in written order; else empty
  /// The first member of that name, or null.
  const YamlNode* find(std::string_view key) const;
};

struct YamlMember {
  base::MappedText key;
  base::Span key_place;    ///< quotes included
  bool duplicate = false;  ///< a member of the same name stands before it; told as a problem
  YamlNode value;
};

inline std::span<const YamlNode> YamlNode::items() const {
  if (kind != YamlKind::sequence) return {};
  return {item_data, size};
}

inline std::span<const YamlMember> YamlNode::members() const {
  if (kind != YamlKind::mapping) return {};
  return {member_data, size};
}

struct YamlOptions {
  std::string_view file;     ///< for problems
  uint32_t depth = 64;       ///< levels of sequences and mappings
  uint32_t nodes = 1000000;  ///< keys and values in all
};

/// The document in `part` of `input`; places are offsets in `input`. Null when it is not YAML, and
/// `problems` says where and why. Duplicate keys are problems, yet the tree is returned with both.
/// An empty document is a null scalar. The tree lives in `arena`, verbatim scalars in `input`.
const YamlNode* parse_yaml(std::string_view input, base::Span part, const YamlOptions& options,
                           base::Arena& arena, base::Problems& problems);

/// The value of a node of that type; nothing for any other. `yaml_number` takes integers too, and
/// reads .inf and .nan.
std::optional<bool> yaml_boolean(const YamlNode& node);
std::optional<int64_t> yaml_integer(const YamlNode& node);
std::optional<double> yaml_number(const YamlNode& node);

/// "a string", "a list", … for messages.
std::string_view yaml_type_name(YamlType type);

/// `node` as JSON text on one line. Numbers keep their digits where JSON allows these.
void append_yaml_as_json(const YamlNode& node, std::string& out);

}  // namespace stet::formats
