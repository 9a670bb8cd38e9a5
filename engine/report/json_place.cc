#include "engine/report/json_place.h"

namespace stet::report {

void append_place_json(base::JsonWriter& json, base::Span place, Places& places, Unit unit) {
  const Position begin = places.at(place.begin);
  const Position end = place.empty() ? begin : places.at(place.end);
  const bool utf16 = unit == Unit::utf16;
  using Key = base::QuotedKey;
  static constexpr Key name("place");
  static constexpr Key keys[] = {
      Key("begin"),        Key("end"),      Key("line"),       Key("column"),
      Key("column_utf16"), Key("end_line"), Key("end_column"), Key("end_column_utf16")};
  const uint32_t from = utf16 ? begin.utf16 : place.begin, to = utf16 ? end.utf16 : place.end;
  const uint32_t values[] = {
      from,     to,         begin.line,      begin.column, begin.column_utf16,
      end.line, end.column, end.column_utf16};
  json.key(name);
  json.integers(keys, values);
}

}  // namespace stet::report
