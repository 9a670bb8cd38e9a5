// From a methodology made in memory to evidence, for tests of evidence and scores.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evidence/collect.h"
#include "tests/support/build_article.h"

namespace stet::tests {

/// Adds a phrase list; "word=0.5" gives a phrase a weight. Returns its number.
inline uint32_t add_list(methodology::Methodology& methodology, std::string id,
                         const std::vector<std::string>& phrases) {
  methodology::PhraseList list;
  list.id = std::move(id);
  for (const std::string& written : phrases) {
    methodology::Phrase phrase;
    const size_t weight = written.find('=');
    phrase.text = written.substr(0, weight);
    if (weight != std::string::npos) phrase.weight = std::stod(written.substr(weight + 1));
    list.phrases.push_back(phrase);
  }
  methodology.lists.push_back(std::move(list));
  return static_cast<uint32_t>(methodology.lists.size() - 1);
}

/// Compiles what a methodology looks for and gathers evidence with it.
class EvidenceKit {
 public:
  explicit EvidenceKit(methodology::Methodology&& methodology,
                       const std::vector<std::string>& patterns = {},
                       uint8_t needs = evidence::need_everything)
      : methodology_(std::move(methodology)) {
    text::PhraseSetBuilder phrases;
    for (const methodology::PhraseList& list : methodology_.lists) {
      std::vector<text::Phrase> texts;
      for (const methodology::Phrase& phrase : list.phrases) {
        texts.push_back({phrase.text, phrase.weight, {}});
      }
      phrases.add_list({list.case_sensitive, list.inflect}, texts, "test", problems);
    }
    phrases_ = phrases.build(problems);
    text::PatternSetBuilder builder;
    for (const std::string& pattern : patterns) builder.add({pattern, false, {}}, "test", problems);
    patterns_ = builder.build();
    search_ =
        std::make_unique<evidence::Search>(methodology_, phrases_, patterns_, needs, problems);
    collector_ = std::make_unique<evidence::Collector>(*search_);
  }

  /// Both live until the next call.
  const evidence::Evidence& collect(const ArticleSpec& spec) {
    builder_ = std::make_unique<ArticleBuilder>();
    return collector_->collect(builder_->build(spec));
  }

  const methodology::Methodology& methodology() const { return methodology_; }
  evidence::Collector& collector() { return *collector_; }

  base::Problems problems;  ///< of the lists and patterns

 private:
  methodology::Methodology methodology_;
  text::PhraseSet phrases_;
  text::PatternSet patterns_;
  std::unique_ptr<evidence::Search> search_;
  std::unique_ptr<evidence::Collector> collector_;
  std::unique_ptr<ArticleBuilder> builder_;
};

}  // namespace stet::tests
