// One story while it is being written: edits come as replaced bytes, and each check costs little
// more than what the edit touched. The verdict is that of a fresh check of the same bytes.
//
//   gate::Session session(*gate, bytes);
//   session.check(options);
//   session.replace({120, 124}, "five");
//   session.check(options);
//
// The analysis of passages, which is most of a check, is kept (evidence/passage_cache.h), with it
// what rules over findings came to in them (gate/rule_runner.h), and so is what a story in Markdown
// was read as (formats/known_markdown.h); a story in JSON is read anew, and all other rules are
// evaluated anew. Tested in tests/report/session_test.cc and tests/parity.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/span.h"
#include "engine/gate/gate.h"

namespace stet::gate {

/// Not for use by two threads at once. `gate` must outlive it.
class Session {
 public:
  Session(const Gate& gate, std::string_view bytes);

  std::string_view bytes() const;
  /// Replaces the bytes of `place`. False, and nothing changes, when it is not within the story or
  /// the result would be longer than a story may be (formats::Limits::bytes).
  bool replace(base::Span place, std::string_view with);
  /// As Checker::check; the verdict lives until the next call of a member.
  const Verdict& check(const CheckOptions& options);

 private:
  Checker checker_;
  std::string buffer_;  ///< the story and the padding behind it
};

}  // namespace stet::gate
