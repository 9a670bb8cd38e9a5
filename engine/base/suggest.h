// "did you mean …?" for misspelt names.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace stet::base {

/// The candidate nearest to `word` (optimal string alignment, at most a third of its length, at
/// least one edit), or empty. Ties go to the first candidate.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// "did you mean 'X'?" or an empty string.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace stet::base
