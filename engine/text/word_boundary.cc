// The word boundary rules of UAX #29 (Unicode 15.0), WB3 to WB16, over any text.
#include "engine/base/utf8.h"
#include "engine/text/char_class.h"
#include "engine/text/tokens.h"

namespace stet::text {

namespace {

bool is_letter(Class c) { return c == Class::a_letter || c == Class::hebrew_letter; }
bool is_ignored(Class c) { return c == Class::extend || c == Class::format || c == Class::zwj; }
bool is_line_end(Class c) { return c == Class::cr || c == Class::lf || c == Class::newline; }
bool is_mid_letter(Class c) {
  return c == Class::mid_letter || c == Class::mid_num_let || c == Class::single_quote;
}
bool is_mid_number(Class c) {
  return c == Class::mid_num || c == Class::mid_num_let || c == Class::single_quote;
}
bool takes_low_line(Class c) { return is_letter(c) || c == Class::numeric || c == Class::katakana; }

/// WB5, 8–10, 13: neighbours that stay together whatever follows.
bool joins(Class before, Class after) {
  if (is_letter(before) || before == Class::numeric) {
    if (is_letter(after) || after == Class::numeric) return true;
  }
  if (before == Class::katakana && after == Class::katakana) return true;
  if (after == Class::extend_num_let) {
    return takes_low_line(before) || before == Class::extend_num_let;
  }
  return before == Class::extend_num_let && takes_low_line(after);
}

/// WB6–7, 7b–c, 11–12: one mark between two of a kind.
bool joins_across(Class before, Class mark, Class after) {
  if (is_letter(before) && is_letter(after) && is_mid_letter(mark)) return true;
  if (before == Class::numeric && after == Class::numeric && is_mid_number(mark)) return true;
  return before == Class::hebrew_letter && after == Class::hebrew_letter &&
         mark == Class::double_quote;
}

/// A character with all that WB4 lets it swallow.
struct Unit {
  CharClass first;
  Class last = Class::symbol;  ///< the class of its last character
  uint32_t end = 0;
};

Unit unit_at(std::string_view text, uint32_t offset, uint32_t end) {
  base::CodePoint point = base::decode_utf8(text, offset);
  Unit unit{char_class(point.value), Class::symbol, offset + point.size};
  unit.last = unit.first.word_break;
  if (is_line_end(unit.last)) return unit;
  while (unit.end < end) {
    point = base::decode_utf8(text, unit.end);
    const Class next = char_class(point.value).word_break;
    if (!is_ignored(next)) break;
    unit.last = next;
    unit.end += point.size;
  }
  return unit;
}

}  // namespace

uint32_t next_word_boundary(std::string_view text, uint32_t offset, uint32_t end) {
  Unit unit = unit_at(text, offset, end);
  if (is_line_end(unit.last)) {
    const bool crlf = unit.last == Class::cr && unit.end < end && text[unit.end] == '\n';
    return unit.end + (crlf ? 1 : 0);
  }
  bool odd_region = unit.first.word_break == Class::regional_indicator;
  while (unit.end < end) {
    const Unit next = unit_at(text, unit.end, end);
    const Class before = unit.first.word_break;
    const Class after = next.first.word_break;
    if (unit.last == Class::zwj && next.first.pictograph) {  // WB3c
      unit = next;
    } else if (unit.last == Class::w_seg_space && after == Class::w_seg_space) {  // WB3d
      unit = next;
    } else if (joins(before, after)) {
      unit = next;
    } else if (odd_region && after == Class::regional_indicator) {  // WB15–16
      odd_region = false;
      unit = next;
    } else if (next.end < end &&
               joins_across(before, after,
                            char_class(base::decode_utf8(text, next.end).value).word_break)) {
      unit = unit_at(text, next.end, end);
    } else if (before == Class::hebrew_letter && after == Class::single_quote) {  // WB7a
      unit = next;
    } else {
      break;
    }
  }
  return unit.end;
}

}  // namespace stet::text
