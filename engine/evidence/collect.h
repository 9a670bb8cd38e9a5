// Article → Evidence.
//
//   evidence::Search search(methodology, rules.phrases, rules.patterns, needs);   // once, shared
//   evidence::Collector collector(search);                                       // one per thread
//   const evidence::Evidence& evidence = collector.collect(article);
//
// One pass over each passage; memory is kept from article to article. Tested in
// tests/evidence/collect_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/evidence/body_words.h"
#include "engine/evidence/claim_check.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/passage_cache.h"
#include "engine/evidence/quantities.h"
#include "engine/evidence/search.h"
#include "engine/evidence/source_ids.h"
#include "engine/evidence/source_reader.h"
#include "engine/evidence/speakers.h"
#include "engine/text/buffer.h"
#include "engine/text/text.h"

namespace stet::evidence {

class Collector {
 public:
  explicit Collector(const Search& search)
      : search_(&search),
        clusterer_(search.sources()),
        source_reader_(search.methodology(), search.lexicon()),
        claim_checker_(search.methodology(), search.lexicon()) {}
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  /// The evidence lives until the next call and refers to the article.
  const Evidence& collect(const formats::Article& article);

  /// The nanoseconds that text analysis takes are counted with `clock`; null: not counted.
  void set_clock(uint64_t (*clock)()) { clock_ = clock; }
  /// What text analysis took in the last collect.
  uint64_t text_ns() const { return text_ns_; }

  /// Keep what passages yield for the next collect (passage_cache.h): for one story that is being
  /// written. It changes no result.
  void remember_passages() {
    cache_.emplace();
    body_words_.count();
  }

  /// Whether merges of sources show which text was reused (Merge::first_span); they do unless said.
  void show_passages(bool show) { passages_ = show; }

  /// Share (0–1) of the content words and numbers of `text` that occur in the body of the last
  /// article (body_words.h). Asks for need_body_words.
  double share_in_body(std::string_view text) { return body_words_.share(text); }

  /// All quantities of the last article that stand in no other one, in document order. `now`: what
  /// "tomorrow" counts from, in civil time; without it what is relative has no readings.
  /// Linked only where it is called: engine/quantities is large.
  std::span<const Quantity> find_quantities(std::optional<int64_t> now);

 private:
  void restart();
  static bool goes_on(const Passage& passage);
  void stop_speech();
  void read_sources(const formats::Article& article);
  void read_passage(const Passage& passage);
  void add_passage(Passage& passage);
  void replay_or_read(Passage& passage);
  void replay(const PassageFindings& findings, const Passage& passage);
  struct Counts;
  Counts counts() const;
  void record(PassageFindings& findings, const Counts& before) const;
  void analyse(const Passage& passage);
  void add_hits(const Passage& passage);
  void add_figures(const Passage& passage);
  void add_sentences(const Passage& passage);
  void add_quotations(const Passage& passage);
  void add_quantities(const Passage& passage, std::optional<int64_t> now,
                      std::vector<Quantity>& out);
  void place(Finding& finding, const Passage& passage, base::Span span) const;
  void sort_hits();

  const Search* search_;
  Clusterer clusterer_;
  SourceReader source_reader_;
  ClaimChecker claim_checker_;
  SourceIds ids_;
  Speakers speakers_;
  BodyWords body_words_;
  base::Arena arena_;
  Evidence evidence_;

  // Of the passage that is being read.
  text::TextAnalysis analysis_;
  text::PatternScratch pattern_scratch_;
  std::vector<text::PatternMatch> pattern_matches_;
  text::QuotationState quotation_state_;
  uint32_t first_sentence_ = 0;  ///< its number among the article's sentences

  std::optional<PassageCache> cache_;
  bool passages_ = true;
  uint64_t (*clock_)() = nullptr;
  uint64_t text_ns_ = 0;

  /// Hits of one passage that was read before, or, without a passage, of all that were read now.
  struct HitRun {
    std::span<const Hit> hits;
    const Passage* passage = nullptr;
    uint32_t first_sentence = 0;
  };
  std::vector<HitRun> hit_runs_;  ///< in document order

  // Of the article so far, in document order; of a session's hits those that were read last.
  text::Buffer<Hit> hits_;
  std::vector<Figure> figures_;
  std::vector<Sentence> sentences_;
  std::vector<Quotation> quotations_;
};

}  // namespace stet::evidence
