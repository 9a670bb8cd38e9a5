// The pieces of JSON that verdicts and problems share.
#pragma once

#include <string_view>

#include "engine/base/json_writer.h"
#include "engine/base/problem.h"
#include "engine/report/places.h"
#include "engine/report/report.h"

namespace stet::report {

/// "name": {"begin", "end" (bytes), "line", "column", "column_utf16", "end_line", …}
void append_place_json(base::JsonWriter& json, std::string_view name, base::Span place,
                       Places& places, Unit unit = Unit::utf8);

/// The members of one problem; the place only where there are `places` of its file.
void append_problem_members(base::JsonWriter& json, const base::Problem& problem, Places* places);

}  // namespace stet::report
