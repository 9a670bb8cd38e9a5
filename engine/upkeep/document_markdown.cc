// Documents as CommonMark with tables. Texts are escaped character by character, so that none can
// begin a heading, a link or a tag; every line break within a text is a blank.
#include <algorithm>

#include "engine/upkeep/document.h"

namespace stet::upkeep {
namespace {

bool is_blank(char c) { return c == '\n' || c == '\r' || c == '\t' || c == ' '; }

bool means_something(char c) {
  constexpr std::string_view characters = "\\`*_[]<>&#|~!$";
  return characters.find(c) != std::string_view::npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// At the beginning of a line also what would open a list or underline a heading.
void append_escaped(std::string& out, std::string_view text, bool line_begins) {
  const size_t number = std::find_if_not(text.begin(), text.end(), is_digit) - text.begin();
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool opens = i == 0 && (c == '+' || c == '-' || c == '=');
    const bool numbers = i == number && i > 0 && (c == '.' || c == ')');
    if (means_something(c) || (line_begins && (opens || numbers))) out += '\\';
    out += is_blank(c) ? ' ' : c;
  }
}

/// The longest run of backticks within.
size_t ticks_in(std::string_view text) {
  size_t most = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    most = std::max(most, run);
  }
  return most;
}

void append_code(std::string& out, std::string_view text) {
  const std::string fence(ticks_in(text) + 1, '`');
  const bool padded = text.front() == '`' || text.back() == '`' || is_blank(text.front());
  out.append(fence).append(padded ? " " : "");
  for (const char c : text) out += is_blank(c) ? ' ' : c;
  out.append(padded ? " " : "").append(fence);
}

void append(std::string& out, const Words& words, bool line_begins, bool in_table = false) {
  for (const Run& run : words.runs()) {
    // Readers disagree on bars of code in tables: as plain text they are the same to all.
    const bool bars = in_table && run.text.find('|') != std::string::npos;
    switch (run.kind) {
      case Run::Kind::plain: append_escaped(out, run.text, line_begins); break;
      case Run::Kind::code:
        bars ? append_escaped(out, run.text, line_begins) : append_code(out, run.text);
        break;
      case Run::Kind::strong:
      case Run::Kind::mark:
        out += "**";
        append_escaped(out, run.text, false);
        out += "**";
        break;
      case Run::Kind::link:
        out += '[';
        append_escaped(out, run.text, false);
        out += "](#" + run.target + ")";
        break;
    }
    line_begins = false;
  }
}

void append_list(std::string& out, const std::vector<Item>& items, bool ordered, size_t indent) {
  for (size_t i = 0; i < items.size(); ++i) {
    const std::string sign = ordered ? std::to_string(i + 1) + ". " : "- ";
    out.append(indent, ' ').append(sign);
    append(out, items[i].words, true);
    out += '\n';
    append_list(out, items[i].items, false, indent + sign.size());
  }
}

void append_row(std::string& out, const Row& row) {
  out += '|';
  for (const Words& cell : row) {
    out += ' ';
    append(out, cell, false, true);
    out += " |";
  }
  out += '\n';
}

void append_table(std::string& out, const Block& block) {
  append_row(out, block.header);
  out += '|';
  for (size_t i = 0; i < block.header.size(); ++i) out += "---|";
  out += '\n';
  for (const Row& row : block.rows) append_row(out, row);
}

void append_block(std::string& out, const Block& block) {
  switch (block.kind) {
    case Block::Kind::heading:
      out.append(block.level, '#') += ' ';
      if (!block.anchor.empty()) out += "<a id=\"" + block.anchor + "\"></a>";
      append(out, block.words, true);
      break;
    case Block::Kind::paragraph: append(out, block.words, true); break;
    case Block::Kind::list: append_list(out, block.items, block.ordered, 0); return;
    case Block::Kind::table: append_table(out, block); return;
    case Block::Kind::code: {
      const std::string text = block.words.text();
      const std::string fence(std::max<size_t>(3, ticks_in(text) + 1), '`');
      out += fence + "\n" + text + "\n" + fence;
      break;
    }
    case Block::Kind::quote:
      out += "> ";
      append(out, block.words, true);
      break;
    case Block::Kind::facts:
      for (const Fact& fact : block.facts) {
        out += "- ";
        append_escaped(out, fact.name, true);
        out += ": ";
        append(out, fact.value, false);
        out += '\n';
      }
      return;
  }
  out += '\n';
}

}  // namespace

void append_markdown(std::string& out, const Document& document) {
  out += "# ";
  append_escaped(out, document.title(), true);
  out += "\n\n";
  append_list(out, document.contents(), false, 0);
  for (const Block& block : document.blocks()) append_block(out += '\n', block);
}

}  // namespace stet::upkeep
