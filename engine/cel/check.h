// Whether a record or text meets a check of a search or a condition (see search.h).
#pragma once

#include "engine/base/short_text.h"
#include "engine/cel/evaluation.h"
#include "engine/cel/field_access.h"
#include "engine/cel/text.h"

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

inline bool is_in_range(const Check& check, int64_t number) {
  return static_cast<uint64_t>(number) - static_cast<uint64_t>(check.low) <= check.span;
}

/// What is asked of a text; unsure when it cannot be paid for.
[[gnu::always_inline]] inline Found text_meets(const Bound& bound, std::string_view text,
                                               const Code& code, Evaluation& evaluation) {
  const Check& check = *bound.check;
  const std::string_view wanted(bound.text, bound.size);
  if (check.costs() && !evaluation.charge(text.size() / 16)) return Found::unsure;
  bool holds = false;
  switch (check.kind) {
    case Check::Kind::text: holds = is_text(bound, text); break;
    case Check::Kind::set: holds = code.sets[check.index].contains(text); break;
    case Check::Kind::begins: holds = begins_with(text, wanted); break;
    case Check::Kind::ends: holds = ends_with(text, wanted); break;
    case Check::Kind::contains: holds = occurs(text, wanted); break;
    default: holds = code.patterns[check.index]->matches(text); break;
  }
  return holds == check.passes ? Found::yes : Found::no;
}

/// Does what is at `at` meet the check? Unsure where it has no value of the declared type.
Found meets(const Bound& bound, const std::byte* at, const Code& code, Evaluation& evaluation);

/// The same for a check with a constant, without a call where the field is stored.
[[gnu::always_inline]] inline Found record_meets(const Check& check, const void* self,
                                                 const Code& code, Evaluation& evaluation) {
  const auto* const record = static_cast<const std::byte*>(self);
  const std::byte* const at = record + check.offset;
  const bool there = check.presence == 0 || at[check.presence] == std::byte{check.present};
  if (check.kind == Check::Kind::there && check.presence != 0 && there) {
    return check.passes ? Found::yes : Found::no;
  }
  if (!check.stored || !there) return meets(bind_constant(check), record, code, evaluation);
  if (check.of_text()) {
    return text_meets(bind_constant(check), *reinterpret_cast<const std::string_view*>(at), code,
                      evaluation);
  }
  const int64_t number = check.kind == Check::Kind::number ? *reinterpret_cast<const int64_t*>(at)
                         : check.kind == Check::Kind::size
                             ? int64_t{stored_array(at).size}
                             : int64_t{*reinterpret_cast<const bool*>(at)};
  return is_in_range(check, number) == check.passes ? Found::yes : Found::no;
}

/// The same of the record in a variable.
[[gnu::always_inline]] inline Found slot_meets(const Check& check, uint32_t slot, const Code& code,
                                               Evaluation& evaluation) {
  const auto slots = evaluation.slots();
  if (slot >= slots.size() || !slots[slot].is(Kind::object)) return Found::unsure;
  return record_meets(check, slots[slot].record(), code, evaluation);
}

}  // namespace stet::cel
