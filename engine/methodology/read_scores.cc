// Sentiment labels and lists, confidence. Impact: read_impact.cc.
#include "engine/base/number.h"
#include "engine/methodology/reading.h"

namespace stet::methodology {
namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string id_of(const Node& node) { return quoted(text_of(node, "id")); }

const Node* threshold_of(const Node& label, std::string_view key) {
  return get(label, key, integer_node | number_node);
}

/// Labels divide the scale from −1 to 1: between two neighbours stands one threshold, and the
/// thresholds rise. So no value has two labels or none.
void check_labels(Reading& reading, std::span<const Node> labels) {
  Messages& messages = reading.messages;
  if (labels.empty()) return;
  if (const Node* above = threshold_of(labels.front(), "above")) {
    messages.conflict(*above, "expected no 'above' in the first label, found one",
                      "labels go from the most negative to the most positive");
  }
  if (const Node* below = threshold_of(labels.back(), "below")) {
    messages.conflict(*below, "expected no 'below' in the last label, found one",
                      "labels go from the most negative to the most positive");
  }
  const Node* last = nullptr;
  for (size_t i = 0; i + 1 < labels.size(); ++i) {
    const Node* below = threshold_of(labels[i], "below");
    const Node* above = threshold_of(labels[i + 1], "above");
    const std::string pair = id_of(labels[i]) + " and " + id_of(labels[i + 1]);
    if (below && above) {
      messages.conflict(*above, "expected one threshold between " + pair + ", found two",
                        "keep the 'below' of the first or the 'above' of the second");
    }
    if (!below && !above) {
      messages.conflict(labels[i + 1], opening(labels[i + 1]),
                        "expected a threshold between " + pair + ", found none",
                        "give the first a 'below' or the second an 'above'");
      continue;
    }
    const Node* threshold = below ? below : above;
    if (last && threshold->number <= last->number) {
      std::string message = "expected a threshold above ";
      base::append_double(message, last->number);
      messages.conflict(*threshold, message + ", found " + describe(*threshold),
                        "the thresholds rise from label to label");
    }
    last = threshold;
  }
}

}  // namespace

void read_sentiment(Reading& reading, const Node& root) {
  const Node* node = get(root, "sentiment", object_node);
  if (!node) return;
  Sentiment& out = reading.out.sentiment;
  for (const Node& label : items_of(*node, "labels")) {
    SentimentLabel read{text_of(label, "id"), text_of(label, "title"), {}, {}};
    if (const Node* below = threshold_of(label, "below")) read.below = below->number;
    if (const Node* above = threshold_of(label, "above")) read.above = above->number;
    out.labels.push_back(std::move(read));
  }
  check_labels(reading, items_of(*node, "labels"));
  out.positive = reading.resolve_lists(*node, "positive");
  out.negative = reading.resolve_lists(*node, "negative");
  out.negations = reading.resolve_lists(*node, "negations");
}

void read_confidence(Reading& reading, const Node& root) {
  const Node* node = get(root, "confidence", object_node);
  if (!node) return;
  Confidence& out = reading.out.confidence;
  out.per_source = number_of(*node, "perSource", out.per_source);
  out.unsupported_penalty = number_of(*node, "unsupportedPenalty", out.unsupported_penalty);
  out.hedge_penalty = number_of(*node, "hedgePenalty", out.hedge_penalty);
  out.age_penalty = number_of(*node, "agePenalty", out.age_penalty);
  out.stale_days = number_of(*node, "staleDays", out.stale_days);
  out.hedges = reading.resolve_lists(*node, "hedges");
}

}  // namespace stet::methodology
