// Story Markdown in, printed article and problems out.
#include "engine/formats/read_markdown.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/formats/print_article.h"
#include "tests/formats/samples.h"

namespace stet::formats::testing {
namespace {

struct Row {
  std::string_view input, expected;
};

void check(const Row& row, Print what = Print::values) {
  INFO(row.input);
  CHECK(Reading(row.input, Format::markdown).printed(what) == row.expected);
}

/// The text of each block, its kind and section: `kind/section: text [cites]`.
std::string blocks(std::string_view input) {
  const Reading reading(input, Format::markdown);
  if (reading.article == nullptr) return reading.printed();
  std::string out;
  for (const Block& block : reading.article->article_body) {
    if (!out.empty()) out += " | ";
    out += std::string(block.kind.view()) + "/" + std::string(block.section.view()) + ": " +
           visible(block.text.view());
    for (const Text& source : block.sources) out += " [" + std::string(source.view()) + "]";
  }
  return out;
}

/// How each character of the first block came to be: verbatim runs bare, others `‹text=source›`.
std::string mapping_of(std::string_view input) {
  const Reading reading(input, Format::markdown);
  REQUIRE(reading.article != nullptr);
  REQUIRE(reading.article->article_body.size > 0);
  const base::MappedText& text = reading.article->article_body[0].text.value;
  if (text.mapping == base::Mapping::verbatim) {
    CHECK(text.text.data() == reading.input().data() + text.source.begin);
    return "verbatim " + visible(text.text);
  }
  std::string out;
  for (uint32_t i = 0; i < text.segment_count; ++i) {
    const base::Segment& segment = text.segments[i];
    const auto end = i + 1 < text.segment_count ? text.segments[i + 1].decoded
                                                : static_cast<uint32_t>(text.text.size());
    const std::string_view decoded = text.text.substr(segment.decoded, end - segment.decoded);
    const std::string_view source = reading.input().substr(segment.source, segment.source_size);
    if (segment.verbatim) CHECK(decoded == source);
    if (i > 0 && segment.verbatim) out += "|";
    out +=
        segment.verbatim ? visible(decoded) : "‹" + visible(decoded) + "=" + visible(source) + "›";
  }
  return out;
}

TEST_CASE("markdown: parts of a story") {
  const Row rows[] = {
      {"Text.", "{articleBody: [{kind: paragraph, section: lead, text: Text.}]}"},
      {"# Head\n\nText.",
       "{headline: Head, articleBody: [{kind: paragraph, section: lead, text: Text.}]}"},
      {"Head\n====\n", "{headline: Head}"},
      {"---\nheadline: Front\n---\n# Body head\n",
       "{headline: Front, articleBody: [{kind: heading, section: body-head, text: Body head}]}"},
      {"---\n---\nText.", "{articleBody: [{kind: paragraph, section: lead, text: Text.}]}"},
      {"---\nid: a\n...\n", "{id: a}"},
      {"---\r\nid: a\r\n---\r\nText\r\nmore.\r\n",
       "{id: a, articleBody: [{kind: paragraph, section: lead, text: Text more.}]}"},
      {"\xEF\xBB\xBF---\nid: a\n---\n", "{id: a}"},
      {"## Key takeaways\n- One\n- Two\n\nThree\n", "{takeaways: [One, Two, Three]}"},
      {"## KEY FACTS:\n- One [^a]\n- [x]: Two\n- Three {#y}\n- [^b] Four[^a][^a]\n",
       "{claims: [{id: c1, text: One, sources: [a]}, {id: x, text: Two}, {id: y, text: Three}, "
       "{id: c4, "
       "text: Four, sources: [b, a]}]}"},
      {"---\nclaims:\n- {id: c1, text: Zero}\n- Bare\n---\n## Claims\n- One\n- [c4]: Two\n- "
       "Three\n",
       "{claims: [{id: c1, text: Zero}, {text: Bare}, {id: c3, text: One}, {id: c4, text: Two}, "
       "{id: c5, "
       "text: Three}]}"},
      {"## Who’s affected\n- Ports\n- A (b: c): positive\n- X: Y: mixed - so far; yes\n- Z (k)\n",
       "{affected: [{name: Ports}, {name: A, kind: b: c, sentiment: positive}, {name: X, "
       "sentiment: Y: "
       "mixed, +note: \"so far; yes\"}, {name: Z, kind: k}]}"},
      {"Text.[^a]\n\n[^a]: https://e.org/x",
       "{articleBody: [{kind: paragraph, section: lead, text: Text., sources: [a]}], sources: "
       "[{id: a, "
       "url: https://e.org/x}]}"},
      {"---\nsources: [{id: a, url: mine}]\n---\n[^a]: See \"it *rose*\": "
       "<https://e.org/x>.\n\n[^b]: Minutes",
       "{sources: [{id: a, url: mine, text: See \"it rose\"}, {id: b, text: Minutes}]}"},
      {"[^a]: [Report](https://e.org/r?a&amp;b \"t\"), p. 3\n    and 4\n\n    Second.\n\nText",
       "{articleBody: [{kind: paragraph, section: lead, text: Text}], sources: [{id: a, url: "
       "https://e.org/r?a&b, text: Report, p. 3 and 4\\nSecond.}]}"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("markdown: blocks") {
  const Row rows[] = {
      {"A\n\n> B\n> C\n\n> D\n>\n> E",
       "paragraph/lead: A | quotation/lead: B C | quotation/lead: D | quotation/lead: E"},
      {"- A\n- B\n  - C\n  - D\n\n    E\n- F",
       "list_item/lead: A | list_item/lead: B | list_item/lead: C | list_item/lead: D\\nE | "
       "list_item/lead: F"},
      {"1. A\n\n   B\n2. C", "list_item/lead: A\\nB | list_item/lead: C"},
      {"> - A\n> # B", "quotation/lead: A | quotation/lead: B"},
      {"```\na [^x]\n  b\n```\n", "code/lead: a [^x]\\n  b"},
      {"    a\n    b\n", "code/lead: a\\nb"},
      {"<div>\n<b>x</b>\n</div>\n\nA", "html/lead: <div>\\n<b>x</b>\\n</div> | paragraph/lead: A"},
      {"<!-- note -->\n\nA", "html/lead: <!-- note --> | paragraph/lead: A"},
      {"A <b>bold</b> and<br>new", "paragraph/lead: A bold and\\nnew"},
      {"A\\\nB  \nC\nD", "paragraph/lead: A\\nB\\nC D"},
      {"*a* **b** ***c*** _d_ `e` [f](g) ![h](i) <https://j.org> k\\*",
       "paragraph/lead: a b c d e f h https://j.org k*"},
      {"a &amp; b &eacute; &#233; &#xE9; &unknown; &#0; &",
       "paragraph/lead: a & b é é é &unknown; \xEF\xBF\xBD &"},
      {"A [link][r] B\n\n[r]: https://e.org", "paragraph/lead: A link B"},
      {"***\n\nA\n\n---\n", "paragraph/lead: A"},
      {std::string_view("a\0b", 3),
       "paragraph/lead: a\xEF\xBF\xBD"
       "b"},
      {"Текст с *словом* 😀", "paragraph/lead: Текст с словом 😀"},
  };
  for (const Row& row : rows) {
    INFO(row.input);
    CHECK(blocks(row.input) == row.expected);
  }
}

TEST_CASE("markdown: sections") {
  const Row rows[] = {
      {"A\n## Analysis\nB\n### Why\nC\n## What to watch\nD\n## Other things\nE\n### F\nG\n# H\nI",
       "paragraph/lead: A | paragraph/analysis: B | heading/analysis: Why | paragraph/analysis: C "
       "| "
       "paragraph/watch: D | heading/other-things: Other things | paragraph/other-things: E | "
       "heading/other-things: F | paragraph/other-things: G | paragraph/other-things: I"},
      {"# T\n## Key facts\n- a\n### Deeper\nB", "heading/deeper: Deeper | paragraph/deeper: B"},
      {"# T\n## ¿Qué?\nA\n## !\nB",
       "heading/¿qué: ¿Qué? | paragraph/¿qué: A | heading/section: ! | paragraph/section: B"},
  };
  for (const Row& row : rows) {
    INFO(row.input);
    CHECK(blocks(row.input) == row.expected);
  }
  const SectionHeading headings[] = {{"Das Wichtigste", "takeaways"}, {" Einordnung", "analysis"}};
  const Reading german("# T\n## das wichtigste\n- A\n## Einordnung:\nB\n## Analysis\nC",
                       Format::markdown, headings);
  CHECK(
      german.printed() ==
      "{headline: T, takeaways: [A], articleBody: [{kind: paragraph, section: analysis, text: B}, "
      "{kind: heading, section: analysis, text: Analysis}, {kind: paragraph, section: analysis, "
      "text: C}]}");
}

TEST_CASE("markdown: footnotes") {
  const Row rows[] = {
      {"A [^x].", "paragraph/lead: A. [x]"},
      {"A[^x] b", "paragraph/lead: A b [x]"},
      {"A [^x]b", "paragraph/lead: A b [x]"},
      {"[^x] A", "paragraph/lead: A [x]"},
      {"[^x]", "paragraph/lead:  [x]"},
      {"*A[^x]* **b**[^_y_] _c_[^z]", "paragraph/lead: A b c [x] [_y_] [z]"},
      {"A \\[^x] `[^y]` [^ z] [^] [^a b]", "paragraph/lead: A [^x] [^y] [^ z] [^] [^a b]"},
      {"[A[^x]](u) [^y](v)", "paragraph/lead: A(v) [x] [y]"},
      {"A[^ü-1].\n\n[^ü-1]: u", "paragraph/lead: A. [ü-1]"},
      {"A\n[^x]: def\nlazy\n\nB", "paragraph/lead: A | paragraph/lead: B"},
      {"[^x]: def\n- item\n", "list_item/lead: item"},
      {"~~~\n[^x]: code\n~~~\nA", "code/lead: [^x]: code | paragraph/lead: A"},
  };
  for (const Row& row : rows) {
    INFO(row.input);
    CHECK(blocks(row.input) == row.expected);
  }
}

TEST_CASE("markdown: every character knows where it was written") {
  const Row rows[] = {
      {"plain é", "verbatim plain é"},
      {"**bold**", "verbatim bold"},
      {"a *b* c", "a |b| c"},
      {"a\nb", "a‹ =\\n›|b"},
      {"> a\n> b", "a‹ =\\n> ›|b"},
      {"a  \nb", "a‹\\n=  \\n›|b"},
      {"a&nbsp;b &lt; c", "a‹\xC2\xA0=&nbsp;›|b ‹<=&lt;›| c"},
      {"a \\* b", "a |* b"},
      {"a [^x] b", "a| b"},
      {"```\na\n  b\n```", "a‹\\n  =\\n  ›|b"},
      {"1. a\n\n   b", "a‹\\n=\\n\\n   ›|b"},
  };
  for (const Row& row : rows) {
    INFO(row.input);
    CHECK(mapping_of(row.input) == row.expected);
  }
}

TEST_CASE("markdown: places of the parts") {
  const Row rows[] = {
      {"# A *b*\n\n## Key facts\n- [x]: One &amp; two [^s].\n",
       "{headline: A b‹A *b›, claims: [{id: x‹x›, text: One & two.‹One &amp; two [^s].›, sources: "
       "[s‹s›]‹[x]: One &amp; two [^s].›}‹[x]: One &amp; two [^s].›]‹[x]: One &amp; two [^s].›}"},
      {"## Affected\n- A *B* (c): positive, so\n",
       "{affected: [{name: A B‹A *B›, kind: c‹c›, sentiment: positive‹positive›, +note: \"so\"‹so›}"
       "‹A *B* (c): positive, so›]‹A *B* (c): positive, so›}"},
      {"[^a]: Said &quot;x&quot;. https://e.org/y.",
       "{sources: [{id: a‹a›, url: https://e.org/y‹https://e.org/y›, text: Said \"x\".‹Said "
       "&quot;x&quot;.›}‹[^a]: Said &quot;x&quot;. https://e.org/y.›]‹[^a]: Said &quot;x&quot;. "
       "https://e.org/y.›}"},
  };
  for (const Row& row : rows) check(row, Print::places);
}

TEST_CASE("markdown: front matter is checked as JSON is") {
  const Row rows[] = {
      {"---\nheadline: 5\nid: [1]\ndeclared: {impact: 7.5, sources: two}\ntakeaways: [a, 1]\n"
       "datePublished: soon\nsources: [{id: 1, anonymous: maybe}]\nhedline: x\n---\n",
       "{id: !, headline: !, datePublished: !, takeaways: [a, !]!, sources: [{id: !, anonymous: !, "
       "+id: "
       "1, +anonymous: \"maybe\"}], declared: {impact: !, sources: !, +impact: 7.5, +sources: "
       "\"two\"}, "
       "+headline: 5, +id: [1], +takeaways: [\"a\",1], +datePublished: \"soon\", +hedline: \"x\"}\n"
       "2:11 wrong-type: expected a string, found a number (write it in quotes: \"5\")\n"
       "3:5 wrong-type: expected a string, found a list\n"
       "4:20 not-whole: expected a whole number, found '7.5'\n"
       "4:34 wrong-type: expected a whole number, found a string\n"
       "5:16 wrong-type: expected a string, found a number (write it in quotes: \"1\")\n"
       "6:16 wrong-time: expected a date such as 2024-05-31 or a time such as "
       "2024-05-31T09:30:00Z, found "
       "'soon'\n"
       "7:16 wrong-type: expected a string, found a number (write it in quotes: \"1\")\n"
       "7:30 wrong-type: expected true or false, found a string\n"
       "8:1 unknown-field: warning: expected a field that is known, found 'hedline' (did you mean "
       "'headline'?)"},
      {"---\nid: a\nurl:\nid: b\nx: 1\nx: 2\n---\n",
       "{id: !, url: null, +id: \"a\", +id: \"b\", +x: 1, +x: 2}\n"
       "4:1 duplicate-key: expected each key once, found 'id' again\n"
       "6:1 duplicate-key: expected each key once, found 'x' again"},
      {"---\nsources: [5]\nclaims: 7\ndeclared: x\n---\n",
       "{claims: []!, sources: [{id: !, publisher: !, owner: !, kind: !, name: !, url: !, "
       "canonicalUrl: "
       "!, creditText: !, datePublished: !, derivedFrom: []!, text: !, anonymous: !, "
       "reasonAnonymous: "
       "!}]!, declared: {sentiment: !, impact: !, sources: !}, +sources: [5], +claims: 7, "
       "+declared: "
       "\"x\"}\n"
       "2:11 wrong-type: expected an object, found a number\n"
       "3:9 wrong-type: expected a list of objects or strings, found a number (write it in quotes: "
       "\"7\")\n"
       "4:11 wrong-type: expected an object, found a string"},
      {"---\narticleBody: |\n  One\n  line.\n\n  Two.\n---\nThree.",
       "{articleBody: [{kind: paragraph, text: One\\nline.}, {kind: paragraph, text: Two.}, {kind: "
       "paragraph, section: lead, text: Three.}]}"},
      {"---\nid: a\nText without an end\n",
       "1:1 front-matter: expected '---' on a line after the front matter, found the end of the "
       "text"},
      {"---\nid: a: b\n---\n",
       "2:6 yaml-syntax: expected the end of the value, found ':' (a text with ': ' inside needs "
       "quotes)"},
      {"---\n- a\n---\n", "2:1 wrong-type: expected fields such as 'headline: …', found a list"},
      {"---\na: &x [1]\nb: *x\n---\n",
       "3:4 yaml-alias: expected a value, found the alias '*x' (aliases are not supported: write "
       "the value again)"},
      {"", "1:1 empty: expected an article, found an empty text"},
      {" \n\t\n", "1:1 empty: expected an article, found an empty text"},
      {"Text \xFF", "1:6 invalid-utf8: expected UTF-8 text, found a byte that is not part of it"},
      {"A[^a]\n\n[^a]: x\n[^a]: y\n",
       "{articleBody: [{kind: paragraph, section: lead, text: A, sources: [a]}], sources: [{id: a, "
       "text: "
       "x}]}\n4:3 duplicate-footnote: expected each footnote once, found 'a' again"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("markdown: limits are errors that name them") {
  const auto problems = [](const std::string& input) {
    const Reading reading(input, Format::markdown);
    return (reading.article == nullptr ? "refused " : "read ") + print(reading.problems, input);
  };
  std::string claims = "## Claims\n";
  std::string notes;
  std::string paragraphs;
  for (uint32_t i = 0; i <= Limits::claims; ++i) claims += "- a\n";
  for (uint32_t i = 0; i <= Limits::sources; ++i) notes += "[^" + std::to_string(i) + "]: x\n";
  for (uint32_t i = 0; i <= Limits::blocks; ++i) paragraphs += "a\n\n";
  CHECK(problems(claims) ==
        "refused 1002:3 too-many: expected at most 1000 items in 'claims', found more");
  CHECK(problems(notes) ==
        "refused 1001:3 too-many: expected at most 1000 items in 'sources', found more");
  CHECK(problems(paragraphs) ==
        "refused 40001:1 too-many: expected at most 20000 items in 'articleBody', found more");
  CHECK(problems("---\nx: " + std::string(100000, '[') + "\n---\n") ==
        "refused 2:67 too-deep: expected at most 64 levels of nesting, found more");
  CHECK(problems(std::string(100000, '>') + "a") == "read ");
  CHECK(problems(std::string(100000, '*') + "a") == "read ");
  CHECK(problems(std::string(100000, '[') + "a") == "read ");
}

TEST_CASE("markdown: cut at every byte, nothing is read without its places") {
  const std::string_view whole(rich_markdown);
  REQUIRE(Reading(whole, Format::markdown).problems.empty());
  for (size_t size = 0; size < whole.size(); ++size) {
    const Reading reading(whole.substr(0, size), Format::markdown);
    INFO(size);
    if (reading.article == nullptr) {
      REQUIRE(reading.problems.error_count() == 1);
      CHECK(reading.problems.all().back().span.end <= size);
      continue;
    }
    for (const Block& block : reading.article->article_body) {
      CHECK(block.place.end <= size);
      CHECK(block.place.begin < block.place.end);
    }
  }
}

TEST_CASE("markdown: random changes never crash and never go without a reason") {
  std::mt19937 random(20240531);
  const std::string_view bytes("#>-*[]()^`:'\"\\\n <&;{}\xFF\x00", 24);
  for (int round = 0; round < 5000; ++round) {
    std::string text(rich_markdown);
    for (int change = 0; change < 4; ++change) {
      const size_t at = random() % text.size();
      if (random() % 4 == 0)
        text.erase(at, random() % 5);
      else
        text[at] = bytes[random() % bytes.size()];
    }
    const Reading reading(text, Format::markdown);
    if (reading.article == nullptr) REQUIRE(reading.problems.has_errors());
  }
}

}  // namespace
}  // namespace stet::formats::testing
