// All that conditions see, declared in one place.
//
//   article                      from formats::article_schema()
//   text.words, text.blocks, text.<list>, text.figures, text.sentences, text.quotations,
//   text.quantities (quantity_types.h)
//   clusters, verified.count, support
//   scores.sentiment, scores.affected, scores.impact, scores.confidence
//   now, share_in_body(…)
//
// A methodology shapes it: each phrase list is a variable (dashes become underscores), each axis of
// impact a field. The rows of the tables in vocabulary.cc and evidence_types.cc are the only
// declaration: type checking, evaluation, placing and the reference page all come from them.
// Tested in tests/gate/vocabulary_test.cc.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/span.h"
#include "engine/cel/cel.h"
#include "engine/gate/article_types.h"
#include "engine/gate/story.h"
#include "engine/methodology/methodology.h"

namespace stet::gate {

/// The error of `now` when the check was not told the time.
inline constexpr std::string_view no_time = "the time of the check, 'now', is not known";

/// Where a value stands in the input.
struct Place {
  base::Span span;
  std::string_view text;  ///< as read; may be empty
  bool known = false;
};

/// A record type of evidence or scores, and where its records stand.
struct EvidenceType {
  cel::ObjectType type;
  Place (*place)(const Story& story, const void* record) = nullptr;
};

/// The types of evidence and scores but for impact, whose fields the methodology names.
std::span<const EvidenceType> evidence_types();

class Vocabulary {
 public:
  explicit Vocabulary(const methodology::Methodology& methodology);
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;

  /// The same at every call; what the environment keeps points into this.
  void declare(cel::Environment& environment) const;

  /// The variable of `slot`, one that declare() added.
  cel::Value resolve(Story& story, uint32_t slot, cel::Evaluation& evaluation) const;
  uint32_t slot_count() const { return static_cast<uint32_t>(variables_.size()); }

  /// Evidence that `program` reads and that is gathered only when needed: evidence::Need.
  uint8_t needs(const cel::Program& program) const;
  /// Whether it is nothing but a variable that lists findings in document order.
  bool lists_findings(const cel::Program& program) const;
  /// Whether it reads any score.
  bool needs_scores(const cel::Program& program) const;

  /// Where a record stands, or a text of the article.
  Place place(const Story& story, const cel::Value& value, const cel::Evaluation& evaluation) const;

 private:
  struct Variable {
    std::string name, type, doc;
    cel::Value (*get)(Story& story, uint32_t argument, cel::Evaluation& evaluation) = nullptr;
    uint32_t argument = 0;
    uint8_t needs = 0;
    bool score = false;
    uint32_t max_size = 0;
  };

  void add_quantities();
  void add_lists(const methodology::Methodology& methodology);
  void add_impact(const methodology::Methodology& methodology);

  std::deque<RecordType> records_;
  std::vector<Variable> variables_;
  std::deque<std::string> names_;
  RecordType impact_;
};

/// The name of a phrase list or an axis in conditions.
std::string condition_name(std::string_view id);

}  // namespace stet::gate
