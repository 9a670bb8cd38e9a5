// One table per record: JSON name, kind, offset, meaning. Readers, the writer, the condition
// language's types and the test of rules/schema/article.schema.json all walk these tables, so a new
// field is one line here and one member in article.h.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/formats/article.h"

namespace stet::formats {

enum class FieldKind : uint8_t {
  text,        ///< Text
  integer,     ///< Integer
  boolean,     ///< Boolean
  time,        ///< Time
  text_list,   ///< List<Text>; a single string is a list of one
  record,      ///< an embedded Record, see `record`
  record_list  ///< List<Record>, see `record`
};

struct RecordSchema;

struct FieldSchema {
  std::string_view name;  ///< in JSON, YAML front matter and conditions
  FieldKind kind;
  uint32_t offset;              ///< in the struct, bytes
  const RecordSchema* record;   ///< for record and record_list
  std::string_view doc;         ///< one sentence
};

struct RecordSchema {
  std::string_view name;  ///< type name in conditions: "Source"
  uint32_t size;          ///< of the struct, bytes
  std::span<const FieldSchema> fields;
  /// The field a bare string stands for ("author": ["A. Writer"] means {"name": …}); -1 for none.
  int bare_field;
  std::string_view doc;
};

const RecordSchema& article_schema();

/// The field called `name`, or null.
const FieldSchema* find_field(const RecordSchema& record, std::string_view name);

}  // namespace stet::formats
