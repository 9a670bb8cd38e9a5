#include "engine/report/json_place.h"

namespace stet::report {

void append_place_json(base::JsonWriter& json, base::JsonKey name, base::Span place, Places& places,
                       Unit unit) {
  const auto offset = [&](uint32_t bytes) {
    return unit == Unit::utf16 ? places.utf16_offset(bytes) : bytes;
  };
  const Position begin = places.at(place.begin);
  const Position end = place.empty() ? begin : places.at(place.end);
  static constexpr base::QuotedKey keys[] = {
      "begin",        "end",      "line",       "column",
      "column_utf16", "end_line", "end_column", "end_column_utf16"};
  const uint32_t values[] = {offset(place.begin), offset(place.end), begin.line, begin.column,
                             begin.column_utf16,  end.line,          end.column, end.column_utf16};
  json.key(name);
  json.integers(keys, values);
}

}  // namespace stet::report
