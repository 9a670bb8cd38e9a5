#include "tests/upkeep/markdown_reader.h"

#include <md4c.h>
#include <catch2/catch.hpp>

namespace stet::upkeep::testing {

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

}  // namespace stet::upkeep::testing
