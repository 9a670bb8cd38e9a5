// Moving over JSON text that nlohmann parses, to find the places its events do not tell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/span.h"

namespace stet::methodology {

/// The same number of bytes with comments and trailing commas turned into spaces.
std::string without_comments(std::string_view json);

/// The first byte from `at` on that is neither white space nor one of `marks`.
uint32_t skip_between(std::string_view json, uint32_t at, std::string_view marks);
/// After the number at `at`.
uint32_t skip_number(std::string_view json, uint32_t at);

/// The word, string or character at `at`; empty at the end.
base::Span token_at(std::string_view json, uint32_t at);
/// "'name'", "the end of the file", …
std::string describe_token(std::string_view json, base::Span token);
/// A likely cause of a syntax error, or nothing.
std::string syntax_hint(std::string_view json, base::Span token);

}  // namespace stet::methodology
