// The text of a rules file in JSON as pieces that can be laid out anew: values as written, and what
// people put between them: comments, line breaks, empty lines.
//
//   { // c1                     Piece {  after_open: c1
//     // c2                       Part  comments: c2, key "a", value 1, after: c3
//     "a": 1, // c3
//     "b": [2]                    Part  key "b", value Piece [  Part value 2
//     // c4                       before_close: c4
//   }
//
// Only for text that methodology::parse_json takes. Tested with format.h.
#pragma once

#include <string_view>
#include <vector>

namespace stet::upkeep {

struct Comment {
  std::string_view text;     ///< with its marks; without the line break
  bool begins_line = false;  ///< nothing but white space stands before it on its line
  bool hugs_next = false;    ///< what comes behind it stands on its line
  bool empty_line_before = false;
  bool to_line_end() const { return text.size() > 1 && text[1] == '/'; }
};

struct Part;

/// A value. Of a scalar only `text` is set.
struct Piece {
  std::string_view text;  ///< of a scalar, as written
  char open = 0;          ///< '{' or '['; 0 for a scalar
  bool broken = false;    ///< a line break stands between its parts, not merely inside of one
  std::vector<Comment> after_open;  ///< on the line of the bracket
  std::vector<Part> parts;
  std::vector<Comment> before_close;
};

/// A member of an object or an item of a list, with the comments that go with it.
struct Part {
  std::vector<Comment> before;
  bool new_line = false;  ///< it begins a line
  bool empty_line_before = false;
  std::string_view key;          ///< with its quotes; empty in a list
  std::vector<Comment> between;  ///< the key and the value
  Piece value;
  std::vector<Comment> after;  ///< on its line, behind the comma or before it
};

struct Document {
  std::vector<Comment> before;
  Piece root;
  std::vector<Comment> after;
};

Document read_layout(std::string_view json);

/// The comments of `json` in order, each with its marks.
std::vector<std::string_view> comments_of(std::string_view json);

}  // namespace stet::upkeep
