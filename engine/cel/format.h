// "%s has %d sources".format([name, count]): the formatting of the strings extension.
#pragma once

#include "engine/cel/value.h"

namespace stet::cel {

/// arguments: the pattern, the list of values.
Value format_string(Evaluation& evaluation, const Value* arguments);

}  // namespace stet::cel
