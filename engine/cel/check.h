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

inline Bound bind(const Check& check, std::string_view wanted) {
  return {&check, wanted.data(), wanted.size(),
          base::load_up_to_8(wanted.data(), wanted.size())};
}

inline bool is_text(const Bound& bound, std::string_view text) {
  return text.size() == bound.size &&
         base::load_up_to_8(text.data(), text.size()) == bound.begin &&
         (text.size() <= 8 || base::equal(text, {bound.text, bound.size}));
}

/// Does what is at `at` meet the check? Unsure where it has no value of the declared type.
[[gnu::always_inline]] inline Found meets(const Bound& bound, const std::byte* at,
                                          const Code& code, Evaluation& evaluation) {
  const Check& check = *bound.check;
  std::string_view text;
  int64_t number = 0;
  if (check.stored) {
    at += check.offset;
    if (check.presence != 0 && at[check.presence] != std::byte{check.present}) {
      return Found::unsure;
    }
    if (check.kind <= Check::Kind::set) {
      text = *reinterpret_cast<const std::string_view*>(at);
    } else if (check.kind == Check::Kind::number) {
      number = *reinterpret_cast<const int64_t*>(at);
    } else if (check.kind == Check::Kind::size) {
      number = stored_array(at).size;
    } else {
      number = *reinterpret_cast<const bool*>(at) ? 1 : 0;
    }
  } else {
    const FieldReference& field = code.fields[check.field];
    const Value value = field.get(at, field.argument, evaluation);
    if ((field.kinds & kind_bit(value.kind())) == 0) return Found::unsure;
    if (check.kind <= Check::Kind::set) {
      text = value.as_text();
    } else {
      number = check.kind == Check::Kind::size ? value.size() : value.as_int();
    }
  }
  bool holds = false;
  if (check.kind == Check::Kind::text) {
    holds = is_text(bound, text);
  } else if (check.kind == Check::Kind::set) {
    holds = code.sets[check.index].contains(text);
  } else {
    holds = static_cast<uint64_t>(number) - static_cast<uint64_t>(check.low) <= check.span;
  }
  return holds == check.passes ? Found::yes : Found::no;
}

}  // namespace stet::cel
