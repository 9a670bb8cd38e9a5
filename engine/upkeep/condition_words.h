// What changed in a condition, in words: "'n < 2' became 'n < 3'", "also asks 'b'". Layout and
// parentheses are no change. Tested in tests/upkeep/edits_test.cc.
#pragma once

#include <string>
#include <string_view>

namespace stet::upkeep {

/// Empty when both mean the same to the reader of the syntax tree.
std::string condition_words(std::string_view before, std::string_view after);

}  // namespace stet::upkeep
