// Tested in tests/evidence/changes_test.cc.
#include "engine/evidence/changes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/sort.h"
#include "engine/evidence/body_words.h"
#include "engine/evidence/claim_check.h"
#include "engine/evidence/passages.h"
#include "engine/evidence/source_ids.h"
#include "engine/evidence/source_names.h"

namespace stet::evidence {

namespace {

/// Share of the old sentence's content words that the new one must have to be the same sentence.
constexpr double same_sentence = 0.6;
constexpr size_t least_quoted_words = 3;

std::span<const Passage> passages_of(const formats::Article& article, base::Arena& arena) {
  SourceIds ids;
  ids.build(article.sources);
  return find_passages(article, ids, arena);
}

bool has_key(const text::Tokens& tokens, uint64_t key) {
  return std::any_of(tokens.all.begin(), tokens.all.end(),
                     [key](const text::Token& token) { return token.key == key; });
}

/// Names of `statement` that `other` has not, as tokens; the first word of a sentence is none.
std::vector<text::Token> names_beyond(const Statement& statement, const Statement& other) {
  std::vector<text::Token> out;
  bool begins = true;
  for (const text::Token& token : statement.tokens.all) {
    const bool word = token.kind == text::TokenKind::word;
    const bool name = word && !begins && token.has(text::begins_upper) && !is_stop_word(token.key);
    if (name && !has_key(other.tokens, token.key)) out.push_back(token);
    begins = begins && !word;
  }
  return out;
}

/// The new version as one text, its sentences ready to be found.
class NewVersion {
 public:
  NewVersion(const formats::Article& article, base::Arena& arena)
      : article_(article), passages_(passages_of(article, arena)) {
    for (const Passage& passage : passages_) {
      begins_.push_back(static_cast<uint32_t>(text_.size()));
      text_.append(passage.text->text);
      text_ += "\n\n";
    }
    text::tokenise(text_, found_.tokens);
    read_sentences();
    index_.restart(1);
    index_.add(0, text_, found_.tokens, sentences_);
    base::sort(hashes_);
  }

  bool has_sentence(std::string_view sentence) const {
    return std::binary_search(hashes_.begin(), hashes_.end(), hash_name(sentence));
  }

  /// Empty when there is none like it.
  base::Span most_like(const Statement& statement) {
    if (statement.stems.empty()) return {};
    const IndexedText& text = *index_.find(0);
    index_.best_sentences(text, statement.stems, 1, candidates_);
    if (candidates_.empty()) return {};
    const double share =
        static_cast<double>(candidates_[0].shared) / static_cast<double>(statement.stems.size());
    return share < same_sentence ? base::Span{} : sentences_[candidates_[0].sentence].span;
  }

  std::string_view slice(base::Span span) const { return base::slice(text_, span); }

  base::Span place(base::Span span) const {
    const auto after = std::upper_bound(begins_.begin(), begins_.end(), span.begin);
    const auto number = static_cast<size_t>(after - begins_.begin()) - 1;
    const uint32_t begin = begins_[number];
    return base::to_source(*passages_[number].text, article_.input,
                           {span.begin - begin, span.end - begin});
  }

 private:
  /// Passage by passage: no sentence goes on from one into the next.
  void read_sentences() {
    for (size_t i = 0; i < passages_.size(); ++i) {
      const std::string_view text = passages_[i].text->text;
      text::tokenise(text, passage_.tokens);
      text::find_sentences(text, passage_.tokens, passage_.sentences);
      for (const text::Sentence& sentence : passage_.sentences) {
        hashes_.push_back(hash_name(base::slice(text, sentence.span)));
        sentences_.emplace_back().span = {begins_[i] + sentence.span.begin,
                                          begins_[i] + sentence.span.end};
      }
    }
  }

  const formats::Article& article_;
  std::span<const Passage> passages_;
  std::vector<uint32_t> begins_;
  std::string text_;
  text::TextAnalysis found_, passage_;
  std::vector<IndexedSentence> sentences_;
  std::vector<uint64_t> hashes_;
  TextIndex index_;
  std::vector<Candidate> candidates_;
};

/// Compares one sentence of both versions.
class Comparison {
 public:
  Comparison(NewVersion& version, const SourceLexicon& lexicon, base::Arena& arena,
             std::vector<Change>& out)
      : version_(version), lexicon_(lexicon), arena_(arena), out_(out) {}

  void compare(std::string_view sentence) {
    before_.read(sentence, lexicon_, true);
    at_ = version_.most_like(before_);
    if (at_.empty()) return;
    after_.read(version_.slice(at_), lexicon_, true);
    compare_quotations();
    compare_values();
    compare_names();
  }

 private:
  void add(ChangeKind kind, base::Span before, base::Span after) {
    Change& change = out_.emplace_back();
    change.kind = kind;
    change.before = arena_.copy_text(base::slice(before_.text, before));
    change.after = arena_.copy_text(base::slice(after_.text, after));
    change.place = version_.place({at_.begin + after.begin, at_.begin + after.end});
  }

  static bool has_value(const std::vector<Value>& values, const Value& wanted) {
    return std::any_of(values.begin(), values.end(), [&](const Value& value) {
      return comparable(value, wanted) && agree(value, wanted);
    });
  }

  void compare_values() {
    for (const Value& old : before_.values) {
      if (has_value(after_.values, old)) continue;
      for (const Value& now : after_.values) {
        if (!comparable(old, now) || has_value(before_.values, now)) continue;
        add(ChangeKind::figure, old.span, now.span);
        break;
      }
    }
  }

  void compare_names() {
    const auto gone = names_beyond(before_, after_), come = names_beyond(after_, before_);
    if (!gone.empty() && !come.empty()) {
      add(ChangeKind::name, {gone.front().span.begin, gone.back().span.end},
          {come.front().span.begin, come.back().span.end});
    }
  }

  void compare_quotations() {
    const auto quoted = [](const Statement& statement) {
      text::QuotationState state;
      std::vector<text::Quotation> out;
      text::find_quotations(statement.text, statement.tokens, state, out);
      return out;
    };
    const auto old = quoted(before_), now = quoted(after_);
    for (size_t i = 0; i < old.size() && i < now.size() && old.size() == now.size(); ++i) {
      const std::string_view was = base::slice(before_.text, old[i].inner);
      const auto spaces = static_cast<size_t>(std::count(was.begin(), was.end(), ' '));
      if (was == base::slice(after_.text, now[i].inner) || spaces + 1 < least_quoted_words)
        continue;
      add(ChangeKind::quotation, old[i].inner, now[i].inner);
    }
  }

  NewVersion& version_;
  const SourceLexicon& lexicon_;
  base::Arena& arena_;
  std::vector<Change>& out_;
  Statement before_, after_;
  base::Span at_;
};

bool is_correction(const formats::Correction& correction) {
  return correction.kind.present() && correction.kind.view() == "correction" &&
         correction.text.present();
}

}  // namespace

std::string_view to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::figure: return "figure";
    case ChangeKind::name: return "name";
    case ChangeKind::quotation: return "quotation";
  }
  return "";
}

std::span<const Change> find_changes(const formats::Article& before, const formats::Article& after,
                                     const SourceLexicon& lexicon, base::Arena& arena) {
  std::vector<Change> changes;
  NewVersion version(after, arena);
  Comparison comparison(version, lexicon, arena, changes);
  text::TextAnalysis found;
  for (const Passage& passage : passages_of(before, arena)) {
    const std::string_view text = passage.text->text;
    text::tokenise(text, found.tokens);
    text::find_sentences(text, found.tokens, found.sentences);
    for (const text::Sentence& sentence : found.sentences) {
      const std::string_view words = base::slice(text, sentence.span);
      if (!version.has_sentence(words)) comparison.compare(words);
    }
  }
  base::sort(changes, [](const Change& a, const Change& b) {
    return a.place.begin != b.place.begin ? a.place.begin < b.place.begin : a.kind < b.kind;
  });
  return arena.copy_array(changes);
}

bool is_corrected(const formats::Article& before, const formats::Article& after) {
  return std::any_of(after.correction.begin(), after.correction.end(), [&](const auto& now) {
    if (!is_correction(now)) return false;
    return std::none_of(before.correction.begin(), before.correction.end(), [&](const auto& old) {
      return is_correction(old) && old.text.view() == now.text.view();
    });
  });
}

}  // namespace stet::evidence
