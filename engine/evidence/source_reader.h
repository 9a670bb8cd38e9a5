// Reads the texts of sources, once each:
//
//   text ─▶ words, sentences, quotations, cues (source_lexicon.h)
//        ├─▶ origins: what the text itself says about where it comes from
//        ├─▶ shingles (text_reuse.h)
//        └─▶ quotations, for those that several share (shared_quotations.h)
//
// Origins are
//   agency       a dateline "LONDON (Reuters) -", a closing line "(Reporting by …", a copyright
//                line, "with files from AFP", "AP contributed to this report"
//   attribution  "first reported by OUTLET", or "according to OUTLET" as half of all that the text
//                attributes; in passing, where it stands in the first two sentences
//   upstream     all that the text attributes, it attributes to one document or unnamed person
// where OUTLET is a listed source or an agency of the methodology. Tested in
// tests/evidence/source_reader_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/evidence/attributions.h"
#include "engine/evidence/evidence.h"
#include "engine/evidence/name_index.h"
#include "engine/evidence/shared_quotations.h"
#include "engine/evidence/source_lexicon.h"
#include "engine/evidence/text_index.h"
#include "engine/evidence/text_reuse.h"
#include "engine/text/text.h"

namespace stet::evidence {

struct Origin {
  uint32_t source = 0;  ///< index into Article::sources
  MergeReason reason = MergeReason::agency;
  std::string_view value;    ///< folded: equal ones are one; of an agency, its id
  std::string_view written;  ///< as people read it
  base::Span span;           ///< in the source's text
  bool in_passing = false;   ///< an outlet named early, among other voices
};

/// One per thread; keeps its memory between articles.
class SourceReader {
 public:
  SourceReader(const methodology::Methodology& methodology, const SourceLexicon& lexicon)
      : methodology_(&methodology), lexicon_(&lexicon) {}

  /// What is found lives in `arena` and refers to the article.
  void read(const formats::List<formats::Source>& sources, base::Arena& arena);

  /// Which sources' texts will be asked for what they say: before read().
  TextIndex& index() { return index_; }

  std::span<const Origin> origins() const { return origins_; }
  TextReuse& reuse() { return reuse_; }
  SharedQuotations& shared_quotations() { return shared_quotations_; }

 private:
  /// Where an attribution leads.
  struct Lead {
    Attribution attribution;
    std::string_view value;  ///< empty: to a speaker of the text itself
    std::string_view written;
    MergeReason reason = MergeReason::upstream;
    base::Span span;
    bool first_report = false;
  };

  bool is_medium(const formats::Source& source) const;
  void index_names(const formats::List<formats::Source>& sources);
  void read_text(uint32_t source, std::string_view text, base::Arena& arena);
  void sort_cues();
  void find_dateline();
  void find_credit(const text::PhraseMatch& match, Cue cue);
  void find_copyright(std::string_view text);
  bool find_agency(uint32_t first, uint32_t last, base::Span cue);
  void add_agency(uint32_t agency, base::Span span);
  void find_lead(const text::PhraseMatch& match, Cue cue, std::string_view text,
                 base::Arena& arena);
  bool find_outlet(Lead& lead, uint32_t first, uint32_t last, base::Arena& arena);
  void add_attributed();
  void add_to_index(std::string_view text);
  void add_upstream(std::string_view text, base::Arena& arena);
  std::string_view fold(std::string_view name, base::Arena& arena);

  const methodology::Methodology* methodology_;
  const SourceLexicon* lexicon_;
  const formats::List<formats::Source>* sources_ = nullptr;
  NameIndex listed_;
  TextReuse reuse_;
  SharedQuotations shared_quotations_;
  TextIndex index_;
  std::vector<Origin> origins_;

  // Of the text at hand.
  uint32_t source_ = 0;
  text::TextAnalysis analysis_;
  text::QuotationState quotation_state_;
  std::vector<base::Span> unnamed_, documents_, left_out_;
  std::vector<Lead> leads_;
  std::vector<IndexedSentence> sentences_;
  std::string folded_;
};

}  // namespace stet::evidence
