// Random conditions over lists of records, of the shape that the planner makes searches of, and
// whether all ways to run them agree: the search, the loop behind it (engine/cel/search.h), and the
// loop that tells what each part comes to.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"
#include "engine/cel/machine.h"

namespace stet::tests {

struct SearchSource {
  std::string_view id, kind;
  uint8_t kind_there = 1;
  int64_t rank = 0;
  bool anonymous = false;
};
struct SearchClaim {
  std::string_view id;
  cel::StoredArray refs, sources;
};
struct SearchStory {
  cel::StoredArray sources, claims;
  std::string_view beat;
  int64_t impact = 0;
};

inline constexpr std::string_view search_texts[] = {
    "", "a", "b", "agency-1", "agency-2", "a-long-name-1", "a-long-name-2 of many bytes"};

/// Of what choose(limit) chooses: a condition, as text.
template <typename Choose>
class CelSearches {
 public:
  explicit CelSearches(Choose choose) : choose_(std::move(choose)) {}

  std::string condition() {
    switch (choose_(4)) {
      case 0: return of_slots(3) + (choose_(2) == 0 ? " && " : " || ") + of_lists();
      case 1: return of_slots(4);
      default: return of_lists();
    }
  }

 private:
  /// Checks of variables, with what only the machine can do among them.
  std::string of_slots(int budget) {
    static constexpr const char* relations[] = {" == ", " != ", " < ", " <= ", " > ", " >= "};
    switch (choose_(budget <= 1 ? 8 : 12)) {
      case 0: return choose_(4) == 0 ? "has(none.kind)" : "has(one.kind)";
      case 1: return "one.kind == " + constant_text();
      case 2: return "one.rank" + std::string(relations[choose_(6)]) + "1";
      case 3: return "count" + std::string(relations[choose_(6)]) + std::to_string(choose_(4));
      case 4: return std::to_string(choose_(4)) + relations[choose_(6)] + "count";
      case 5: return choose_(4) == 0 ? "unknown < 2" : "one.anonymous";
      case 6: return "count + one.rank" + std::string(relations[choose_(6)]) + "3";
      case 7: return "words[" + std::to_string(choose_(4)) + "] != 'b'";
      case 8: return "!(" + of_slots(budget - 1) + ")";
      case 9: return "(" + of_slots(budget / 2) + " || " + of_slots(budget / 2) + ")";
      default: return "(" + of_slots(budget / 2) + " && " + of_slots(budget / 2) + ")";
    }
  }

  std::string of_lists() {
    variables_.clear();
    const std::string range = records();
    const std::string name = declare(element_of(range));
    const std::string body = boolean(6);
    switch (choose_(6)) {
      case 0: return range + ".all(" + name + ", " + body + ")";
      case 3: {
        static constexpr const char* relations[] = {" == ", " != ", " < ", " <= ", " > ", " >= "};
        const std::string counted = "size(" + range + ".filter(" + name + ", " + body + "))";
        const std::string limit = std::to_string(choose_(5));
        const bool turned = choose_(2) == 0;
        return (turned ? limit : counted) + relations[choose_(6)] + (turned ? counted : limit) +
               " && story.beat" + (choose_(2) == 0 ? ".endsWith('-1')" : " in ['a', 'agency-1']");
      }
      case 1: return range + ".exists_one(" + name + ", " + body + ")";
      case 2: return range + ".filter(" + name + ", " + body + ").size() >= 2";
      default: return range + ".exists(" + name + ", " + body + ")";
    }
  }

  enum class Of : uint8_t { source, claim, text, number };
  struct Variable {
    std::string name;
    Of of;
  };

  std::string declare(Of of) {
    std::string name = "v" + std::to_string(variables_.size());
    variables_.push_back({name, of});
    return name;
  }
  std::string records() {
    static constexpr const char* ranges[] = {"story.sources", "story.claims", "plain.sources",
                                             "plain.claims",  "words",        "[1, 2, 3]"};
    return ranges[choose_(6)];
  }
  static Of element_of(const std::string& range) {
    if (range.find("sources") != std::string::npos) return Of::source;
    if (range.find("claims") != std::string::npos) return Of::claim;
    return range[0] == '[' ? Of::number : Of::text;
  }
  const Variable& variable() {
    return variables_[choose_(static_cast<uint32_t>(variables_.size()))];
  }
  std::string constant_text() {
    return "'" + std::string(search_texts[choose_(std::size(search_texts))]) + "'";
  }
  std::string text() {
    const Variable& of = variable();
    switch (choose_(4)) {
      case 0: return constant_text();
      case 1: return choose_(2) == 0 ? "story.beat" : "words[0]";
      default: break;
    }
    switch (of.of) {
      case Of::source: return of.name + (choose_(2) == 0 ? ".id" : ".kind");
      case Of::claim: return of.name + ".id";
      case Of::text: return of.name;
      case Of::number: return constant_text();
    }
    return "''";
  }
  std::string number() {
    const Variable& of = variable();
    if (choose_(3) == 0) return choose_(2) == 0 ? "story.impact" : std::to_string(choose_(4));
    switch (of.of) {
      case Of::source: return of.name + ".rank";
      case Of::claim:
        return choose_(2) == 0 ? of.name + ".refs.size()" : "size(" + of.name + ".sources)";
      case Of::text: return std::to_string(choose_(4));
      case Of::number: return of.name;
    }
    return "0";
  }
  std::string boolean(int budget) {
    static constexpr const char* relations[] = {" == ", " != ", " < ", " <= ", " > ", " >= "};
    switch (choose_(budget <= 1 ? 6 : 13)) {
      case 0:
      case 1: return text() + relations[choose_(2)] + text();
      case 2: return number() + relations[choose_(6)] + number();
      case 3: return text() + " in ['a', 'agency-1', 'a-long-name-1']";
      case 4: {
        const Variable& of = variable();
        if (of.of != Of::source) return "1 < " + number();
        return choose_(2) == 0 ? of.name + ".anonymous" : "has(" + of.name + ".kind)";
      }
      case 5: return function();
      case 6: return "!(" + boolean(budget - 1) + ")";
      case 7:
        return "(" + boolean(budget / 2) + " ? " + boolean(budget / 2) + " : " +
               boolean(budget / 2) + ")";
      case 8:
      case 9: return "(" + boolean(budget / 2) + " || " + boolean(budget / 2) + ")";
      case 10: return inner(budget - 2);
      default: return "(" + boolean(budget / 2) + " && " + boolean(budget / 2) + ")";
    }
  }
  /// Of a text.
  std::string function() {
    static constexpr const char* functions[] = {".startsWith(", ".endsWith(", ".contains("};
    static constexpr const char* patterns[] = {"'^a'", "'(?i)AGENCY-[12]'", "'name.*of'"};
    if (choose_(3) == 0) return text() + ".matches(" + patterns[choose_(3)] + ")";
    return text() + functions[choose_(3)] + text() + ")";
  }
  std::string inner(int budget) {
    const Variable& of = variable();
    std::string range = of.of == Of::claim && choose_(3) != 0
                            ? of.name + (choose_(2) == 0 ? ".refs" : ".sources")
                            : records();
    const bool texts = range.find(".refs") != std::string::npos;
    const std::string name = declare(texts ? Of::text : element_of(range));
    const std::string body = boolean(budget);
    variables_.pop_back();
    return range + (choose_(3) == 0 ? ".all(" : ".exists(") + name + ", " + body + ")";
  }

  Choose choose_;
  std::vector<Variable> variables_;
};

/// Two stories, `story` with fields that are stored and `plain` with getters alone, some of whose
/// sources have no kind; `one` of the sources, a `count`, and two variables that nobody has set.
class SearchAgreement {
 public:
  SearchAgreement();

  /// What came out of one way to run a condition.
  struct Outcome {
    std::string shown;
    int64_t left = 0;
    bool operator==(const Outcome&) const = default;
  };
  /// Empty, or how they differ. `hole`: the source that has no kind, if there is such a one.
  std::string disagreement(const std::string& condition, uint32_t hole, int64_t budget);
  /// The same of the condition asked of every source as `one`, each by itself and with those left
  /// out that skip_false() leaves out.
  std::string skip_disagreement(const std::string& condition, uint32_t hole, int64_t budget);
  /// How many it left out.
  uint32_t last_skipped() const { return skipped_; }
  const Outcome& last() const { return last_; }
  bool last_searched() const { return searched_; }
  /// Did it begin without the machine?
  bool last_quick() const { return quick_; }

 private:
  void make_hole(uint32_t hole);
  Outcome outcome(const cel::Program& program, bool searches, int64_t budget);
  Outcome of_each(const cel::Program& program, bool skips, int64_t budget);
  Outcome explained(const cel::Program& program, int64_t budget);
  /// Of one evaluation of anything.
  template <typename Evaluate>
  Outcome run(int64_t budget, const Evaluate& evaluate);

  cel::Environment environment_;
  base::Arena arena_;
  std::vector<SearchSource> sources_;
  std::vector<SearchClaim> claims_;
  SearchStory story_;
  Outcome last_;
  bool searched_ = false, quick_ = false;
  uint32_t skipped_ = 0;
};

}  // namespace stet::tests
