// All phrases of all lists that have a role are "marks". Those of a sentence, in reading order, are
// given a word number and a clause; then directions find what moves, nearest first, figures are
// compared, and what is left speaks for itself.
#include "engine/scores/sentiment_grammar.h"

#include <algorithm>
#include <tuple>

#include "engine/base/sort.h"
#include "engine/scores/fixed.h"
#include "engine/scores/sentiment_words.h"
#include "engine/text/buffer.h"

namespace stet::scores {

namespace {

using evidence::Evidence;
using evidence::Figure;
using evidence::Hit;
using methodology::SentimentContrast;
using methodology::SentimentList;
using methodology::SentimentShifter;

constexpr uint32_t none = UINT32_MAX;

/// What the phrases of a list do in a sentence. A bit set, so that it can be told of many at once.
enum Does : uint8_t {
  does_speak = 1,  ///< for themselves
  does_tell = 2,   ///< that something moves
  does_move = 4,   ///< and somebody minds
  does_stay = 8,   ///< move, and nobody minds
  does_shift = 16,
  does_contrast = 32,
  does_compare = 64,  ///< figures
};

/// A direction tells nothing when nothing is there to move.
bool may_speak(uint8_t does) {
  return (does & does_speak) != 0 || ((does & does_tell) != 0 && (does & does_move) != 0);
}

/// All roles that a list has.
struct Role : SentimentList {
  const SentimentShifter* shifter = nullptr;
  const SentimentContrast* contrast = nullptr;
};

uint8_t what_does(const SentimentList& list) {
  uint8_t out = 0;
  if (list.tone != 0 || list.neutral) out |= does_speak;
  if (list.direction != 0 || list.compares) out |= does_tell;
  if (list.worth != 0) out |= does_move;
  if (list.indifferent) out |= does_stay;
  if (list.compares) out |= does_compare;
  return out;
}

/// By list of the methodology.
class Roles {
 public:
  /// Of `count` lists and patterns; `lists` are those that count.
  Roles(const methodology::Sentiment& rules, std::span<const SentimentList> lists, size_t count)
      : roles_(count), does_(count), has_role_(count) {
    for (const SentimentList& list : lists) {
      static_cast<SentimentList&>(roles_[list.list]) = list;
      add(list.list, what_does(list));
    }
    for (const SentimentShifter& shifter : rules.shifters) {
      roles_[shifter.list].shifter = &shifter;
      add(shifter.list, does_shift);
    }
    for (const SentimentContrast& contrast : rules.contrasts) {
      roles_[contrast.list].contrast = &contrast;
      add(contrast.list, does_contrast);
    }
  }

  const Role& of(const Hit& hit) const { return roles_[hit.list]; }
  uint8_t does(const Hit& hit) const { return does_[hit.list]; }
  /// Adds those of lists that have a role; which ones have is hard to foresee.
  void select(std::span<const Hit* const> hits, text::Buffer<const Hit*>& out) const {
    const Hit** const to = out.room(hits.size() + 1);
    size_t count = 0;
    for (const Hit* const hit : hits) {
      to[count] = hit;
      count += has_role_[hit->list];
    }
    out.commit(count);
  }

 private:
  void add(uint32_t list, uint8_t does) {
    does_[list] |= does;
    has_role_[list] = 1;
  }

  std::vector<Role> roles_;
  std::vector<uint8_t> does_, has_role_;
};

struct Mark {
  const Hit* hit = nullptr;
  const Role* role = nullptr;
  uint32_t word = 0, last_word = 0;
  uint32_t clause = 0;
  uint32_t partner = none;        ///< of a direction: what moves; of what moves: its direction
  double factor = 1;              ///< of the contrasts of the sentence
  const Figure* later = nullptr;  ///< of a comparison that tells a direction: the later figure
  bool better = false;            ///< of such a comparison: good news
};

// Reading order; of those that begin together the longest first.
bool stands_before(const Hit* a, const Hit* b) {
  const base::Span at = a->span, other = b->span;
  if (at.begin != other.begin) return at.begin < other.begin;
  return at.end != other.end ? at.end > other.end : a->list < b->list;
}

double millionths(double value) {
  constexpr double unit = 1e6, most = 1e6;
  const double bounded = std::clamp(value, -most, most) * unit;
  return static_cast<double>(static_cast<int64_t>(bounded + (bounded < 0 ? -0.5 : 0.5))) / unit;
}

bool may_move(const Mark& mark) { return mark.role->worth != 0 || mark.role->indifferent; }

bool opens_clause(const Mark& mark) {
  return mark.role->contrast != nullptr || mark.role->opens_clause;
}

/// One sentence. What stands near a mark is looked for around it and not in the whole sentence, so
/// time is linear in the marks, however long a sentence is.
class Sentence {
 public:
  /// `does` is what any of `marks` does.
  Sentence(const methodology::Sentiment& rules, const Evidence& evidence, std::span<Mark> marks,
           uint8_t does, SentimentReading& out)
      : rules_(rules), evidence_(evidence), marks_(marks), does_(does), out_(out) {}

  void read();

 private:
  void lay_out_words();
  uint32_t unbroken_before(uint32_t offset) const;
  void weigh_contrasts();
  uint32_t first_beside(uint32_t index) const { return index - std::min(index, marks_beside); }
  uint32_t last_beside(uint32_t index) const {
    return std::min(static_cast<uint32_t>(marks_.size()), index + marks_beside);
  }
  void pair();
  uint32_t find_partner(uint32_t direction, uint32_t apart);
  bool moves_beside(uint32_t direction, uint32_t mover);
  void add_part(uint32_t index);
  void weigh(uint32_t index, double strength, SentimentPart& part) const;
  double shift(uint32_t index, SentimentPart& part) const;
  double shift_by(const Mark& mark, uint32_t apart, SentimentPart& part) const;
  void compare(uint32_t index);
  void compare(uint32_t index, const Figure& now, const Figure& then);

  const methodology::Sentiment& rules_;
  const Evidence& evidence_;
  std::span<Mark> marks_;
  uint8_t does_;
  SentimentReading& out_;
  std::string_view text_;
  base::Span span_;
  bool asks_ = false;
};

void Sentence::read() {
  const Hit& first = *marks_.front().hit;
  text_ = first.passage->text->text;
  span_ = evidence_.sentences[first.sentence].span;
  asks_ = !span_.empty() && text_[span_.end - 1] == '?';
  ReadSentence& sentence = out_.sentences.emplace_back();
  sentence.sentence = first.sentence;
  sentence.first_part = static_cast<uint32_t>(out_.parts.size());
  sentence.first_clause = static_cast<uint32_t>(out_.clauses.size());
  sentence.uncut = marks_.size() == 1;
  sentence.opens_clause = opens_clause(marks_.front());
  if (!sentence.uncut) {
    lay_out_words();
    // Else it is counted there.
    if (out_.clauses[sentence.first_clause] < first.span.begin) sentence.opens_clause = false;
  }
  sentence.laid_out = marks_.back().hit->span.begin;
  if ((does_ & does_contrast) != 0) weigh_contrasts();
  if ((does_ & (does_move | does_stay)) != 0) pair();
  for (uint32_t i = 0; i < marks_.size() && (does_ & does_compare) != 0; ++i) {
    if (marks_[i].role->compares) compare(i);
  }
  for (uint32_t i = 0; i < marks_.size(); ++i) add_part(i);
  sentence.last_part = static_cast<uint32_t>(out_.parts.size());
  sentence.last_clause = static_cast<uint32_t>(out_.clauses.size());
}

// From the blank before the first mark on: what stands before it matters to parties only. Nothing
// looks back at the last one.
void Sentence::lay_out_words() {
  const uint32_t first = marks_.front().hit->span.begin;
  WordWalk walk(text_, first - unbroken_before(first), out_.clauses);
  for (size_t i = 0; i < marks_.size(); ++i) {
    Mark& mark = marks_[i];
    const base::Span span = mark.hit->span;
    walk.advance(span.begin);
    if (opens_clause(mark)) walk.open_clause(span.begin);
    mark.word = walk.words();
    mark.clause = static_cast<uint32_t>(out_.clauses.size() - 1);
    if (i + 1 == marks_.size()) break;
    const bool walk_on = marks_[i + 1].hit->span.begin >= span.end;
    if (walk_on) walk.advance_over_word(span.end);
    const uint32_t words = walk_on ? walk.words() - mark.word : count_words(text_, span);
    mark.last_word = mark.word + std::max(words, 1u) - 1;
  }
}

/// Bytes between the last blank before `offset` and it.
uint32_t Sentence::unbroken_before(uint32_t offset) const {
  const std::string_view before = text_.substr(span_.begin, offset - span_.begin);
  if (before.empty() || before.back() == ' ') return 0;
  const size_t blank = before.rfind(' ');
  return static_cast<uint32_t>(before.size() - (blank == before.npos ? 0 : blank + 1));
}

// From the end to the beginning for what stands before, the other way for what stands behind.
void Sentence::weigh_contrasts() {
  double factor = 1;
  for (size_t i = marks_.size(); i-- > 0;) {
    marks_[i].factor = factor;
    if (marks_[i].role->contrast != nullptr) factor *= marks_[i].role->contrast->before;
  }
  uint32_t clause = none;
  for (Mark& mark : marks_) {
    if (mark.clause == clause) mark.factor *= factor;
    if (mark.role->contrast == nullptr) continue;
    factor = mark.role->contrast->after;
    clause = mark.clause;
  }
}

// The nearest first; of two that are as near, the one before: "profit rose", then "cuts costs".
void Sentence::pair() {
  uint32_t next = none;
  for (uint32_t apart = 1; apart <= words_to_mover; apart = next) {
    next = none;
    for (uint32_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i].role->direction == 0 || marks_[i].partner != none) continue;
      next = std::min(next, find_partner(i, apart));
    }
  }
}

/// If there is none: how many words farther away the next mark is, `none` if there is no more.
uint32_t Sentence::find_partner(uint32_t direction, uint32_t apart) {
  const Mark& mark = marks_[direction];
  uint32_t next = none;
  for (uint32_t i = direction; i-- > first_beside(direction);) {
    if (marks_[i].last_word + apart < mark.word) {
      next = mark.word - marks_[i].last_word;
      break;
    }
    if (moves_beside(direction, i)) return none;
  }
  for (uint32_t i = direction + 1; i < last_beside(direction); ++i) {
    if (marks_[i].word > mark.last_word + apart) {
      return std::min(next, marks_[i].word - mark.last_word);
    }
    if (moves_beside(direction, i)) return none;
  }
  return next;
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
  const Role& role = *mark.role;
  const Mark* const mover = mark.partner == none ? nullptr : &marks_[mark.partner];
  const bool compared = mark.later != nullptr;
  if (mover != nullptr) {
    if ((role.direction == 0 && !compared) || mover->role->indifferent) return;
  } else if (role.tone == 0 && !(role.neutral && mark.hit->weight > 0)) {
    return;
  }
  out_.part_clauses.push_back(mark.clause);
  SentimentPart& part = out_.parts.emplace_back();
  part.finding = mark.hit;
  part.list = mark.hit->list;
  if (mover != nullptr) {
    if (compared) part.finding = mark.later;
    part.mover = mover->hit;
    part.market = mover->role->market;
    const int better = compared ? (mark.better ? 1 : -1) : role.direction * mover->role->worth;
    weigh(index, better * mark.hit->weight * mover->hit->weight, part);
  } else if (role.tone != 0) {
    part.market = role.market || (role.direction != 0 && role.worth == 0);
    weigh(index, role.tone * mark.hit->weight, part);
  } else {
    part.weight = millionths(mark.hit->weight);
  }
}

void Sentence::weigh(uint32_t index, double strength, SentimentPart& part) const {
  const double question = asks_ ? rules_.question : 1;
  const double shifted = (does_ & does_shift) != 0 ? shift(index, part) : 1;
  part.points = millionths(strength * marks_[index].factor * question * shifted);
  part.weight = part.points < 0 ? -part.points : part.points;
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
    const SentimentShifter* const shifter = marks_[i].role->shifter;
    if (shifter == nullptr || !shifter->behind) continue;
    factor *= shift_by(marks_[i], marks_[i].word - std::min(mark.last_word, marks_[i].word), part);
  }
  return factor;
}

double Sentence::shift_by(const Mark& mark, uint32_t apart, SentimentPart& part) const {
  const SentimentShifter* const shifter = mark.role->shifter;
  if (shifter == nullptr || apart > static_cast<uint64_t>(shifter->reach)) return 1;
  if (shifter->factor < 0) part.negated = !part.negated;
  if (part.shifter == nullptr) part.shifter = mark.hit;
  return shifter->factor;
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

/// Where one lies inside another, of whatever list, the longer phrase knows better: "record" says
/// nothing in "record loss". True if any was left out.
bool keep_longest(std::vector<const Hit*>& hits) {
  if (!std::is_sorted(hits.begin(), hits.end(), stands_before)) {
    base::sort_in_place(hits, stands_before);
  }
  const size_t count = hits.size();
  size_t kept = 1;
  for (size_t i = 1; i < count; ++i) {
    if (!hits[kept - 1]->span.contains(hits[i]->span)) hits[kept++] = hits[i];
  }
  hits.resize(kept);
  return kept < count;
}

/// By the grammar of `lists` alone.
SentimentReading read_by(const methodology::Sentiment& rules, std::span<const SentimentList> lists,
                         const Evidence& evidence) {
  SentimentReading out;
  const Roles roles(rules, lists, evidence.list_hits.size());
  text::Buffer<const Hit*> hits;
  roles.select(evidence.hits_in_order, hits);
  out.parts.reserve(hits.size() / 2);
  out.part_clauses.reserve(hits.size() / 2);
  // Of the sentence at hand.
  std::vector<const Hit*> found;
  std::vector<Mark> marks;
  for (auto begin = hits.begin(), end = begin; begin != hits.end(); begin = end) {
    const uint32_t sentence = (*begin)->sentence;
    uint8_t does = 0;
    for (; end != hits.end() && (*end)->sentence == sentence; ++end) does |= roles.does(**end);
    if (!may_speak(does)) continue;
    found.assign(begin, end);
    if (keep_longest(found)) {
      does = 0;
      for (const Hit* const hit : found) does |= roles.does(*hit);
      if (!may_speak(does)) continue;
    }
    marks.clear();
    for (const Hit* const hit : found) {
      Mark& mark = marks.emplace_back();
      mark.hit = hit;
      mark.role = &roles.of(*hit);
    }
    Sentence(rules, evidence, marks, does, out).read();
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
