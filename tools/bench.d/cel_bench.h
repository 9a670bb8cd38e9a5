// The expressions of cel.json over its article, as a host runs them: records with declared types,
// compiled once, evaluated many times. The same natively and in the module of tests/cel_module.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"

namespace stet::bench {

struct CelSource {
  std::string id, kind;
};
struct CelClaim {
  std::string text;
  std::vector<std::string> source_ids;
  std::vector<std::string_view> sources;
};
struct CelArticle {
  std::string headline, beat, body;
  int64_t impact = 0;
  std::vector<CelSource> sources;
  std::vector<CelClaim> claims;
};

class CelBench {
 public:
  /// Null when `json` is no such file or an expression of it is wrong.
  static std::unique_ptr<CelBench> open(std::string_view json);

  uint32_t size() const { return static_cast<uint32_t>(programs_.size()); }
  const std::string& name(uint32_t expression) const { return names_[expression]; }
  /// How many of `times` evaluations were true.
  uint32_t run(uint32_t expression, uint32_t times);

 private:
  CelArticle article_;
  cel::Environment environment_;
  std::vector<std::string> names_, texts_;
  std::vector<cel::Program> programs_;
  base::Arena arena_;
};

}  // namespace stet::bench
