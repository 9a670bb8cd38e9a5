// Moving over the text of a rules file in JSON, and what is said of a token that may not stand
// there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/span.h"

namespace stet::methodology {

/// The same number of bytes with comments and trailing commas turned into spaces.
std::string without_comments(std::string_view json);

uint32_t skip_spaces(std::string_view json, uint32_t at);
/// After spaces and comments.
uint32_t skip_blank(std::string_view json, uint32_t at);
/// After the number at `at`; `at` itself when there is none.
uint32_t skip_number(std::string_view json, uint32_t at);
/// The first byte from `at` on that ends a string or means something in it: a quote, a backslash, a
/// control character; the end of the text when there is none.
uint32_t plain_end(std::string_view json, uint32_t at);
/// After the string at `at`; `at` itself when there is none, or one that is not closed or has a
/// control character in it.
uint32_t string_end(std::string_view json, uint32_t at);

/// The word, string or character at `at`; empty at the end.
base::Span token_at(std::string_view json, uint32_t at);
/// "'name'", "the end of the file", …
std::string describe_token(std::string_view json, base::Span token);
/// A likely cause of a syntax error, or nothing.
std::string syntax_hint(std::string_view json, base::Span token);

}  // namespace stet::methodology
