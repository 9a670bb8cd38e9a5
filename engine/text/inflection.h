// The other forms of an English word: plural, verb and possessive endings, and the irregular verbs
// and nouns that newspapers use. A few forms that no one writes do no harm: they never occur.
// Tested in tests/text/inflection_test.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stet::text {

/// All forms of the folded base form `word`, itself first. Function words ("of", "the", "not") and
/// words that are not plain letters have no other form.
std::vector<std::string> inflections(std::string_view word);

}  // namespace stet::text
