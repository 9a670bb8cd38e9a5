// One rules file and all that it extends, merged into one tree.
//
//   c.json extends a.json, b.json        a, then b laid on it, then c laid on both
//
// A file that is reached twice is laid down once, where it is reached first. Tested in
// tests/methodology/extends_test.cc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/problem.h"
#include "engine/methodology/keys.h"
#include "engine/methodology/methodology.h"
#include "engine/methodology/node.h"

namespace stet::methodology {

inline constexpr size_t max_files = 64;
inline constexpr size_t max_extends_depth = 16;

/// Reads the files into Methodology::files and merges them. Nothing when one of them cannot be
/// read; the others are read all the same, so that all their problems are told.
std::optional<Node> load(const std::string& entry, FileSource& source, Methodology& methodology,
                         base::Problems& problems);

/// A file that another extends, as it stands there.
struct Extended {
  const Node* file = nullptr;    ///< its name
  const Node* sha256 = nullptr;  ///< what it is pinned to; most are not
};

/// What `extends` names. Of what else stands there nothing is told.
std::vector<Extended> extended_files(const Node& root);

/// Lays `over` on `under`: objects key by key, lists of things with an id (Shape::by_id) by id,
/// everything else replaced; a null takes away what it lies on.
void merge(Node& under, Node over, const Shape& shape);

}  // namespace stet::methodology
