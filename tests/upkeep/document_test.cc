// Documents as HTML and Markdown: what a rules file says never becomes markup.
#include <md4c.h>
#include <catch2/catch.hpp>

#include "engine/upkeep/document.h"

namespace stet::upkeep {
namespace {

/// What a CommonMark reader understands: tags that we did not write, and all text.
struct Understood {
  std::string text, tags;
  std::vector<std::string> links;
  int headings = 0, tables = 0, items = 0;
};

Understood understand(const std::string& markdown) {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES;
  parser.enter_block = [](MD_BLOCKTYPE type, void*, void* data) {
    auto& out = *static_cast<Understood*>(data);
    out.headings += type == MD_BLOCK_H;
    out.tables += type == MD_BLOCK_TABLE;
    out.items += type == MD_BLOCK_LI;
    if (type == MD_BLOCK_HTML) out.tags += "block of HTML;";
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) {
    if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_TD || type == MD_BLOCK_TH ||
        type == MD_BLOCK_LI) {
      static_cast<Understood*>(data)->text += '\n';
    }
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
    if (type == MD_SPAN_A) {
      const auto& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
      static_cast<Understood*>(data)->links.emplace_back(href.text, href.size);
    }
    if (type == MD_SPAN_IMG) static_cast<Understood*>(data)->tags += "image;";
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    auto& out = *static_cast<Understood*>(data);
    (type == MD_TEXT_HTML || type == MD_TEXT_ENTITY ? out.tags : out.text).append(text, size);
    return 0;
  };
  Understood out;
  REQUIRE(md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &out) == 0);
  return out;
}

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
