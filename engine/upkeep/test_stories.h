// The stories of all tests of a methodology in one list, with what each of them asserts.
#pragma once

#include <string>
#include <vector>

#include "engine/upkeep/cases.h"
#include "engine/upkeep/suite.h"

namespace stet::upkeep {

struct TestStory {
  std::string story, now, name;
  formats::Format format = formats::Format::json;
  uint32_t rule = every_rule;     ///< an example asserts how its rule comes out
  const Case* asserts = nullptr;  ///< a case asserts how every rule comes out
  static constexpr uint32_t every_rule = UINT32_MAX;
};

/// Examples by rule, then cases; those under "todo" assert nothing and are left out.
std::vector<TestStory> test_stories(const gate::Gate& gate, CaseFiles cases);

/// By file: whether the methodology's own tests answer for it. Not for a file that it extends and
/// that has rules, which has tests of its own, nor for what that one extends; unless `inherited`.
enum class Inherited : uint8_t { left_out, included };
std::vector<bool> own_files(const methodology::Methodology& methodology,
                            Inherited inherited = Inherited::left_out);

/// "left out: 34 rules of newsroom-standards.json, which has tests of its own (--inherited …)";
/// empty when nothing is.
std::string left_out_text(const methodology::Methodology& methodology);

/// What lists say that name the package they come `from`: somebody else chose those phrases, so no
/// test of the methodology answers for each of them. `stet score` shows what they do together.
class PackagedPhrases {
 public:
  explicit PackagedPhrases(const methodology::Methodology& methodology);

  bool contain(uint32_t file, base::Span place) const;
  /// "left to stet score: 350 phrases of rated-bad, from afinn 3.0.0"; empty when there are none.
  const std::string& text() const { return text_; }

 private:
  struct Place {
    uint32_t file = 0;
    base::Span span;
  };
  std::vector<Place> places_;
  std::string text_;
};

/// The number of the file that `target`, as written in `extends`, means.
std::optional<uint32_t> file_named(const methodology::Methodology& methodology,
                                   std::string_view target);

}  // namespace stet::upkeep
