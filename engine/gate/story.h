// The story as conditions see it during one check: what getters and functions of the vocabulary
// reach through Evaluation::host(). Internal to the gate.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/arena.h"
#include "engine/cel/evaluation.h"
#include "engine/evidence/collect.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/repeats.h"
#include "engine/formats/article.h"
#include "engine/formats/date_time.h"
#include "engine/methodology/methodology.h"
#include "engine/methodology/rules.h"
#include "engine/scores/scores.h"

namespace stet::gate {

class Tracing;
class Vocabulary;

struct Story {
  const methodology::Methodology* methodology = nullptr;
  const methodology::CompiledRules* rules = nullptr;
  const Vocabulary* vocabulary = nullptr;
  const formats::Article* article = nullptr;
  const evidence::Evidence* evidence = nullptr;
  evidence::Collector* collector = nullptr;
  base::Arena* arena = nullptr;
  std::optional<formats::Instant> now;
  std::string_view now_text;   ///< as given, with the time of day of its own zone
  bool lean = false;           ///< CheckOptions::lean
  Tracing* records = nullptr;  ///< CheckOptions::record

  /// All variables, while a condition is asked of an element without them (rule_runner.h).
  std::span<cel::Value> hidden;
  bool looked_further = false;  ///< it wanted more than the passage of its element

  /// The condition at hand wants more.
  void look_further(cel::Evaluation& evaluation) {
    looked_further = true;
    if (hidden.empty()) return;
    hidden[rules->element_slot] = evaluation.slots()[rules->element_slot];
    evaluation.set_slots(std::exchange(hidden, {}));
  }

  // Computed on first use, or when the verdict is written.
  std::optional<scores::SentimentScores> sentiment;
  std::optional<scores::Impact> impact;
  std::optional<scores::Confidence> confidence;
  std::optional<std::span<const evidence::Quantity>> quantities;  ///< quantity_types.h

  const scores::SentimentScores& sentiment_scores() {
    if (!sentiment) sentiment = scores::score_sentiment(*methodology, *evidence, *arena);
    return *sentiment;
  }
  const scores::Impact& impact_score() {
    if (!impact) {
      const scores::ImpactInput input{
          evidence->list_hits, evidence->figures, evidence->first_body_sentence,
          evidence::count_repeats(*article, methodology->impact.novelty.days)};
      impact = scores::score_impact(*methodology, input, *arena);
    }
    return *impact;
  }
  const scores::Confidence& confidence_score() {
    if (!confidence) confidence = scores::score_confidence(*methodology, *evidence, *arena);
    return *confidence;
  }
};

}  // namespace stet::gate
