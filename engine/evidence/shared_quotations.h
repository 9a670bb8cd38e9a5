// Words that several sources quote. To quote the same speech is no copying, so it makes no two
// sources one (text_reuse.h leaves quotations out); it is told apart, for people to look at: two
// reporters at one press conference quote the same words, and so do two who have one press release.
//
// Compared word by word, whatever the marks and the case. A quotation of fewer than five words is
// a phrase that anybody might use. Near-linear. Tested in tests/evidence/shared_quotations_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/arena.h"
#include "engine/evidence/evidence.h"
#include "engine/text/text.h"

namespace stet::evidence {

inline constexpr uint32_t least_shared_words = 5;

/// One per thread; keeps its memory.
class SharedQuotations {
 public:
  void restart() { quoted_.clear(); }
  void add(uint32_t source, const text::Tokens& tokens,
           const std::vector<text::Quotation>& quotations);
  /// Each further source beside the first that quotes the same; by their first places.
  std::span<const SharedQuotation> find(base::Arena& arena);

 private:
  struct Quoted {
    uint64_t words = 0;  ///< a hash over the keys
    uint32_t source = 0;
    base::Span span;
  };
  std::vector<Quoted> quoted_;
};

}  // namespace stet::evidence
