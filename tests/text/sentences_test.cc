// Sentences, printed with '|' between them.
#include "engine/text/sentences.h"

#include <catch2/catch.hpp>

namespace stet::text {

namespace {

std::string printed(std::string_view text) {
  Tokens tokens;
  std::vector<Sentence> sentences;
  tokenise(text, tokens);
  find_sentences(text, tokens, sentences);
  std::string out;
  uint32_t next = 0;
  for (const Sentence& sentence : sentences) {
    if (!out.empty()) out += '|';
    out += base::slice(text, sentence.span);
    CHECK(sentence.first_token == next);
    next += sentence.token_count;
  }
  CHECK(next == tokens.all.size());
  return out;
}

}  // namespace

TEST_CASE("sentences") {
  struct Row {
    const char* text;
    const char* sentences;
  };
  const Row rows[] = {
      {"", ""},
      {"No full stop", "No full stop"},
      {"One. Two! Three? Four", "One.|Two!|Three?|Four"},
      {"Mr. Smith met Dr. Jones. They talked.", "Mr. Smith met Dr. Jones.|They talked."},
      {"The U.S. Treasury acted. It sold.", "The U.S. Treasury acted.|It sold."},
      {"They left the U.S. The rest stayed.", "They left the U.S.|The rest stayed."},
      {"Acme Inc. rose. Acme Corp. Chairman Li spoke.",
       "Acme Inc. rose.|Acme Corp. Chairman Li spoke."},
      {"He joined Acme Inc. He left.", "He joined Acme Inc.|He left."},
      {"Rates, e.g. Libor, rose 5.2 percent. Then fell.",
       "Rates, e.g. Libor, rose 5.2 percent.|Then fell."},
      {"See No. 5 on Jan. 3. No. He said no. Yes.", "See No. 5 on Jan. 3.|No.|He said no.|Yes."},
      {"John F. Kennedy spoke. J. K. Rowling wrote.",
       "John F. Kennedy spoke.|J. K. Rowling wrote."},
      {"“It is over.” He left.", "“It is over.”|He left."},
      {"“Why?” he asked. “Because.”", "“Why?” he asked.|“Because.”"},
      {"\"It is over.\" He left.", "\"It is over.\"|He left."},
      {"It rose (by 3%.) Then fell.", "It rose (by 3%.)|Then fell."},
      {"Wait... what? Really?! Yes.", "Wait... what?|Really?!|Yes."},
      {"It grew… Then it shrank.", "It grew…|Then it shrank."},
      {"Shares closed at 3.5. 40 firms fell.", "Shares closed at 3.5.|40 firms fell."},
      {"At 5 p.m. EST it closed. At 6 p.m. The end.",
       "At 5 p.m. EST it closed.|At 6 p.m.|The end."},
      {"Yahoo! said so. Visit example.com today.", "Yahoo! said so.|Visit example.com today."},
      {"Он ушёл. Она осталась.", "Он ушёл.|Она осталась."},
      {"यह है। वह है।", "यह है।|वह है।"},
      {"So did I. Then we left.", "So did I.|Then we left."},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(printed(row.text) == row.sentences);
  }
}

TEST_CASE("the sentence at a place") {
  Tokens tokens;
  std::vector<Sentence> sentences;
  tokenise("One. Two.", tokens);
  find_sentences("One. Two.", tokens, sentences);
  CHECK(sentence_at(sentences, 0) == &sentences[0]);
  CHECK(sentence_at(sentences, 3) == &sentences[0]);
  CHECK(sentence_at(sentences, 4) == &sentences[1]);
  CHECK(sentence_at(sentences, 8) == &sentences[1]);
  CHECK(sentence_at(sentences, 9) == nullptr);
}

}  // namespace stet::text
