#include "engine/upkeep/list_readers.h"

namespace stet::upkeep {

ListReaders::ListReaders(const methodology::Methodology& methodology)
    : sentiment(methodology.lists.size()),
      impact(methodology.lists.size()),
      confidence(methodology.lists.size()) {
  const methodology::Sentiment& mood = methodology.sentiment;
  for (const auto& list : mood.lists) sentiment[list.list] = true;
  for (const auto& shifter : mood.shifters) sentiment[shifter.list] = true;
  for (const auto& contrast : mood.contrasts) sentiment[contrast.list] = true;
  for (const methodology::Axis& axis : methodology.impact.axes) read_axis(axis);
  for (const uint32_t list : methodology.impact.bases) impact[list] = true;
  for (const auto& discount : methodology.impact.discounts) {
    for (const uint32_t list : discount.lists) impact[list] = true;
  }
  for (const uint32_t list : methodology.confidence.hedges) confidence[list] = true;
  for (size_t i = 0; i < methodology.lists.size(); ++i) {
    weighed.push_back(sentiment[i] || impact[i] || confidence[i]);
  }
  // Whose words a sentence is, all scores may ask.
  for (const uint32_t list : methodology.attribution_lists) {
    sentiment[list] = impact[list] = confidence[list] = true;
  }
}

void ListReaders::read_axis(const methodology::Axis& axis) {
  for (const methodology::Signal& signal : axis.signals) {
    if (signal.list) impact[*signal.list] = true;
  }
  for (const methodology::Factor& factor : axis.factors) {
    for (const auto& level : factor.levels) impact[level.list] = true;
  }
}

}  // namespace stet::upkeep
