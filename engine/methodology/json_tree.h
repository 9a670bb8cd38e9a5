#pragma once

#include "engine/methodology/node.h"

namespace stet::methodology {

/// parse_json of text that is known to be UTF-8.
std::optional<Node> parse_utf8_json(const ParseInput& input, base::Arena& arena,
                                    base::Problems& problems);

}  // namespace stet::methodology
