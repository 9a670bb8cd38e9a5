// JSON → Article, driven by the tables of article_schema.h.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/arena.h"
#include "engine/base/problem.h"
#include "engine/formats/article.h"
#include "engine/formats/fields.h"
#include "engine/formats/json_index.h"

namespace stet::formats {

/// Remembers which known name is nearest to an unknown one: archives repeat the same unknown names
/// in every story, and the search costs more than reading the whole record.
class UnknownNames {
 public:
  /// The nearest name, or empty.
  std::string_view nearest(const RecordSchema& schema, std::string_view name);
  /// A new story: its first 200 new names are searched for, so a hostile one cannot cost seconds.
  void begin_story() { searches_left_ = 200; }

 private:
  uint32_t searches_left_ = 200;
  std::unordered_map<std::string, std::string_view> known_;
  std::string key_;
};

/// What a reader keeps between stories.
struct JsonScratch {
  JsonIndex index;
  UnknownNames names;
};

/// False when the input is no JSON object or beyond a limit; the findings say why.
bool read_json(std::string_view input, JsonScratch& scratch, base::Arena& arena, Article& article,
               Findings& findings);

}  // namespace stet::formats
