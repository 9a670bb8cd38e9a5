// Documents as HTML. The contents stand beside the text where there is room, before it elsewhere.
#include "engine/upkeep/document.h"
#include "engine/upkeep/html.h"

namespace stet::upkeep {
namespace {

// Colours have a contrast of 4.5 to 1 at least, in both themes: web/test/rules_doc.test.mjs asks
// axe.
constexpr std::string_view style = R"(
:root { color-scheme: light dark; --ground: #fff; --ink: #1c1c1e; --soft: #575a60; --line: #d4d6da; --panel: #f5f6f8;
  --link: #0b57a8; --good: #1b6b35; --bad: #a8281a; --mark: #fff0a8; --mark-ink: #1c1c1e }
@media screen and (prefers-color-scheme: dark) {
  :root { --ground: #17181b; --ink: #e8e8ea; --soft: #a9adb5; --line: #3b3e45; --panel: #202227;
    --link: #8dc0ff; --good: #7fd69a; --bad: #ff9d8f; --mark: #5c4c00; --mark-ink: #fff } }
* { box-sizing: border-box }
html { scroll-padding-top: 1rem }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
.page { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--line) }
h3 { font-size: 1.15rem; line-height: 1.3; margin: 2.25rem 0 .4rem }
h4 { font-size: 1rem; margin: 1.25rem 0 .3rem; color: var(--soft) }
main { overflow-wrap: break-word }
p { margin: .5rem 0 }
main p, main li, main blockquote { max-width: 46rem }
a { color: var(--link); text-underline-offset: .15em }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere }
pre { margin: .5rem 0; padding: .6rem .8rem; background: var(--panel); border: 1px solid var(--line); border-radius: .3rem; white-space: pre-wrap }
blockquote { margin: .5rem 0; padding: .4rem .8rem; background: var(--panel); border-left: .25rem solid var(--line); border-radius: 0 .3rem .3rem 0 }
blockquote.fires { border-color: var(--bad) }
blockquote.silent { border-color: var(--good) }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 .15em; border-radius: .15em }
ul, ol { margin: .4rem 0; padding-left: 1.4rem }
li { margin: .15rem 0 }
.wide { overflow-x: auto; margin: .75rem 0 }
table { border-collapse: collapse; font-size: .9375rem; line-height: 1.45 }
th, td { padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap }
tbody th { font-weight: inherit }
table code { overflow-wrap: break-word }
dl { margin: .5rem 0; display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .9375rem }
dt { color: var(--soft) }
dd { margin: 0; overflow-wrap: anywhere }
nav ul { list-style: none; margin: 0; padding: 0 }
nav ul ul { padding-left: .9rem; font-size: .875rem }
nav a { text-decoration: none }
nav a:hover { text-decoration: underline }
nav h2 { font-size: 1rem; margin: 0 0 .25rem; padding: 0; border: 0 }
nav { margin: 1rem 0; padding: .75rem 1rem; max-height: 45vh; overflow-y: auto; background: var(--panel); border: 1px solid var(--line); border-radius: .3rem }
@media (min-width: 64rem) {
  .page { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 0 3rem }
  .page > header { grid-column: 2 }
  nav { grid-row: 1 / span 2; align-self: start; position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); margin: 0; padding: 0 1rem 0 0; background: none; border: 0 }
}
@media (max-width: 40rem) { thead th { white-space: normal } dl { grid-template-columns: fit-content(7rem) 1fr; gap: .25rem .75rem } h1 { font-size: 1.6rem } }
@media print {
  :root { color-scheme: light }
  .wide { overflow: visible }
  .page { display: block; max-width: none; padding: 0 }
  nav { display: none }
  h2, h3, h4 { break-after: avoid }
  blockquote, pre, tr { break-inside: avoid }
  a { color: inherit; text-decoration: none }
}
)";

void append(std::string& out, const Words& words) {
  for (const Run& run : words.runs()) {
    switch (run.kind) {
      case Run::Kind::plain: append_html(out, run.text); continue;
      case Run::Kind::code: out += "<code>"; break;
      case Run::Kind::strong: out += "<strong>"; break;
      case Run::Kind::mark: out += "<mark>"; break;
      case Run::Kind::link:
        out += "<a href=\"#";
        append_html(out, run.target);
        out += "\">";
        break;
    }
    append_html(out, run.text);
    switch (run.kind) {
      case Run::Kind::plain: break;
      case Run::Kind::code: out += "</code>"; break;
      case Run::Kind::strong: out += "</strong>"; break;
      case Run::Kind::mark: out += "</mark>"; break;
      case Run::Kind::link: out += "</a>"; break;
    }
  }
}

void append_list(std::string& out, const std::vector<Item>& items, bool ordered) {
  const std::string_view name = ordered ? "ol" : "ul";
  out.append("<").append(name).append(">\n");
  for (const Item& item : items) {
    out += "<li>";
    append(out, item.words);
    if (!item.items.empty()) append_list(out += "\n", item.items, false);
    out += "</li>\n";
  }
  out.append("</").append(name).append(">\n");
}

void append_row(std::string& out, const Row& row, bool header) {
  out += "<tr>";
  for (size_t i = 0; i < row.size(); ++i) {
    const std::string_view scope = header ? " scope=\"col\"" : " scope=\"row\"";
    const bool names = header || i == 0;
    out.append(names ? "<th" : "<td").append(names ? scope : "").append(">");
    append(out, row[i]);
    out += names ? "</th>" : "</td>";
  }
  out += "</tr>\n";
}

void append_table(std::string& out, const Block& block) {
  // It may be wider than a telephone: who has no mouse moves it with the keys.
  out += "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"";
  append_html(out, block.header.empty() ? std::string("table") : block.header[0].text());
  out += "\">\n<table>\n<thead>\n";
  append_row(out, block.header, true);
  out += "</thead>\n<tbody>\n";
  for (const Row& row : block.rows) append_row(out, row, false);
  out += "</tbody>\n</table>\n</div>\n";
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.append(" ").append(name).append("=\"");
  append_html(out, value);
  out += '"';
}

void append_block(std::string& out, const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading: {
      const std::string name = "h" + std::to_string(block.level);
      out += "<" + name;
      append_attribute(out, "id", block.anchor);
      out += ">";
      append(out, block.words);
      out += "</" + name + ">\n";
      return;
    }
    case Block::Kind::paragraph:
      out += "<p>";
      append(out, block.words);
      out += "</p>\n";
      return;
    case Block::Kind::list: return append_list(out, block.items, block.ordered);
    case Block::Kind::table: return append_table(out, block);
    case Block::Kind::code:
      out += "<pre>";
      append(out, block.words);
      out += "</pre>\n";
      return;
    case Block::Kind::quote:
      out += "<blockquote";
      append_attribute(out, "class", block.tone);
      out += ">";
      append(out, block.words);
      out += "</blockquote>\n";
      return;
    case Block::Kind::facts:
      out += "<dl>\n";
      for (const Fact& fact : block.facts) {
        out += "<dt>";
        append_html(out, fact.name);
        out += "</dt><dd>";
        append(out, fact.value);
        out += "</dd>\n";
      }
      out += "</dl>\n";
      return;
  }
}

}  // namespace

void append_html(std::string& out, const Document& document) {
  begin_head(out, document.title());
  out.append("<style>").append(style);
  out += "</style>\n</head>\n<body>\n<div class=\"page\">\n<header>\n<h1>";
  append_html(out, document.title());
  out += "</h1>\n</header>\n<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n";
  append_list(out, document.contents(), false);
  out += "</nav>\n<main>\n";
  for (const Block& block : document.blocks()) append_block(out, block);
  out += "</main>\n</div>\n";
  end_page(out);
}

}  // namespace stet::upkeep
