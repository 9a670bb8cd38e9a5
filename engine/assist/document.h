// A rules file as an editor has it: right, wrong or half typed. Its tree is there all the same, and
// each piece of it knows its place.
//
// JSON is read leniently: what is missing is left out, what is not closed ends with its line or
// where the text does. Of what is right the tree is that of methodology::parse_json. YAML is read
// by its one parser, without the lines that it stumbles over. Tested in
// tests/assist/document_test.cc.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/methodology/node.h"

namespace stet::assist {

struct Document {
  std::string name, bytes;
  bool yaml = false;
  base::Arena arena;
  methodology::Node root;  ///< null when there is nothing to read
};

/// By its name, else by its first character, as methodology::parse_file tells.
bool is_yaml(std::string_view name, std::string_view bytes);

std::unique_ptr<Document> read_document(std::string name, std::string bytes);

/// The tree of `bytes` in JSON, as far as it can be made out.
methodology::Node read_loose_json(std::string_view bytes, base::Arena& arena);

/// The line in which `offset` stands, without its end; `bytes` with it turned into blanks.
base::Span line_at(std::string_view bytes, uint32_t offset);
std::string without_line(std::string_view bytes, uint32_t offset);

/// Of a value that is not there: null, and of no extent.
inline bool is_missing(const methodology::Node& node) {
  return node.is(methodology::null_node) && node.place.empty();
}

}  // namespace stet::assist
