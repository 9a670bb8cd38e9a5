// Who speaks: each row marks the piece asked about.
#include "engine/text/voice.h"

#include <catch2/catch.hpp>

#include "engine/text/text.h"

namespace stet::text {

TEST_CASE("voice at a place") {
  PhraseSetBuilder builder;
  base::Problems problems;
  const Phrase other[] = {{"profit"}};
  const Phrase attribution[] = {{"say"}, {"according to"}, {"deny"}};
  builder.add_list({}, other, "", problems);
  const uint32_t list = builder.add_list({false, true}, attribution, "", problems);
  const PhraseSet phrases = builder.build(problems);
  struct Row {
    const char* text;
    const char* piece;
    const char* voice;
  };
  const Row rows[] = {
      {"Profit fell sharply. He said costs rose.", "sharply", "own"},
      {"Profit fell sharply. He said costs rose.", "costs", "paraphrase"},
      {"According to Acme, profit fell.", "profit", "paraphrase"},
      {"“Profit fell,” he said.", "fell", "quotation"},
      {"“Profit fell,” he said of the disaster.", "disaster", "paraphrase"},
      {"The “they said so” note was a disaster.", "disaster", "own"},
      {"Acme denies a disaster.", "disaster", "paraphrase"},
      {"Profit fell.", "Profit", "own"},
  };
  static constexpr const char* names[] = {"own", "paraphrase", "quotation"};
  TextAnalysis analysis;
  for (const Row& row : rows) {
    const std::string_view text = row.text;
    QuotationState state;
    analyse(text, phrases, state, analysis);
    const uint32_t lists[] = {list};
    const VoiceMap voices(analysis.sentences, analysis.quotations, analysis.phrases, lists);
    const auto begin = static_cast<uint32_t>(text.find(row.piece));
    const base::Span span{begin, begin + static_cast<uint32_t>(std::string(row.piece).size())};
    CAPTURE(row.text, row.piece);
    CHECK(names[static_cast<int>(voices.at(span))] == std::string(row.voice));
  }
}

TEST_CASE("an analysis may be used again") {
  const PhraseSet none;
  QuotationState state;
  TextAnalysis analysis;
  analyse("“One” is 5%. Two.", none, state, analysis);
  CHECK(analysis.sentences.size() == 2);
  CHECK(analysis.quotations.size() == 1);
  CHECK(analysis.numbers.size() == 1);
  analyse("", none, state, analysis);
  CHECK(analysis.tokens.all.empty());
  CHECK(analysis.sentences.empty());
  CHECK(analysis.quotations.empty());
  CHECK(analysis.numbers.empty());
}

}  // namespace stet::text
