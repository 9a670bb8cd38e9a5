// A condition over the elements of a list, one after the other, without the machine as far as it
// only checks their fields (quick.h).
#pragma once

#include <cstdint>

#include "engine/cel/evaluation.h"
#include "engine/cel/search.h"

namespace stet::cel {

/// Of the elements of `list` from number `i` on, the first of which `condition`, with the element
/// in variable `slot`, may be anything but false; the list's size when there is none. Asking the
/// others is paid for. Without searches always `i`.
uint32_t skip_false(const Program& condition, uint32_t slot, const Value& list, uint32_t i,
                    Evaluation& evaluation);

}  // namespace stet::cel
