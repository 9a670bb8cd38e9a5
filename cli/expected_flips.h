// The file of flips that a change of a methodology is meant to bring about: JSON, one flip per
// line, as `stet rules diff --write-flips` writes it. Only story, from and to are compared.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "cli/invocation.h"
#include "engine/upkeep/replay_totals.h"

namespace stet::cli {

class ExpectedFlips {
 public:
  /// False, and told, when the file cannot be read or has a line that is no flip.
  bool read(const std::string& path, Invocation& invocation);
  void see(const upkeep::StoryChange& change);
  /// Tells what came otherwise; false when anything did.
  bool settle(Invocation& invocation) const;

 private:
  static constexpr size_t most_told = 10;

  using Flip = std::tuple<std::string, std::string, std::string>;
  std::string path_;
  std::map<Flip, uint64_t> awaited_;  ///< stories may have one id
  std::vector<Flip> strangers_;       ///< the first of those nobody meant
  uint64_t stranger_count_ = 0;
};

}  // namespace stet::cli
