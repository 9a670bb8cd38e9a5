// The methodology of the finance desk as it is shipped, compiled once per test program.
#pragma once

#include "engine/gate/gate.h"

namespace stet::gate::testing {

/// Fails the test when rules/finance.json is wrong.
const Gate& finance();

}  // namespace stet::gate::testing
