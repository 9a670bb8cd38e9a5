#include "engine/evidence/source_lexicon.h"

#include <bit>

#include "engine/evidence/word_stems.h"

namespace stet::evidence {

namespace {

using methodology::Methodology;
using methodology::Phrase;

/// Adds lists to a phrase set and keeps what each is for.
class Lists {
 public:
  Lists(const Methodology& methodology, base::Problems& problems)
      : methodology_(methodology), problems_(problems) {}

  void add(Cue cue, const std::vector<Phrase>& phrases, text::PhraseListOptions options = {}) {
    std::vector<text::Phrase> texts;
    for (const Phrase& phrase : phrases)
      texts.push_back({phrase.text, phrase.weight, phrase.place, phrase.case_sensitive});
    // Methodologies made in memory have no files.
    std::string_view file;
    if (!phrases.empty() && phrases.front().file < methodology_.files.size()) {
      file = methodology_.files[phrases.front().file]->name;
    }
    builder_.add_list(options, texts, file, problems_);
    cues.push_back(cue);
    agencies.push_back(NameIndex::none);
  }

  text::PhraseSet build() { return builder_.build(problems_); }

  std::vector<Cue> cues;
  std::vector<uint32_t> agencies;

 private:
  const Methodology& methodology_;
  base::Problems& problems_;
  text::PhraseSetBuilder builder_;
};

size_t place_of(uint64_t stem) { return static_cast<size_t>(stem * 0x9E3779B97F4A7C15u >> 32); }

}  // namespace

SourceLexicon::Mover* SourceLexicon::mover(uint64_t stem) {
  const size_t mask = movers_.size() - 1;
  size_t at = place_of(stem) & mask;
  while (movers_[at].stem != 0 && movers_[at].stem != stem) at = (at + 1) & mask;
  return &movers_[at];
}

Movement SourceLexicon::movement(uint64_t stem) const {
  const size_t mask = movers_.size() - 1;
  for (size_t at = place_of(stem) & mask; movers_[at].stem != 0; at = (at + 1) & mask) {
    if (movers_[at].stem == stem) return movers_[at].movement;
  }
  return {};
}

void SourceLexicon::add_movers(const std::vector<std::string>& words, bool Movement::*direction) {
  text::Tokens tokens;
  for (const std::string& word : words) {
    text::tokenise(word, tokens);
    if (tokens.all.empty()) continue;
    Mover& at = *mover(stem_of(word, tokens.all[0]));
    at.stem = stem_of(word, tokens.all[0]);
    at.movement.*direction = true;
  }
}

SourceLexicon::SourceLexicon(const Methodology& methodology, base::Problems& problems) {
  const methodology::SourceWords& words = methodology.source_words;
  Lists lists(methodology, problems);
  lists.add(Cue::first_report, words.first_reports);
  lists.add(Cue::origin, words.origins);
  for (const uint32_t list : methodology.attribution_lists) {
    const methodology::PhraseList& from = methodology.lists[list];
    lists.add(Cue::attribution, from.phrases, {from.case_sensitive, from.inflect});
  }
  lists.add(Cue::credit_before, words.credits_before);
  lists.add(Cue::credit_after, words.credits_after);
  for (uint32_t i = 0; i < methodology.agencies.size(); ++i) {
    const methodology::Agency& agency = methodology.agencies[i];
    for (const std::string& name : agency.names) names_.add(name, i);
    if (agency.sign_off.empty()) continue;
    std::vector<Phrase> phrases;
    for (const std::string& opening : agency.sign_off) phrases.push_back({opening, 1, {}, 0});
    lists.add(Cue::sign_off, phrases);
    lists.agencies.back() = i;
  }
  names_.build();
  lists.add(Cue::unnamed, words.unnamed_person);
  lists.add(Cue::document, words.documents, {.inflect = true});
  lists.add(Cue::boilerplate, words.boilerplate);
  for (const uint32_t list : methodology.verification.hedges) {
    const methodology::PhraseList& from = methodology.lists[list];
    lists.add(Cue::hedge, from.phrases, {from.case_sensitive, from.inflect});
  }
  movers_.resize(std::bit_ceil(2 * (words.rises.size() + words.falls.size()) + 2));
  add_movers(words.rises, &Movement::up);
  add_movers(words.falls, &Movement::down);
  phrases_ = lists.build();
  cues_ = std::move(lists.cues);
  agencies_ = std::move(lists.agencies);
}

}  // namespace stet::evidence
