// What hosts send and what they get: one JSON object each way, results in blocks of memory that
// begin with their size and status. Shared by the modules.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/methodology/node.h"
#include "engine/report/report.h"

namespace stet::wasm {

/// Null when memory is exhausted.
void* make_result(uint32_t status, std::string_view bytes);
void* refuse(std::span<const base::Problem> problems,
             std::span<const report::SourceText> sources = {});
void* refuse(std::string_view code, std::string message);

/// What a host sent: one JSON object, read by the reader of rules files.
class Request {
 public:
  explicit Request(std::string_view bytes)
      : root_(methodology::parse_json({bytes, "request", 0}, arena_, problems_)) {
    if (root_ && !root_->is(methodology::object_node)) root_.reset();
  }

  bool is_object() const { return root_.has_value(); }
  /// Null when there is no such member or it is of another type.
  const methodology::Node* member(std::string_view name, methodology::NodeType type) const {
    const methodology::Node* found = root_->find(name);
    return found && found->is(type) ? found : nullptr;
  }
  std::string_view text(std::string_view name) const {
    const methodology::Node* found = member(name, methodology::string_node);
    return found ? found->view() : std::string_view();
  }
  bool flag(std::string_view name) const {
    const methodology::Node* found = member(name, methodology::boolean_node);
    return found && found->boolean;
  }
  void* refusal() const {
    if (problems_.empty()) return refuse("bad-request", "expected a JSON object, found none");
    return refuse(problems_.all());
  }

 private:
  base::Arena arena_;
  base::Problems problems_;
  std::optional<methodology::Node> root_;
};

/// The members of an object of names and texts.
std::vector<report::SourceText> sources_of(const methodology::Node& files);

}  // namespace stet::wasm
