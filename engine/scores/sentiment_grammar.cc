// All phrases of all lists that have a role are "marks". Those of a sentence, in reading order, are
// given a word number and a clause; then directions find what moves, nearest first, figures are
// compared, and what is left speaks for itself.
#include "engine/scores/sentiment_grammar.h"

#include <algorithm>
#include <tuple>

#include "engine/base/sort.h"
#include "engine/scores/fixed.h"
#include "engine/scores/sentiment_words.h"

namespace stet::scores {

namespace {

using evidence::Evidence;
using evidence::Figure;
using evidence::Hit;
using methodology::SentimentContrast;
using methodology::SentimentList;
using methodology::SentimentShifter;

constexpr uint32_t none = UINT32_MAX;
/// Of marks that only change others.
constexpr SentimentList no_role;

struct Mark {
  const Hit* hit = nullptr;
  const SentimentList* role = &no_role;
  const SentimentShifter* shifter = nullptr;
  const SentimentContrast* contrast = nullptr;
  uint32_t word = 0, last_word = 0;
  uint32_t clause = 0;
  double factor = 1;              ///< of the contrasts of the sentence
  const Figure* later = nullptr;  ///< of a comparison that tells a direction: the later figure
  bool better = false;            ///< of such a comparison: good news
  uint32_t partner = none;        ///< of a direction: what moves; of what moves: its direction
};

// Reading order; of those that begin together the longest first.
bool stands_before(const Mark& a, const Mark& b) {
  const base::Span at = a.hit->span, other = b.hit->span;
  if (at.begin != other.begin) return at.begin < other.begin;
  return at.end != other.end ? at.end > other.end : a.hit->list < b.hit->list;
}

/// The marks of a story by sentence, for sentences in which something is told. In most nothing is:
/// their marks only open clauses or move nowhere.
class Marks {
 public:
  Marks(const methodology::Sentiment& rules, std::span<const SentimentList> lists,
        const Evidence& evidence);

  /// In no order.
  std::span<Mark> of_sentence(size_t sentence) {
    return std::span(marks_).subspan(begins_[sentence], begins_[sentence + 1] - begins_[sentence]);
  }

 private:
  template <typename Visit>
  void each_hit(Visit visit) const;

  const methodology::Sentiment& rules_;
  std::span<const SentimentList> lists_;  ///< those that count
  const Evidence& evidence_;
  std::vector<uint32_t> begins_;  ///< of each sentence, and where the last one ends
  std::vector<Mark> marks_;
};

template <typename Visit>
void Marks::each_hit(Visit visit) const {
  const auto visit_lists = [&](const auto& rules, auto member) {
    for (const auto& rule : rules) {
      for (const Hit& hit : evidence_.list_hits[rule.list]) visit(hit, rule, member);
    }
  };
  visit_lists(lists_, &Mark::role);
  visit_lists(rules_.shifters, &Mark::shifter);
  visit_lists(rules_.contrasts, &Mark::contrast);
}

// Counted, then put into place: the hits of a list are in order, those of all lists are not.
Marks::Marks(const methodology::Sentiment& rules, std::span<const SentimentList> lists,
             const Evidence& evidence)
    : rules_(rules), lists_(lists), evidence_(evidence), begins_(evidence.sentences.size() + 2) {
  std::vector<uint8_t> told(evidence.sentences.size());
  for (const SentimentList& list : lists) {
    if (list.tone == 0 && !list.neutral && list.direction == 0 && !list.compares) continue;
    for (const Hit& hit : evidence.list_hits[list.list]) told[hit.sentence] = 1;
  }
  each_hit(
      [&](const Hit& hit, const auto&, auto) { begins_[hit.sentence + 2] += told[hit.sentence]; });
  for (size_t i = 2; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  marks_.resize(begins_.back());
  each_hit([&](const Hit& hit, const auto& rule, auto member) {
    if (told[hit.sentence] == 0) return;
    Mark& mark = marks_[begins_[hit.sentence + 1]++];
    mark.hit = &hit;
    mark.*member = &rule;
  });
}

// Where one lies inside another, of whatever list, the longer phrase knows better: "record" says
// nothing in "record loss". A hit of a list with several roles is one mark.
std::span<Mark> keep_longest(std::span<Mark> marks) {
  size_t kept = 0;
  for (const Mark& mark : marks) {
    if (kept > 0) {
      Mark& last = marks[kept - 1];
      if (last.hit == mark.hit) {
        if (mark.role != &no_role) last.role = mark.role;
        if (mark.shifter != nullptr) last.shifter = mark.shifter;
        if (mark.contrast != nullptr) last.contrast = mark.contrast;
        continue;
      }
      if (last.hit->span.contains(mark.hit->span)) continue;
    }
    if (&marks[kept] != &mark) marks[kept] = mark;
    ++kept;
  }
  return marks.first(kept);
}

double millionths(double value) {
  constexpr double unit = 1e6, most = 1e6;
  const double bounded = std::clamp(value, -most, most) * unit;
  return static_cast<double>(static_cast<int64_t>(bounded + (bounded < 0 ? -0.5 : 0.5))) / unit;
}

/// A direction tells nothing when nothing is there to move.
bool may_speak(std::span<const Mark> marks) {
  bool tells = false, moves = false;
  for (const Mark& mark : marks) {
    const SentimentList& role = *mark.role;
    if (role.tone != 0 || role.neutral) return true;
    tells = tells || role.direction != 0 || role.compares;
    moves = moves || role.worth != 0;
  }
  return tells && moves;
}

bool may_move(const Mark& mark) { return mark.role->worth != 0 || mark.role->indifferent; }

/// One sentence. What stands near a mark is looked for around it and not in the whole sentence, so
/// time is linear in the marks, however long a sentence is.
class Sentence {
 public:
  Sentence(const methodology::Sentiment& rules, const Evidence& evidence, std::span<Mark> marks,
           SentimentReading& out)
      : rules_(rules), evidence_(evidence), marks_(marks), out_(out) {}

  void read();

 private:
  void lay_out_words();
  void weigh_contrasts();
  uint32_t first_beside(uint32_t index) const { return index - std::min(index, marks_beside); }
  uint32_t last_beside(uint32_t index) const {
    return std::min(static_cast<uint32_t>(marks_.size()), index + marks_beside);
  }
  void pair();
  bool find_partner(uint32_t direction, uint32_t apart);
  bool moves_beside(uint32_t direction, uint32_t mover);
  void add_part(uint32_t index);
  void push(uint32_t index, SentimentPart part, double strength);
  double shift(uint32_t index, SentimentPart& part) const;
  double shift_by(const Mark& shifter, uint32_t apart, SentimentPart& part) const;
  void compare(uint32_t index);
  void compare(uint32_t index, const Figure& now, const Figure& then);

  const methodology::Sentiment& rules_;
  const Evidence& evidence_;
  std::span<Mark> marks_;
  SentimentReading& out_;
  std::string_view text_;
  base::Span span_;
  bool asks_ = false;
};

void Sentence::read() {
  const Hit& first = *marks_.front().hit;
  text_ = first.passage->text->text;
  span_ = evidence_.sentences[first.sentence].span;
  asks_ = base::slice(text_, span_).ends_with('?');
  ReadSentence& sentence = out_.sentences.emplace_back();
  sentence.sentence = first.sentence;
  sentence.first_part = static_cast<uint32_t>(out_.parts.size());
  sentence.first_clause = static_cast<uint32_t>(out_.clauses.size());
  const Mark& only = marks_.front();
  sentence.uncut = marks_.size() == 1;
  sentence.opens_clause = only.contrast != nullptr || only.role->opens_clause;
  if (!sentence.uncut) {
    lay_out_words();
    // Else it is counted there.
    if (out_.clauses[sentence.first_clause] < first.span.begin) sentence.opens_clause = false;
  }
  sentence.laid_out = marks_.back().hit->span.begin;
  weigh_contrasts();
  pair();
  for (uint32_t i = 0; i < marks_.size(); ++i) {
    if (marks_[i].role->compares) compare(i);
  }
  for (uint32_t i = 0; i < marks_.size(); ++i) add_part(i);
  sentence.last_part = static_cast<uint32_t>(out_.parts.size());
  sentence.last_clause = static_cast<uint32_t>(out_.clauses.size());
}

// From the blank before the first mark on: what stands before it matters to parties only.
void Sentence::lay_out_words() {
  const uint32_t first = marks_.front().hit->span.begin;
  const size_t blank = text_.substr(span_.begin, first - span_.begin).rfind(' ');
  const uint32_t begin = span_.begin + (blank == text_.npos ? 0 : static_cast<uint32_t>(blank) + 1);
  WordWalk walk(text_, begin, out_.clauses);
  for (size_t i = 0; i < marks_.size(); ++i) {
    Mark& mark = marks_[i];
    const base::Span span = mark.hit->span;
    walk.advance(span.begin);
    if (mark.contrast != nullptr || mark.role->opens_clause) walk.open_clause(span.begin);
    mark.word = walk.words();
    mark.clause = static_cast<uint32_t>(out_.clauses.size() - 1);
    const bool walk_on = i + 1 < marks_.size() && marks_[i + 1].hit->span.begin >= span.end;
    if (walk_on) walk.advance(span.end);
    const uint32_t words = walk_on ? walk.words() - mark.word : count_words(text_, span);
    mark.last_word = mark.word + std::max(words, 1u) - 1;
  }
}

// From the end to the beginning for what stands before, the other way for what stands behind.
void Sentence::weigh_contrasts() {
  double factor = 1;
  for (size_t i = marks_.size(); i-- > 0;) {
    marks_[i].factor = factor;
    if (marks_[i].contrast != nullptr) factor *= marks_[i].contrast->before;
  }
  uint32_t clause = none;
  for (Mark& mark : marks_) {
    if (mark.clause == clause) mark.factor *= factor;
    if (mark.contrast == nullptr) continue;
    factor = mark.contrast->after;
    clause = mark.clause;
  }
}

// The nearest first; of two that are as near, the one before: "profit rose", then "cuts costs".
void Sentence::pair() {
  bool left = std::any_of(marks_.begin(), marks_.end(), may_move);
  for (uint32_t apart = 1; left && apart <= words_to_mover; ++apart) {
    left = false;
    for (uint32_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i].role->direction == 0 || marks_[i].partner != none) continue;
      left = !find_partner(i, apart) || left;
    }
  }
}

bool Sentence::find_partner(uint32_t direction, uint32_t apart) {
  const Mark& mark = marks_[direction];
  for (uint32_t i = direction; i-- > first_beside(direction);) {
    if (marks_[i].last_word + apart < mark.word) break;
    if (moves_beside(direction, i)) return true;
  }
  for (uint32_t i = direction + 1; i < last_beside(direction); ++i) {
    if (marks_[i].word > mark.last_word + apart) break;
    if (moves_beside(direction, i)) return true;
  }
  return false;
}

bool Sentence::moves_beside(uint32_t direction, uint32_t mover) {
  Mark& mark = marks_[mover];
  if (!may_move(mark)) return false;
  if (mark.partner != none) return false;
  if (mark.clause != marks_[direction].clause) return false;
  mark.partner = direction;
  marks_[direction].partner = mover;
  return true;
}

void Sentence::add_part(uint32_t index) {
  const Mark& mark = marks_[index];
  const SentimentList& role = *mark.role;
  SentimentPart part;
  part.finding = mark.hit;
  part.list = mark.hit->list;
  if (mark.partner != none) {
    const Mark& mover = marks_[mark.partner];
    int direction = role.direction;
    if (mark.later != nullptr) {
      part.finding = mark.later;
      direction = mark.better ? 1 : -1;
    }
    if (direction == 0 || mover.role->indifferent) return;
    part.mover = mover.hit;
    part.market = mover.role->market;
    const int worth = mark.later != nullptr ? 1 : mover.role->worth;
    push(index, part, direction * worth * mark.hit->weight * mover.hit->weight);
  } else if (role.tone != 0) {
    part.market = role.market || (role.direction != 0 && role.worth == 0);
    push(index, part, role.tone * mark.hit->weight);
  } else if (role.neutral && mark.hit->weight > 0) {
    part.weight = millionths(mark.hit->weight);
    out_.parts.push_back(part);
    out_.part_clauses.push_back(mark.clause);
  }
}

void Sentence::push(uint32_t index, SentimentPart part, double strength) {
  const Mark& mark = marks_[index];
  const double question = asks_ ? rules_.question : 1;
  part.points = millionths(strength * mark.factor * question * shift(index, part));
  part.weight = part.points < 0 ? -part.points : part.points;
  out_.parts.push_back(part);
  out_.part_clauses.push_back(mark.clause);
}

double Sentence::shift(uint32_t index, SentimentPart& part) const {
  const Mark& mark = marks_[index];
  double factor = 1;
  for (uint32_t i = index; i-- > first_beside(index) && marks_[i].clause == mark.clause;) {
    if (marks_[i].last_word + words_to_shifted < mark.word) break;
    if (marks_[i].hit->span.end > mark.hit->span.begin) continue;
    factor *= shift_by(marks_[i], mark.word - std::min(mark.word, marks_[i].last_word), part);
  }
  for (uint32_t i = index + 1; i < last_beside(index) && marks_[i].clause == mark.clause; ++i) {
    if (marks_[i].word > mark.last_word + words_to_shifted) break;
    if (marks_[i].shifter == nullptr || !marks_[i].shifter->behind) continue;
    factor *= shift_by(marks_[i], marks_[i].word - std::min(mark.last_word, marks_[i].word), part);
  }
  return factor;
}

double Sentence::shift_by(const Mark& shifter, uint32_t apart, SentimentPart& part) const {
  if (shifter.shifter == nullptr || apart > static_cast<uint64_t>(shifter.shifter->reach)) return 1;
  if (shifter.shifter->factor < 0) part.negated = !part.negated;
  if (part.shifter == nullptr) part.shifter = shifter.hit;
  return shifter.shifter->factor;
}

// "profit of 13.1 mn from 8.7 mn": the figure before the word is the later one, that behind it the
// earlier. "from 8.7 mn to 13.1 mn": no figure stands close before, the later one follows.
void Sentence::compare(uint32_t index) {
  const Hit& word = *marks_[index].hit;
  const std::span<const Figure> figures = evidence_.figures;
  const auto behind = std::lower_bound(
      figures.begin(), figures.end(), word, [](const Figure& figure, const Hit& hit) {
        return std::tie(figure.sentence, figure.span.begin) < std::tie(hit.sentence, hit.span.end);
      });
  const auto follows = [&](auto figure, uint32_t end) {
    return figure != figures.end() && figure->sentence == word.sentence &&
           count_words(text_, {end, figure->span.begin}) <= words_to_figure;
  };
  if (!follows(behind, word.span.end)) return;
  if (behind != figures.begin()) {
    const Figure& before = *(behind - 1);
    if (before.sentence == word.sentence && before.span.end <= word.span.begin &&
        count_words(text_, {before.span.end, word.span.begin}) <= words_to_figure) {
      return compare(index, before, *behind);
    }
  }
  if (follows(behind + 1, behind->span.end)) compare(index, behind[1], *behind);
}

// A thing whose direction is told in words needs no figures. A loss after a profit is a figure
// below zero.
void Sentence::compare(uint32_t index, const Figure& now, const Figure& then) {
  if (now.unit != then.unit) return;
  const auto moves = [&](uint32_t i) { return marks_[i].role->worth != 0; };
  uint32_t mover = index, earlier_mover = index + 1;
  while (mover > 0 && index - mover < marks_to_mover && !moves(mover)) --mover;
  if (!moves(mover) || marks_[mover].partner != none) return;
  while (earlier_mover < marks_.size() && earlier_mover - index < marks_to_mover &&
         marks_[earlier_mover].hit->span.end <= then.span.begin && !moves(earlier_mover)) {
    ++earlier_mover;
  }
  const bool other = earlier_mover < marks_.size() && moves(earlier_mover) &&
                     marks_[earlier_mover].hit->span.end <= then.span.begin;
  const Mark& mark = marks_[mover];
  const double later = mark.role->worth * now.value;
  const double earlier = (other ? marks_[earlier_mover] : mark).role->worth * then.value;
  if (later == earlier) return;
  marks_[index].later = &now;
  marks_[index].better = later > earlier;
  marks_[index].partner = mover;
  marks_[mover].partner = index;
  if (other) marks_[earlier_mover].partner = index;
}

/// By the grammar of `lists` alone.
SentimentReading read_by(const methodology::Sentiment& rules, std::span<const SentimentList> lists,
                         const Evidence& evidence) {
  SentimentReading out;
  Marks marks(rules, lists, evidence);
  for (size_t i = 0; i < evidence.sentences.size(); ++i) {
    std::span<Mark> sentence = marks.of_sentence(i);
    if (sentence.empty() || !may_speak(sentence)) continue;
    base::sort_in_place(sentence, stands_before);
    sentence = keep_longest(sentence);
    if (may_speak(sentence)) Sentence(rules, evidence, sentence, out).read();
  }
  return out;
}

}  // namespace

SentimentReading read_sentiment(const methodology::Sentiment& rules, const Evidence& evidence) {
  const std::span<const SentimentList> lists = rules.lists;
  if (lists.empty()) return {};
  SentimentReading out = read_by(rules, lists.subspan(rules.fallbacks), evidence);
  if (out.parts.empty() && rules.fallbacks > 0) out = read_by(rules, lists, evidence);
  return out;
}

}  // namespace stet::scores
