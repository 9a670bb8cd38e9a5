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

// Texts are views into what the host has read, as in engine/formats/article.h.
struct CelSource {
  std::string_view id, kind;
};
struct CelClaim {
  std::string_view text;
  cel::StoredArray sources;  ///< of std::string_view
};
struct CelArticle {
  std::string_view headline, beat, body;
  int64_t impact = 0;
  cel::StoredArray sources, claims;
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
  base::Arena article_memory_;
  CelArticle article_;
  cel::Environment environment_;
  std::vector<std::string> names_;
  std::vector<cel::Program> programs_;
  base::Arena arena_;
};

}  // namespace stet::bench
