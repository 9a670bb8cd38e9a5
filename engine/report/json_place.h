// The pieces of JSON that verdicts and problems share.
#pragma once

#include <span>
#include <string_view>

#include "engine/base/json_writer.h"
#include "engine/base/problem.h"
#include "engine/report/places.h"
#include "engine/report/report.h"

namespace stet::report {

/// "place": {"begin", "end" (bytes), "line", "column", "column_utf16", "end_line", …}
void append_place_json(base::JsonWriter& json, base::Span place, Places& places,
                       Unit unit = Unit::utf8);

/// "name": [{…}, …]: `members` writes those of one item.
template <typename T, typename Members>
void write_objects(base::JsonWriter& json, base::JsonKey name, std::span<const T> items,
                   const Members& members) {
  json.key(name);
  json.begin_array();
  for (const T& item : items) {
    json.begin_object();
    members(item);
    json.end_object();
  }
  json.end_array();
}

/// The members of one problem; the place only where there are `places` of its file.
void append_problem_members(base::JsonWriter& json, const base::Problem& problem, Places* places);

}  // namespace stet::report
