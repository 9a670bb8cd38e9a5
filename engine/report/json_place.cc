#include "engine/report/json_place.h"

namespace stet::report {

void append_place_json(base::JsonWriter& json, std::string_view name, base::Span place,
                       Places& places, Unit unit) {
  const auto offset = [&](uint32_t bytes) {
    return unit == Unit::utf16 ? places.utf16_offset(bytes) : bytes;
  };
  const Position begin = places.at(place.begin);
  const Position end = place.empty() ? begin : places.at(place.end);
  const base::NamedInt members[] = {
      {"begin", offset(place.begin)},
      {"end", offset(place.end)},
      {"line", begin.line},
      {"column", begin.column},
      {"column_utf16", begin.column_utf16},
      {"end_line", end.line},
      {"end_column", end.column},
      {"end_column_utf16", end.column_utf16},
  };
  json.key(name);
  json.integers(members);
}

}  // namespace stet::report
