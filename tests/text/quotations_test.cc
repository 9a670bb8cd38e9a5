// Quotations, printed as [depth inner flags]; blocks of one article are separated by '\n'.
#include "engine/text/quotations.h"

#include <catch2/catch.hpp>

namespace stet::text {

namespace {

std::string printed(std::string_view article) {
  std::string out;
  QuotationState state;
  Tokens tokens;
  std::vector<Quotation> quotations;
  while (true) {
    const std::string_view text = article.substr(0, article.find('\n'));
    tokenise(text, tokens);
    find_quotations(text, tokens, state, quotations);
    for (const Quotation& quotation : quotations) {
      out += '[';
      if (quotation.depth > 0) out += std::to_string(quotation.depth) + ":";
      out += base::slice(text, quotation.inner);
      out += quotation.resumed ? " resumed" : "";
      out += quotation.closed ? "]" : " unclosed]";
    }
    if (text.size() == article.size()) return out;
    article.remove_prefix(text.size() + 1);
    out += '/';
  }
}

}  // namespace

TEST_CASE("quotations") {
  struct Row {
    const char* text;
    const char* quotations;
  };
  const Row rows[] = {
      {"", ""},
      {"no quotation", ""},
      {"He said “yes” and \"no\".", "[yes][no]"},
      {"“One,” she said. “Two.”", "[One,][Two.]"},
      {"The workers' rights and Reuters' report", ""},
      {"the ’90s and the ‘90s, rock ’n’ roll", ""},
      {"It's the company’s, they said", ""},
      {"'Fair enough,' he said", "[Fair enough,]"},
      {"‘Fair enough,’ he said", "[Fair enough,]"},
      {"“He told me ‘go away’ twice”", "[He told me ‘go away’ twice][1:go away]"},
      {"\"He told me 'go away' twice\"", "[He told me 'go away' twice][1:go away]"},
      {"‘the workers’ rights’ were", "[the workers’ rights]"},
      {"«Oui», dit-il. „Ja“, sagte er. »Nein«", "[Oui][Ja][Nein]"},
      {"an unclosed “quotation here", "[quotation here unclosed]"},
      {"stray ” and closing", ""},
      {"a 6\" pipe and a 5\" one", ""},
      {"“One", "[One unclosed]"},
      {"“First part\n“and the end.” Then", "[First part unclosed]/[and the end. resumed]"},
      {"\"First part\n\"and the end.\" Then", "[First part unclosed]/[and the end. resumed]"},
      {"an “unbalanced one\nnext paragraph “fine” here", "[unbalanced one unclosed]/[fine]"},
      {"“a\n“b\n“c”", "[a unclosed]/[b resumed unclosed]/[c resumed]"},
      {"“closed”\n“another”", "[closed]/[another]"},
      {"“outer 'n' inner” 'tis so", "[outer 'n' inner][1:n]"},
      {"“", "[ unclosed]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(printed(row.text) == row.quotations);
  }
}

TEST_CASE("what is quoted") {
  const std::string_view text = "He said “it ‘really’ fell” and left";
  Tokens tokens;
  QuotationState state;
  std::vector<Quotation> quotations;
  tokenise(text, tokens);
  find_quotations(text, tokens, state, quotations);
  const auto quoted = [&](std::string_view piece) {
    const auto begin = static_cast<uint32_t>(text.find(piece));
    return is_quoted(quotations, {begin, begin + static_cast<uint32_t>(piece.size())});
  };
  CHECK(quoted("it"));
  CHECK(quoted("really"));
  CHECK(quoted("fell"));
  CHECK_FALSE(quoted("said"));
  CHECK_FALSE(quoted("left"));
  CHECK_FALSE(quoted("fell” and"));
}

}  // namespace stet::text
