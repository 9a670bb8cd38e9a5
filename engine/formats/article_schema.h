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
  record_list  ///< List<Record>, see `record`; a single record is a list of one
};

struct RecordSchema;

struct FieldSchema {
  std::string_view name;  ///< in JSON, YAML front matter and conditions
  FieldKind kind;
  uint32_t offset;             ///< in the struct, bytes
  const RecordSchema* record;  ///< for record and record_list
  std::string_view doc;        ///< one sentence
  uint32_t limit = 0;          ///< of a list: the most items it may have
};

/// Finds a field by its name without comparing it to all: a hash of size, first and last byte that
/// no two names of the record share.
struct FieldIndex {
  uint8_t slots[64] = {};  ///< position in `fields` + 1, 0 for none
  uint8_t size_factor = 0, first_factor = 0, last_factor = 0;

  constexpr uint8_t slot(std::string_view name) const {
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(name[i]); };
    return static_cast<uint8_t>(
        (name.size() * size_factor + byte(0) * first_factor + byte(name.size() - 1) * last_factor) &
        63);
  }
};

struct RecordSchema {
  std::string_view name;  ///< type name in conditions: "Source"
  uint32_t size;          ///< of the struct, bytes
  std::span<const FieldSchema> fields;
  /// The field a bare string stands for ("author": ["A. Writer"] means {"name": …}); -1 for none.
  int bare_field;
  std::string_view doc;
  const FieldIndex* index;
  std::span<const std::string_view> names;  ///< of the fields, for suggestions
  /// Where a list of these is expected, one string means a text whose blank lines part the items.
  bool splits_text = false;
};

const RecordSchema& article_schema();

/// The field called `name`, or null.
const FieldSchema* find_field(const RecordSchema& record, std::string_view name);

}  // namespace stet::formats
