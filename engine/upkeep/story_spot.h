// Which record and which text of a story a place stands in.
#pragma once

#include <string>
#include <string_view>

#include "engine/formats/article_schema.h"

namespace stet::upkeep {

struct Spot {
  const formats::FieldSchema* list = nullptr;  ///< null: the story itself
  uint32_t index = 0;
  const void* record = nullptr;
  const formats::RecordSchema* schema = nullptr;
  std::string_view field;  ///< with the text that the place stands in
  const formats::Text* text = nullptr;
};

Spot locate(const formats::Article& article, base::Span place);

/// "source 'Harbour Authority'", "claim 'The berth opened'"; of a spot in a list.
std::string name_of(const Spot& spot);

}  // namespace stet::upkeep
