// Whether a record or text meets a check of a search or a condition (see search.h).
#pragma once

#include "engine/base/short_text.h"
#include "engine/cel/field_access.h"

namespace stet::cel {

/// A check, and the text that is wanted this time. Nothing is set before it is bound.
struct Bound {
  const Check* check;
  const char* text;
  size_t size;
  uint64_t begin;  ///< of the text
};

inline Bound bind_constant(const Check& check) {
  return {&check, check.text.data(), check.text.size(), check.begin};
}

inline bool is_text(const Bound& bound, std::string_view text) {
  return text.size() == bound.size && base::load_up_to_8(text.data(), text.size()) == bound.begin &&
         (text.size() <= 8 || base::equal(text, {bound.text, bound.size}));
}

/// Does what is at `at` meet the check? Unsure where it has no value of the declared type.
Found meets(const Bound& bound, const std::byte* at, const Code& code, Evaluation& evaluation);

}  // namespace stet::cel
