// The records of an article as types of the condition language, made from
// formats::article_schema().
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "engine/cel/cel.h"
#include "engine/formats/article_schema.h"

namespace stet::gate {

/// A type with the fields it owns. Never moves once made: environments point at it.
struct RecordType {
  cel::ObjectType type;
  std::vector<cel::Field> fields;
  std::string list_text;  ///< "list(Source)"
  const formats::RecordSchema* schema = nullptr;
};

/// Appends the type of `schema` and of all records in it, each once; returns the first.
const RecordType& add_article_types(const formats::RecordSchema& schema,
                                    std::deque<RecordType>& types);

/// A text as a value: its absence, nullness and malformedness are kept.
cel::Value text_value(const formats::Text& text);

}  // namespace stet::gate
