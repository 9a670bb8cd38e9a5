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

/// The entry of a list, a new one when it has no role yet.
SentimentList& role_of(Sentiment& out, uint32_t list) {
  for (SentimentList& known : out.lists) {
    if (known.list == list) return known;
  }
  out.lists.push_back({.list = list});
  return out.lists.back();
}

/// A list may be two things, not the opposite of itself.
void set_side(Reading& reading, const Node& node, std::string_view key, int8_t SentimentList::*side,
              int8_t value) {
  for (const uint32_t list : reading.resolve_lists(node, key)) {
    int8_t& to = role_of(reading.out.sentiment, list).*side;
    if (to != 0) {
      reading.messages.conflict(*node.find(key), "expected each list on one side, found " +
                                                     quoted(reading.out.lists[list].id) +
                                                     " on both");
    }
    to = value;
  }
}

void set_flag(Reading& reading, const Node& node, std::string_view key, bool SentimentList::*flag) {
  for (const uint32_t list : reading.resolve_lists(node, key)) {
    role_of(reading.out.sentiment, list).*flag = true;
  }
}

void read_roles(Reading& reading, const Node& node, Sentiment& out) {
  for (const uint32_t list : reading.resolve_lists(node, "fallback")) role_of(out, list);
  out.fallbacks = static_cast<uint32_t>(out.lists.size());
  set_side(reading, node, "positive", &SentimentList::tone, 1);
  set_side(reading, node, "negative", &SentimentList::tone, -1);
  set_side(reading, node, "rises", &SentimentList::direction, 1);
  set_side(reading, node, "falls", &SentimentList::direction, -1);
  set_side(reading, node, "welcome", &SentimentList::worth, 1);
  set_side(reading, node, "unwelcome", &SentimentList::worth, -1);
  set_flag(reading, node, "indifferent", &SentimentList::indifferent);
  set_flag(reading, node, "market", &SentimentList::market);
  for (SentimentList& list : out.lists) {
    if (list.market && list.worth == 0) list.worth = 1;
  }
  set_flag(reading, node, "neutral", &SentimentList::neutral);
  set_flag(reading, node, "clauses", &SentimentList::opens_clause);
  set_flag(reading, node, "comparisons", &SentimentList::compares);
}

void read_shifters(Reading& reading, const Node& node, Sentiment& out) {
  for (const uint32_t list : reading.resolve_lists(node, "negations")) {
    out.shifters.push_back({.list = list});
  }
  for (const Node& shifter : items_of(node, "shifters")) {
    const Node* id = get(shifter, "list", string_node);
    const auto list = id ? reading.resolve(*id, "a phrase list", reading.lists) : std::nullopt;
    if (!list) continue;
    SentimentShifter read{.list = *list};
    read.factor = number_of(shifter, "factor", read.factor);
    if (const Node* reach = get(shifter, "reach", integer_node)) read.reach = reach->integer;
    read.behind = flag_of(shifter, "behind", false);
    out.shifters.push_back(read);
  }
  for (const Node& contrast : items_of(node, "contrasts")) {
    const Node* id = get(contrast, "list", string_node);
    const auto list = id ? reading.resolve(*id, "a phrase list", reading.lists) : std::nullopt;
    if (!list) continue;
    out.contrasts.push_back(
        {*list, number_of(contrast, "before", 1), number_of(contrast, "after", 1)});
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
  read_roles(reading, *node, out);
  read_shifters(reading, *node, out);
  out.question = number_of(*node, "question", out.question);
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
