// Holds a merged tree against the tables of keys.h: unknown, missing and misplaced keys, types,
// forms, ranges, ids. What the pieces mean together is checked where they are read (read.cc).
#pragma once

#include <string_view>

#include "engine/methodology/keys.h"
#include "engine/methodology/messages.h"
#include "engine/methodology/node.h"

namespace stet::methodology {

void check(const Node& node, const Shape& shape, Messages& messages);

/// Whether `text` looks like that.
bool has_form(std::string_view text, Form form);

}  // namespace stet::methodology
