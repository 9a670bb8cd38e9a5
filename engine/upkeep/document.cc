#include "engine/upkeep/document.h"

#include <algorithm>

namespace stet::upkeep {

std::string Words::text() const {
  std::string out;
  for (const Run& run : runs_) out += run.text;
  return out;
}

void Document::heading(uint8_t level, std::string anchor, Words words, bool listed) {
  Block block(Block::Kind::heading);
  block.level = level;
  block.anchor = std::move(anchor);
  block.words = std::move(words);
  block.listed = listed;
  blocks_.push_back(std::move(block));
}

void Document::paragraph(Words words) {
  if (words.empty()) return;
  Block block(Block::Kind::paragraph);
  block.words = std::move(words);
  blocks_.push_back(std::move(block));
}

void Document::list(std::vector<Item> items, bool ordered) {
  if (items.empty()) return;
  Block block(Block::Kind::list);
  block.items = std::move(items);
  block.ordered = ordered;
  blocks_.push_back(std::move(block));
}

void Document::table(Row header, std::vector<Row> rows) {
  if (rows.empty()) return;
  Block block(Block::Kind::table);
  block.header = std::move(header);
  block.rows = std::move(rows);
  blocks_.push_back(std::move(block));
}

void Document::code(std::string text) {
  Block block(Block::Kind::code);
  block.words.plain(text);
  blocks_.push_back(std::move(block));
}

void Document::quote(Words words, std::string tone) {
  Block block(Block::Kind::quote);
  block.words = std::move(words);
  block.tone = std::move(tone);
  blocks_.push_back(std::move(block));
}

void Document::facts(std::vector<Fact> facts) {
  std::erase_if(facts, [](const Fact& fact) { return fact.value.empty(); });
  if (facts.empty()) return;
  Block block(Block::Kind::facts);
  block.facts = std::move(facts);
  blocks_.push_back(std::move(block));
}

std::vector<Item> Document::contents() const {
  std::vector<Item> out;
  for (const Block& block : blocks_) {
    const bool heading = block.kind == Block::Kind::heading && block.level <= 3;
    if (!heading || !block.listed || block.anchor.empty()) continue;
    std::vector<Item>& into = block.level == 2 || out.empty() ? out : out.back().items;
    into.push_back({Words().link(block.words.text(), block.anchor), {}});
  }
  return out;
}

}  // namespace stet::upkeep
