// Findings are gathered in document order in buffers that stay; hits are then copied into the arena
// and sorted by list on the way. Tested in tests/evidence/collect_test.cc.
#include "engine/evidence/collect.h"

#include <new>

#include "engine/evidence/freshness.h"
#include "engine/evidence/passages.h"
#include "engine/evidence/support.h"

namespace stet::evidence {

namespace {

// ISO 4217 codes go to the arena: a number token is gone with the next passage.
std::string_view unit_of(const text::NumberToken& number, base::Arena& arena) {
  switch (number.unit) {
    case text::NumberUnit::none: return "";
    case text::NumberUnit::percent: return "%";
    case text::NumberUnit::percentage_point: return "pp";
    case text::NumberUnit::basis_point: return "bp";
    case text::NumberUnit::currency: return arena.copy_text(number.currency);
  }
  return "";
}

}  // namespace

const Evidence& Collector::collect(const formats::Article& article) {
  arena_.reset();
  hits_.clear();
  hit_runs_.clear();
  figures_.clear();
  sentences_.clear();
  quotations_.clear();
  body_words_.clear();
  restart();
  text_ns_ = 0;
  evidence_ = Evidence();
  evidence_.article = &article;

  read_sources(article);
  const std::span<Passage> passages = find_passages(article, ids_, arena_);
  evidence_.passages = passages;
  if (cache_) cache_->begin_pass();
  for (Passage& passage : passages) add_passage(passage);
  if (cache_) cache_->end_pass(body_words_);

  if (!cache_) hit_runs_.push_back({{hits_.data(), hits_.size()}, nullptr, 0});
  sort_hits();
  evidence_.figures = figures_;
  evidence_.sentences = sentences_;
  evidence_.quotations = quotations_;
  return evidence_;
}

/// Before the first passage.
void Collector::restart() {
  stop_speech();
  first_sentence_ = 0;
}

void Collector::stop_speech() {
  quotation_state_ = {};
  speakers_.restart();
}

void Collector::read_sources(const formats::Article& article) {
  ids_.build(article.sources);
  const methodology::Verification& rules = search_->methodology().verification;
  TextIndex& texts = source_reader_.index();
  texts.restart(article.sources.size);
  if (rules.support == methodology::SupportBasis::text) want_cited(article, ids_, texts);
  source_reader_.read(article.sources, arena_);
  const Clustering clustering =
      clusterer_.cluster(article.sources, source_reader_, passages_, arena_);
  evidence_.clusters = clustering.clusters;
  evidence_.cluster_of = clustering.cluster_of;
  evidence_.shared_quotations = source_reader_.shared_quotations().find(arena_);
  evidence_.support = find_support(article, ids_, clustering, texts, claim_checker_, arena_);
  evidence_.verified = count_verified(rules, clustering, evidence_.support);
  evidence_.worth = worth_of_clusters(article, search_->sources(), clustering.clusters, arena_);
}

// Speech runs on from paragraph to paragraph, not past a heading or from one field into another.
bool Collector::goes_on(const Passage& passage) {
  return passage.part == Part::body && passage.block_kind != "heading";
}

void Collector::add_passage(Passage& passage) {
  const bool continues = goes_on(passage);
  if (!continues) stop_speech();
  cache_ ? replay_or_read(passage) : read_passage(passage);
  if (!continues) quotation_state_ = {};
}

void Collector::read_passage(const Passage& passage) {
  analyse(passage);
  const uint32_t words = analysis_.tokens.word_count;
  evidence_.words += words;
  if (passage.part == Part::body) {
    if (evidence_.blocks == 0) evidence_.first_body_sentence = first_sentence_;
    ++evidence_.blocks;
    evidence_.body_words += words;
    if (search_->needs(need_body_words)) body_words_.add(analysis_.tokens, analysis_.numbers);
  }
  speakers_.read(passage, analysis_, search_->is_attribution());
  add_hits(passage);
  if (search_->needs(need_figures)) add_figures(passage);
  if (search_->needs(need_sentences)) add_sentences(passage);
  if (search_->needs(need_quotations)) add_quotations(passage);
  first_sentence_ += static_cast<uint32_t>(analysis_.sentences.size());
}

void Collector::analyse(const Passage& passage) {
  const std::string_view text = passage.text->text;
  const uint64_t started = clock_ == nullptr ? 0 : clock_();
  text::tokenise(text, analysis_.tokens);
  text::find_sentences(text, analysis_.tokens, analysis_.sentences);
  text::find_quotations(text, analysis_.tokens, quotation_state_, analysis_.quotations);
  search_->phrases().find(text, analysis_.tokens, analysis_.scratch, analysis_.phrases);
  if (search_->needs(need_figures) ||
      (search_->needs(need_body_words) && passage.part == Part::body)) {
    text::find_numbers(text, analysis_.tokens, analysis_.numbers);
  }
  if (search_->patterns().size() > 0) {
    search_->patterns().find(text, pattern_scratch_, pattern_matches_);
  }
  if (clock_ != nullptr) text_ns_ += clock_() - started;
}

void Collector::place(Finding& finding, const Passage& passage, base::Span span) const {
  const Speakers::Place place = speakers_.at(span);
  finding.passage = &passage;
  finding.span = span;
  finding.voice = place.voice;
  finding.attributed = place.attributed;
  finding.sentence = first_sentence_ + place.sentence;
}

void Collector::add_hits(const Passage& passage) {
  const std::vector<text::PhraseMatch>& phrases = analysis_.phrases;
  const size_t count = phrases.size() + pattern_matches_.size();
  Hit* to = hits_.room(count);
  for (size_t i = 0; i < phrases.size(); ++i) {
    const text::PhraseMatch& match = phrases[i];
    const Speakers::Place at = speakers_.of_phrase(i, match.span);
    const Finding finding{&passage, match.span, at.voice, at.attributed,
                          first_sentence_ + at.sentence};
    *to++ = {finding, match.list, match.phrase, match.weight};
  }
  for (const text::PatternMatch& match : pattern_matches_) {
    Hit hit;
    place(hit, passage, match.span);
    hit.list = search_->list_count() + match.pattern;
    *to++ = hit;
  }
  hits_.commit(count);
}

void Collector::add_figures(const Passage& passage) {
  for (const text::NumberToken& number : analysis_.numbers) {
    if (number.in_date) continue;
    Figure& figure = figures_.emplace_back();
    place(figure, passage, number.span);
    figure.value = number.value;
    figure.unit = unit_of(number, arena_);
  }
}

void Collector::add_sentences(const Passage& passage) {
  size_t number = 0;
  const std::vector<text::NumberToken>& numbers = analysis_.numbers;
  const bool counts = search_->needs(need_figures);
  for (const text::Sentence& from : analysis_.sentences) {
    Sentence& sentence = sentences_.emplace_back();
    place(sentence, passage, from.span);
    while (counts && number < numbers.size() && numbers[number].span.begin < from.span.end) {
      sentence.figures += numbers[number].in_date ? 0 : 1;
      ++number;
    }
  }
}

// Quotations within quotations belong to the outer one; a quotation block without marks is one.
void Collector::add_quotations(const Passage& passage) {
  for (const text::Quotation& from : analysis_.quotations) {
    if (from.depth == 0) place(quotations_.emplace_back(), passage, from.span);
  }
  if (passage.block_kind == "quotation" && analysis_.quotations.empty()) {
    const auto size = static_cast<uint32_t>(passage.text->text.size());
    place(quotations_.emplace_back(), passage, {0, size});
  }
}

// Counting sort: by list, document order kept.
void Collector::sort_hits() {
  const uint32_t lists = search_->list_count() + search_->patterns().size();
  const std::span<uint32_t> ends = arena_.make_array<uint32_t>(lists + size_t{1});
  size_t count = 0;
  for (const HitRun& run : hit_runs_) {
    for (const Hit& hit : run.hits) ++ends[hit.list + size_t{1}];
    count += run.hits.size();
  }
  const std::span<Hit> sorted(static_cast<Hit*>(arena_.allocate(count * sizeof(Hit), alignof(Hit))),
                              count);
  const std::span<std::span<const Hit>> by_list = arena_.make_array<std::span<const Hit>>(lists);
  for (uint32_t list = 0; list < lists; ++list) {
    ends[list + size_t{1}] += ends[list];
    by_list[list] = sorted.subspan(ends[list], ends[list + size_t{1}] - ends[list]);
  }
  const std::span<const Hit*> in_order(
      static_cast<const Hit**>(arena_.allocate(count * sizeof(const Hit*), alignof(const Hit*))),
      count);
  auto next = in_order.begin();
  for (const HitRun& run : hit_runs_) {
    for (const Hit& hit : run.hits) {
      Hit* const to = new (&sorted[ends[hit.list]++]) Hit(hit);
      *next++ = to;
      if (run.passage == nullptr) continue;
      to->passage = run.passage;
      to->sentence += run.first_sentence;
    }
  }
  evidence_.hits = sorted;
  evidence_.hits_in_order = in_order;
  evidence_.list_hits = by_list;
  evidence_.list_count = search_->list_count();
}

}  // namespace stet::evidence
