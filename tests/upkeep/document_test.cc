// Documents as HTML and Markdown: what a rules file says never becomes markup.
#include <catch2/catch.hpp>

#include "engine/upkeep/document.h"
#include "tests/upkeep/markdown_reader.h"

namespace stet::upkeep {
namespace {

using testing::understand;
using testing::Understood;

const std::vector<std::string> hostile{
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style></title><h1>x",
    "[a](javascript:alert(1)) ![b](c) <http://d.example>",
    "# no heading",
    "- no item",
    "1. no item",
    "12) no item",
    "+ no item",
    "= no heading",
    "| a | b |",
    "**bold** _it_ ~~out~~ `code` $x$",
    "&lt; &#60; &amp;",
    "\\* \\",
    "``` fence",
    "> no quotation",
};

Document document_with(const std::string& text) {
  Document out(text);
  out.heading(2, "a", text);
  out.paragraph(text);
  out.paragraph(Words("x ").strong(text).plain(" y"));
  out.list({{text, {{text, {}}}}});
  out.table({"Head", text}, {{text, Words().code(text)}});
  out.quote(text, "fires");
  out.facts({{text, text}});
  return out;
}

TEST_CASE("no text of a rules file becomes markup in HTML") {
  std::string plain;
  append_html(plain, document_with("plain"));
  const auto tags = [](const std::string& html) {
    return std::count(html.begin(), html.end(), '<');
  };
  for (const std::string& text : hostile) {
    std::string html;
    append_html(html, document_with(text));
    INFO(text);
    CHECK(tags(html) == tags(plain));
    CHECK(std::count(html.begin(), html.end(), '"') == std::count(plain.begin(), plain.end(), '"'));
  }
}

TEST_CASE("no text of a rules file becomes markup in Markdown") {
  std::string markdown;
  append_markdown(markdown, document_with("plain"));
  const Understood plain = understand(markdown);
  for (const std::string& text : hostile) {
    markdown.clear();
    append_markdown(markdown, document_with(text));
    INFO(text << "\n" << markdown);
    const Understood found = understand(markdown);
    std::string expected = plain.text;
    for (size_t at = 0; (at = expected.find("plain", at)) != std::string::npos; at += text.size()) {
      expected.replace(at, 5, text);
    }
    CHECK(found.text == expected);
    CHECK(found.tags == plain.tags);
    CHECK(found.links == plain.links);
    CHECK(found.headings == plain.headings);
    CHECK(found.tables == plain.tables);
    CHECK(found.items == plain.items);
  }
}

TEST_CASE("the contents are the headings that are listed") {
  Document document("T");
  document.heading(2, "one", "One");
  document.heading(3, "two", "Two");
  document.heading(3, "three", "Three", false);
  document.heading(4, "four", "Four");
  document.heading(2, "five", "Five");
  std::string markdown;
  append_markdown(markdown, document);
  CHECK(markdown.substr(0, markdown.find("\n\n##")) ==
        "# T\n\n- [One](#one)\n  - [Two](#two)\n- [Five](#five)");
}

TEST_CASE("control characters are shown as unknown, line breaks as blanks") {
  Document document(
      "a\x01"
      "b");
  document.paragraph("two\nlines");
  std::string html, markdown;
  append_html(html, document);
  append_markdown(markdown, document);
  CHECK(html.find("<h1>a\uFFFDb</h1>") != std::string::npos);
  CHECK(markdown.find("\ntwo lines\n") != std::string::npos);
}

}  // namespace
}  // namespace stet::upkeep
