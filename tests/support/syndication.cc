#include "tests/support/syndication.h"

#include <algorithm>
#include <string_view>

#include "engine/text/text.h"
#include "tools/bench.d/random.h"

namespace stet::tests {

namespace {

using bench::Random;

struct Sentence {
  std::string text;
  bool quotes = false;
};

/// The sentences of a story and its quotations, marks included.
struct Pieces {
  std::vector<Sentence> sentences;
  std::vector<std::string> quotations, facts;
};

void add_facts(const std::string& text, const text::TextAnalysis& found, Pieces& out) {
  // Names of two words, and figures with the word behind them: what accounts have in common.
  for (size_t i = 0; i + 1 < found.tokens.all.size(); ++i) {
    const text::Token& a = found.tokens.all[i];
    const text::Token& b = found.tokens.all[i + 1];
    const bool name = a.kind == text::TokenKind::word && a.has(text::begins_upper) &&
                      b.kind == text::TokenKind::word && b.has(text::begins_upper);
    const bool figure = a.kind == text::TokenKind::number && b.kind == text::TokenKind::word;
    if (!name && !figure) continue;
    out.facts.emplace_back(base::slice(text, {a.span.begin, b.span.end}));
  }
}

Pieces cut(const BaseStory& story) {
  Pieces out;
  text::TextAnalysis found;
  for (const std::string& paragraph : story.paragraphs) {
    text::QuotationState state;
    text::tokenise(paragraph, found.tokens);
    text::find_sentences(paragraph, found.tokens, found.sentences);
    text::find_quotations(paragraph, found.tokens, state, found.quotations);
    for (const text::Sentence& sentence : found.sentences) {
      bool quotes = false;
      for (const text::Quotation& q : found.quotations) quotes |= q.span.overlaps(sentence.span);
      out.sentences.push_back({std::string(base::slice(paragraph, sentence.span)), quotes});
    }
    for (const text::Quotation& quotation : found.quotations) {
      const std::string words(base::slice(paragraph, quotation.span));
      const bool whole = std::count(words.begin(), words.end(), ' ') >= 5 && quotation.closed;
      if (quotation.depth == 0 && whole) out.quotations.push_back(words);
    }
    add_facts(paragraph, found, out);
  }
  return out;
}

template <typename T>
void shuffle(std::vector<T>& items, Random& random) {
  for (uint32_t i = static_cast<uint32_t>(items.size()); i > 1; --i) {
    std::swap(items[i - 1], items[random.below(i)]);
  }
}

struct Swap {
  std::string_view from, to;
};
constexpr Swap swaps[] = {{"said", "stated"},     {"also", "too"},        {"but", "yet"},
                          {"many", "several"},    {"after", "following"}, {"about", "around"},
                          {"because", "since"},   {"began", "started"},   {"people", "persons"},
                          {"killed", "dead"},     {"big", "large"},       {"show", "reveal"},
                          {"near", "close to"},   {"while", "whereas"},   {"more", "further"},
                          {"last", "past"},       {"reported", "noted"},  {"government", "state"},
                          {"according", "owing"}, {"before", "ahead of"}};

/// About so many words of a hundred replaced, left out, or with a word put before them.
std::string reword(const std::string& sentence, uint32_t percent, Random& random) {
  static constexpr std::string_view insertions[] = {"now", "then", "reportedly", "indeed", "later"};
  std::string out;
  size_t at = 0;
  while (at < sentence.size()) {
    const size_t end = std::min(sentence.find(' ', at), sentence.size());
    std::string word = sentence.substr(at, end - at);
    at = end + 1;
    for (const Swap& swap : swaps) {
      if (word == swap.from && random.percent(60)) {
        word = swap.to;
        break;
      }
    }
    if (random.percent(percent)) {
      const uint32_t how = random.below(3);
      if (how == 0) continue;
      if (how == 1) {
        word = std::string(random.pick(insertions)) + " " + word;
      } else {
        word += "s";
      }
    }
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string join(const std::vector<Sentence>& sentences) {
  std::string out;
  for (const Sentence& sentence : sentences) {
    if (!out.empty()) out += ' ';
    out += sentence.text;
  }
  return out;
}

/// Agencies that the stories themselves hardly name; some reports credit none.
std::string report(const Pieces& pieces, uint32_t event) {
  const char* const agencies[] = {"dpa", "EFE", "Kyodo", "Xinhua"};
  if (event >= std::size(agencies)) return join(pieces.sentences);
  return "PORT TOWN (" + std::string(agencies[event]) + ") - " + join(pieces.sentences);
}

std::string copy_of(const Pieces& pieces, const std::string& headline,
                    const SyndicationOptions& options, Random& random) {
  std::vector<Sentence> kept = pieces.sentences;
  const uint32_t percent = random.between(options.least_kept_percent, 95);
  const auto count = std::max<size_t>(3, kept.size() * percent / 100);
  if (random.percent(50)) {
    shuffle(kept, random);
  } else if (random.percent(50)) {
    std::reverse(kept.begin(), kept.end());
  }
  kept.resize(std::min(kept.size(), count));
  for (Sentence& sentence : kept) {
    if (!sentence.quotes) sentence.text = reword(sentence.text, options.reworded_percent, random);
  }
  return headline + ". " + join(kept);
}

/// Prose of `filler` around what everybody at the event of `pieces` heard and counted.
std::string account(const Pieces& filler, const Pieces& pieces, Random& random,
                    uint32_t& quotations) {
  // No frame has as many words as a shingle: what accounts share must come from the event.
  static constexpr std::string_view frames[] = {"It was %.", "Note %.", "% came up.", "Also %."};
  std::vector<Sentence> sentences;
  for (const Sentence& sentence : filler.sentences) {
    if (!sentence.quotes) sentences.push_back(sentence);
  }
  for (size_t i = 0; i < pieces.facts.size() && i < 6; ++i) {
    std::string frame(random.pick(frames));
    frame.replace(frame.find('%'), 1,
                  pieces.facts[random.below(static_cast<uint32_t>(pieces.facts.size()))]);
    sentences.push_back({frame});
  }
  for (const std::string& quotation : pieces.quotations) {
    sentences.push_back({quotation + " we heard.", true});
    ++quotations;
  }
  shuffle(sentences, random);
  return join(sentences);
}

SyndicatedSource source_of(uint32_t event, std::string text, std::vector<SyndicatedSource>& out) {
  const std::string number = std::to_string(out.size());
  SyndicatedSource made;
  made.event = event;
  made.source = {"s" + number, "Paper Number " + number, "outlet"};
  made.source.url = "https://paper-" + number + ".example/" + std::to_string(event);
  made.source.text = std::move(text);
  return made;
}

}  // namespace

std::vector<SyndicatedSource> make_syndication(const std::vector<BaseStory>& stories,
                                               uint32_t first, const SyndicationOptions& options) {
  std::vector<SyndicatedSource> out;
  const uint32_t step = options.events * (1 + options.accounts);
  uint32_t next_filler = first + options.events;
  for (uint32_t event = 0; event < options.events; ++event) {
    Random random(options.seed, first + event);
    const Pieces pieces = cut(stories[first + event]);
    out.push_back(source_of(event, report(pieces, event), out));
    for (uint32_t i = 0; i < options.copies; ++i) {
      const std::string& headline = stories[(first + step + out.size()) % stories.size()].title;
      out.push_back(source_of(event, copy_of(pieces, headline, options, random), out));
    }
    for (uint32_t i = 0; i < options.accounts; ++i) {
      uint32_t quotations = 0;
      const Pieces filler = cut(stories[next_filler++]);
      out.push_back(source_of(event, account(filler, pieces, random, quotations), out));
      out.back().account = true;
      out.back().quotations = quotations;
    }
  }
  return out;
}

}  // namespace stet::tests
