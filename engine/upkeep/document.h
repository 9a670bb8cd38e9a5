// A document as plain data: headings, paragraphs, lists, tables. Written as one HTML page or as
// Markdown; all texts are escaped there, so nothing that a rules file says can become markup.
// Tested in tests/upkeep/document_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stet::upkeep {

struct Run {
  enum class Kind : uint8_t { plain, code, strong, mark, link } kind = Kind::plain;
  std::string text;
  std::string target;  ///< of a link: an anchor of this document
};

/// A line of text: Words("needs ").code("n").plain(" or more").
class Words {
 public:
  Words() = default;
  Words(std::string_view text) { plain(text); }
  Words(const std::string& text) : Words(std::string_view(text)) {}
  Words(const char* text) : Words(std::string_view(text)) {}

  Words& plain(std::string_view text) { return add(Run::Kind::plain, text); }
  Words& code(std::string_view text) { return add(Run::Kind::code, text); }
  Words& strong(std::string_view text) { return add(Run::Kind::strong, text); }
  Words& mark(std::string_view text) { return add(Run::Kind::mark, text); }
  Words& link(std::string_view text, std::string target) {
    add(Run::Kind::link, text);
    if (!text.empty()) runs_.back().target = std::move(target);
    return *this;
  }
  Words& add(const Words& other) {
    runs_.insert(runs_.end(), other.runs_.begin(), other.runs_.end());
    return *this;
  }

  bool empty() const { return runs_.empty(); }
  const std::vector<Run>& runs() const { return runs_; }
  /// Without styles.
  std::string text() const;

 private:
  Words& add(Run::Kind kind, std::string_view text) {
    if (!text.empty()) runs_.push_back({kind, std::string(text), {}});
    return *this;
  }
  std::vector<Run> runs_;
};

struct Item {
  Words words;
  std::vector<Item> items;
};

struct Fact {
  std::string name;
  Words value;
};

using Row = std::vector<Words>;

struct Block {
  enum class Kind : uint8_t { heading, paragraph, list, table, code, quote, facts };
  explicit Block(Kind k) : kind(k) {}

  Kind kind;
  uint8_t level = 0;   ///< of a heading, 2 to 4; the title is 1
  bool listed = true;  ///< a heading in the contents
  bool ordered = false;
  std::string anchor;  ///< of a heading, may be empty
  std::string tone;    ///< of a quotation: a word for the stylesheet, or empty
  Words words;
  std::vector<Item> items;
  Row header;
  std::vector<Row> rows;
  std::vector<Fact> facts;
};

class Document {
 public:
  explicit Document(std::string title) : title_(std::move(title)) {}

  void heading(uint8_t level, std::string anchor, Words words, bool listed = true);
  void paragraph(Words words);
  void list(std::vector<Item> items, bool ordered = false);
  /// The first cell of each row names it. Without rows nothing is written.
  void table(Row header, std::vector<Row> rows);
  void code(std::string text);
  void quote(Words words, std::string tone = {});
  /// Those without a value are left out.
  void facts(std::vector<Fact> facts);

  const std::string& title() const { return title_; }
  const std::vector<Block>& blocks() const { return blocks_; }
  /// Listed headings of levels 2 and 3 with anchors, as a tree of links.
  std::vector<Item> contents() const;

 private:
  std::string title_;
  std::vector<Block> blocks_;
};

/// A page that stands on its own: its style within, no script, nothing fetched.
void append_html(std::string& out, const Document& document);
/// CommonMark with tables; the only markup of its own are the anchors of headings.
void append_markdown(std::string& out, const Document& document);

}  // namespace stet::upkeep
