// The test-only macros of the block tests, which every harness defines for itself.
#pragma once

#include <string>
#include <string_view>

namespace stet::cel_json {

/// cel.block([a, b], e) names the elements cel.index(0), cel.index(1) in later elements and in e:
/// here nested cel.bind(). cel.iterVar(N, M) and cel.accuVar(N, M) become plain names.
std::string expand_blocks(std::string_view expression);

}  // namespace stet::cel_json
