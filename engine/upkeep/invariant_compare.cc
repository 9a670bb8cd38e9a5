#include "engine/upkeep/invariant_compare.h"

#include <algorithm>

#include "engine/base/number.h"

namespace stet::upkeep {
namespace {

using methodology::Methodology;

/// What differs that must not, a line each.
class Moves {
 public:
  Moves(const Methodology& methodology, const Essence& before, const Essence& after)
      : methodology_(methodology), before_(before), after_(after) {}

  void decision(bool wrong) {
    if (!wrong) return;
    const auto name = [&](uint32_t decision) { return methodology_.decisions[decision].id; };
    std::string line = "decision: " + name(before_.decision) + " → " + name(after_.decision);
    lines_.push_back(line + rules());
  }
  void n(bool wrong) { counts("N", wrong, before_.n, after_.n); }
  void score(const char* what, bool wrong, double before, double after) {
    if (!wrong) return;
    std::string line = std::string(what) + ": ";
    base::append_double(line, before);
    line += " → ";
    base::append_double(line, after);
    lines_.push_back(std::move(line));
  }
  void fires(bool wrong) {
    if (wrong) lines_.push_back("rules" + rules());
  }
  void text(bool wrong, std::string line) {
    if (wrong) lines_.push_back(std::move(line));
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  void counts(const char* what, bool wrong, uint32_t before, uint32_t after) {
    if (!wrong) return;
    lines_.push_back(std::string(what) + ": " + std::to_string(before) + " → " +
                     std::to_string(after));
  }

  /// "; 'a' fires; 'b' no longer fires"
  std::string rules() const {
    std::string out;
    const auto add = [&](const std::vector<std::string>& of, const std::vector<std::string>& other,
                         const char* what) {
      for (const std::string& id : of) {
        if (!std::binary_search(other.begin(), other.end(), id)) out += "; '" + id + "' " + what;
      }
    };
    add(after_.fires, before_.fires, "fires");
    add(before_.fires, after_.fires, "no longer fires");
    return out;
  }

  const Methodology& methodology_;
  const Essence &before_, &after_;
  std::vector<std::string> lines_;
};

}  // namespace

Essence essence_of(const gate::Verdict& verdict) {
  Essence out;
  out.readable = verdict.article != nullptr;
  out.clears = verdict.clears;
  out.marked = verdict.badge.marked;
  out.decision = verdict.decision;
  out.n = verdict.badge.count;
  out.sentiment = verdict.sentiment.article.value;
  out.impact = verdict.impact.value;
  out.confidence = verdict.confidence.value;
  out.badge = verdict.badge.text;
  for (const auto& party : verdict.sentiment.affected) out.about.push_back(party.found.value);
  std::sort(out.about.begin(), out.about.end());
  for (const gate::RuleOutcome& outcome : verdict.outcomes) {
    out.fires.emplace_back(outcome.id);
    if (outcome.outcome == gate::Outcome::unknown) out.fires.back() += " (unknown)";
  }
  std::sort(out.fires.begin(), out.fires.end());
  return out;
}

std::vector<std::string> broken(InvariantKind kind, const StoryPair& pair, const Essence& before,
                                const Essence& after, const Methodology& methodology) {
  Moves moves(methodology, before, after);
  const auto scores = [&](bool sentiment, bool impact, bool confidence) {
    moves.score("sentiment", sentiment && before.sentiment != after.sentiment, before.sentiment,
                after.sentiment);
    moves.text(sentiment && before.about != after.about, "sentiment of who's affected differs");
    moves.score("impact", impact && before.impact != after.impact, before.impact, after.impact);
    moves.score("confidence", confidence && before.confidence != after.confidence,
                before.confidence, after.confidence);
  };
  const auto confidence = [&](bool wrong) {
    moves.score("confidence", wrong, before.confidence, after.confidence);
  };
  switch (kind) {
    case InvariantKind::added_source:
      moves.decision(pair.decides && after.decision > before.decision);
      moves.n(after.n < before.n);
      confidence(after.confidence < before.confidence);
      break;
    case InvariantKind::copies:
      moves.decision(after.decision < before.decision);
      moves.n(after.n > before.n);
      confidence(after.confidence > before.confidence);
      break;
    case InvariantKind::dependence:
      moves.n(after.n > before.n);
      confidence(after.confidence > before.confidence);
      break;
    case InvariantKind::order:
      moves.decision(after.decision != before.decision);
      moves.fires(after.decision == before.decision && after.fires != before.fires);
      moves.n(after.n != before.n);
      scores(true, true, true);
      break;
    case InvariantKind::coverage:
      moves.score("impact", after.impact > before.impact, before.impact, after.impact);
      break;
    case InvariantKind::dimensions:
      scores(pair.fixed.sentiment, pair.fixed.impact, pair.fixed.confidence);
      break;
    case InvariantKind::lone_source:
      moves.text(after.decision == 0, "the decision is " + methodology.decisions[0].id);
      moves.text(after.clears && !after.marked, "the badge '" + after.badge + "' is not marked");
      break;
    case InvariantKind::unsourced:
      moves.text(after.clears, "the decision is " + methodology.decisions[after.decision].id);
      break;
    case InvariantKind::held_says_why: break;
  }
  return moves.take();
}

std::vector<std::string> unexplained(const gate::Verdict& verdict) {
  std::vector<std::string> out;
  if (verdict.article == nullptr || verdict.decision == 0) return out;
  const std::string& decision = verdict.methodology->decisions[verdict.decision].id;
  const bool named = std::any_of(
      verdict.diagnostics.begin(), verdict.diagnostics.end(), [&](const gate::Diagnostic& one) {
        return one.counts && one.decision == verdict.decision && !one.id.empty() &&
               !one.message.empty() && one.place.end <= verdict.input.size();
      });
  const bool advised = std::any_of(
      verdict.to_pass.begin(), verdict.to_pass.end(),
      [](const gate::Requirement& one) { return !one.id.empty() && !one.text.empty(); });
  if (!named) out.push_back("no finding says why the decision is " + decision);
  if (!verdict.clears && !advised) out.push_back("nothing says what would change " + decision);
  return out;
}

}  // namespace stet::upkeep
