// Quantities as tests write them: [text = value unit], nested ones left out.
#pragma once

#include <string>
#include <string_view>

#include "engine/quantities/quantities.h"

namespace stet::quantities {

/// `now` as read_civil reads it; empty: no dates and times.
std::string printed(std::string_view text, std::string_view now = {});

}  // namespace stet::quantities
