// Findings of passages that were read in an earlier check, put at their new places.
#include <iterator>

#include "engine/evidence/collect.h"

namespace stet::evidence {

/// How much was found before a passage.
struct Collector::Counts {
  size_t figures, sentences, quotations, keys;
};

namespace {

template <typename Row, typename T>
void copy_out(const Row& all, size_t from, uint32_t first_sentence, std::vector<T>& out) {
  out.assign(all.data() + from, all.data() + all.size());
  for (T& finding : out) {
    finding.passage = nullptr;
    finding.sentence -= first_sentence;
  }
}

template <typename T>
void copy_in(const std::vector<T>& from, const Passage& passage, uint32_t first_sentence,
             std::vector<T>& all) {
  const size_t before = all.size();
  all.insert(all.end(), from.begin(), from.end());
  for (size_t i = before; i < all.size(); ++i) {
    all[i].passage = &passage;
    all[i].sentence += first_sentence;
  }
}

// Units may live in memory that the next check uses again.
void own_units(PassageFindings& findings) {
  for (const Figure& figure : findings.figures) findings.units += figure.unit;
  std::string_view rest = findings.units;
  for (Figure& figure : findings.figures) {
    const size_t size = figure.unit.size();
    figure.unit = rest.substr(0, size);
    rest.remove_prefix(size);
  }
}

}  // namespace

Collector::Counts Collector::counts() const {
  return {figures_.size(), sentences_.size(), quotations_.size(), body_words_.keys().size()};
}

void Collector::replay_or_read(Passage& passage) {
  PassageContext context;
  context.part = passage.part;
  context.heading = passage.block_kind == "heading";
  context.quotation = passage.block_kind == "quotation";
  context.cites = passage.cites;
  context.attributed_before = speakers_.attributed_before();
  context.open_mark = quotation_state_.open_mark;
  if (PassageFindings* known = cache_->find(passage.text->text, context)) {
    passage.judged = &known->judged;
    return replay(*known, passage);
  }
  hits_.clear();
  const Counts before = counts();
  const uint32_t words = evidence_.words, sentences = first_sentence_;
  read_passage(passage);
  PassageFindings& findings = cache_->add(passage.text->text, context);
  passage.judged = &findings.judged;
  findings.words = evidence_.words - words;
  findings.sentence_count = first_sentence_ - sentences;
  record(findings, before);
  hit_runs_.push_back({findings.hits, &passage, first_sentence_ - findings.sentence_count});
}

void Collector::record(PassageFindings& findings, const Counts& before) const {
  const uint32_t first = first_sentence_ - findings.sentence_count;
  copy_out(hits_, 0, first, findings.hits);
  copy_out(figures_, before.figures, first, findings.figures);
  copy_out(sentences_, before.sentences, first, findings.sentences);
  copy_out(quotations_, before.quotations, first, findings.quotations);
  own_units(findings);
  const auto keys = body_words_.keys().subspan(before.keys);
  findings.word_keys.assign(keys.begin(), keys.end());
  findings.open_mark_after = quotation_state_.open_mark;
  findings.attributed_after = speakers_.attributed_before();
}

void Collector::replay(const PassageFindings& findings, const Passage& passage) {
  evidence_.words += findings.words;
  if (passage.part == Part::body) {
    if (evidence_.blocks == 0) evidence_.first_body_sentence = first_sentence_;
    ++evidence_.blocks;
    evidence_.body_words += findings.words;
  }
  hit_runs_.push_back({findings.hits, &passage, first_sentence_});
  copy_in(findings.figures, passage, first_sentence_, figures_);
  copy_in(findings.sentences, passage, first_sentence_, sentences_);
  copy_in(findings.quotations, passage, first_sentence_, quotations_);
  first_sentence_ += findings.sentence_count;
  quotation_state_.open_mark = findings.open_mark_after;
  speakers_.set_attributed_before(findings.attributed_after);
}

}  // namespace stet::evidence
