#include "engine/upkeep/judged.h"

#include <algorithm>

#include "engine/formats/reader.h"

namespace stet::upkeep {

Judged judged(const gate::Verdict& verdict) {
  Judged out;
  out.readable = verdict.article != nullptr;
  out.decision = verdict.methodology->decisions[verdict.decision].id;
  out.badge = verdict.badge.text;
  out.sources = verdict.badge.count;
  out.sentiment = verdict.sentiment.article.value;
  out.sentiment_label = verdict.sentiment.article.label;
  out.impact = verdict.impact.value;
  out.confidence = verdict.confidence.value;
  for (const gate::RuleOutcome& outcome : verdict.outcomes) {
    auto& ids = outcome.outcome == gate::Outcome::fired ? out.fires : out.unknown;
    ids.emplace_back(outcome.id);
  }
  std::sort(out.fires.begin(), out.fires.end());
  std::sort(out.unknown.begin(), out.unknown.end());
  if (verdict.evidence == nullptr) return out;
  for (size_t list = 0; list < verdict.methodology->lists.size(); ++list) {
    out.hits.push_back(static_cast<uint32_t>(verdict.evidence->list_hits[list].size()));
  }
  return out;
}

const gate::Verdict& Judge::verdict(std::string_view story, formats::Format format,
                                    std::string_view now) {
  gate::CheckOptions options;
  options.format = format;
  options.now = now;
  return check(story, options);
}

const gate::Verdict& Judge::lean_verdict(std::string_view story, formats::Format format,
                                         std::string_view now) {
  gate::CheckOptions options;
  options.format = format;
  options.now = now;
  return lean_verdict(story, options);
}

const gate::Verdict& Judge::lean_verdict(std::string_view story, gate::CheckOptions options) {
  options.lean = options.scores = true;
  return check(story, options);
}

const gate::Verdict& Judge::check(std::string_view story, const gate::CheckOptions& options) {
  padded_.assign(story);
  padded_.append(formats::input_padding, '\0');
  return checker_.check(std::string_view(padded_).substr(0, story.size()), options);
}

}  // namespace stet::upkeep
