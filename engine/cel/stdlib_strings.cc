// The strings extension. Indices count code points.
#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"
#include "engine/cel/format.h"
#include "engine/cel/text.h"

namespace stet::cel {
namespace {

Value out_of_range(Evaluation& e, int64_t index) {
  return e.fail(ErrorCode::index_out_of_range,
                "index " + std::to_string(index) + " is outside of the text");
}
bool pay(Evaluation& e, const Value& text) { return e.charge(text.size() / 16); }

Value char_at(Evaluation& e, const Value* a) {
  if (!pay(e, a[0])) return e.budget_error();
  const std::string_view text = a[0].as_text();
  const auto at = byte_offset(text, a[1].as_int());
  if (!at) return out_of_range(e, a[1].as_int());
  if (*at == text.size()) return Value::string("");
  const auto size = base::decode_utf8(text, static_cast<uint32_t>(*at)).size;
  return Value::string(text.substr(*at, size));
}

Value find_from(Evaluation& e, const Value* a, int64_t start) {
  if (!pay(e, a[0])) return e.budget_error();
  const std::string_view text = a[0].as_text();
  const auto from = byte_offset(text, start);
  if (!from) return out_of_range(e, start);
  const size_t at = text.find(a[1].as_text(), *from);
  if (at == std::string_view::npos) return Value::integer(-1);
  return Value::integer(static_cast<int64_t>(code_points(text.substr(0, at))));
}
Value index_of(Evaluation& e, const Value* a) { return find_from(e, a, 0); }
Value index_of_from(Evaluation& e, const Value* a) { return find_from(e, a, a[2].as_int()); }

Value last_index(Evaluation& e, const Value* a, size_t from) {
  if (!pay(e, a[0])) return e.budget_error();
  const std::string_view text = a[0].as_text();
  const size_t at = text.rfind(a[1].as_text(), from);
  if (at == std::string_view::npos) return Value::integer(-1);
  return Value::integer(static_cast<int64_t>(code_points(text.substr(0, at))));
}
Value last_index_of(Evaluation& e, const Value* a) {
  return last_index(e, a, std::string_view::npos);
}
Value last_index_of_from(Evaluation& e, const Value* a) {
  const auto from = byte_offset(a[0].as_text(), a[2].as_int());
  if (!from) return out_of_range(e, a[2].as_int());
  return last_index(e, a, *from);
}

template <char from, char to>
Value change_case(Evaluation& e, const Value* a) {
  if (!pay(e, a[0])) return e.budget_error();
  std::string out(a[0].as_text());
  for (char& c : out) {
    if (c >= from && c <= from + 25) c = static_cast<char>(c - from + to);
  }
  return e.make_string(out);
}

Value replace_up_to(Evaluation& e, const Value* a, int64_t limit) {
  const std::string_view text = a[0].as_text(), old = a[1].as_text(), replacement = a[2].as_text();
  std::string out;
  size_t at = 0;
  for (int64_t done = 0; limit < 0 || done < limit; ++done) {
    if (!e.charge(1 + replacement.size() / 16)) return e.budget_error();
    const size_t found = text.find(old, at);
    if (found == std::string_view::npos) break;
    out.append(text.substr(at, found - at)).append(replacement);
    at = found + old.size();
    if (!old.empty()) continue;
    // An empty text stands between all characters.
    if (found == text.size()) break;
    const auto size = base::decode_utf8(text, static_cast<uint32_t>(found)).size;
    out.append(text.substr(found, size));
    at = found + size;
  }
  if (at < text.size()) out.append(text.substr(at));
  return e.charge(out.size() / 16) ? e.make_string(out) : e.budget_error();
}
Value replace(Evaluation& e, const Value* a) { return replace_up_to(e, a, -1); }
Value replace_some(Evaluation& e, const Value* a) { return replace_up_to(e, a, a[3].as_int()); }

Value split_up_to(Evaluation& e, const Value* a, int64_t limit) {
  const std::string_view text = a[0].as_text(), separator = a[1].as_text();
  std::vector<Value> parts;
  if (limit == 0) return e.make_list(parts);
  size_t at = 0;
  while (limit < 0 || static_cast<int64_t>(parts.size()) + 1 < limit) {
    if (!e.charge(1)) return e.budget_error();
    size_t end = text.find(separator, at);
    if (separator.empty()) {
      if (at >= text.size()) break;
      end = at + base::decode_utf8(text, static_cast<uint32_t>(at)).size;
      if (end >= text.size()) break;
    }
    if (end == std::string_view::npos) break;
    parts.push_back(Value::string(text.substr(at, end - at)));
    at = end + separator.size();
  }
  if (!separator.empty() || at < text.size()) parts.push_back(Value::string(text.substr(at)));
  return e.make_list(parts);
}
Value split(Evaluation& e, const Value* a) { return split_up_to(e, a, -1); }
Value split_some(Evaluation& e, const Value* a) { return split_up_to(e, a, a[2].as_int()); }

Value substring_between(Evaluation& e, const Value* a, int64_t begin, int64_t end) {
  if (!pay(e, a[0])) return e.budget_error();
  const std::string_view text = a[0].as_text();
  const auto from = byte_offset(text, begin);
  if (!from) return out_of_range(e, begin);
  const auto to = end < 0 ? std::optional<size_t>(text.size()) : byte_offset(text, end);
  if (!to) return out_of_range(e, end);
  if (*to < *from) {
    return e.fail(ErrorCode::index_out_of_range, "a part of a text cannot end before it begins");
  }
  return Value::string(text.substr(*from, *to - *from));
}
Value substring(Evaluation& e, const Value* a) {
  return substring_between(e, a, a[1].as_int(), -1);
}
Value substring_range(Evaluation& e, const Value* a) {
  if (a[2].as_int() < 0) return out_of_range(e, a[2].as_int());
  return substring_between(e, a, a[1].as_int(), a[2].as_int());
}

/// Unicode's White_Space.
bool is_space(char32_t c) {
  return (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}
Value trim(Evaluation& e, const Value* a) {
  if (!pay(e, a[0])) return e.budget_error();
  const std::string_view text = a[0].as_text();
  size_t begin = text.size(), end = 0;
  for (uint32_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    if (!is_space(point.value)) {
      begin = std::min<size_t>(begin, at);
      end = at + point.size;
    }
    at += point.size;
  }
  return Value::string(begin < end ? text.substr(begin, end - begin) : text.substr(0, 0));
}

Value join_with(Evaluation& e, const Value& list, std::string_view separator) {
  std::string out;
  for (uint32_t i = 0; i < list.size(); ++i) {
    const Value element = e.element(list, i);
    if (!element.is(Kind::string)) {
      return e.fail(ErrorCode::no_such_overload, "expected a list of strings to join");
    }
    if (!e.charge(1 + element.size() / 16)) return e.budget_error();
    if (i > 0) out.append(separator);
    out.append(element.as_text());
  }
  return e.make_string(out);
}
Value join(Evaluation& e, const Value* a) { return join_with(e, a[0], ""); }
Value join_separated(Evaluation& e, const Value* a) { return join_with(e, a[0], a[1].as_text()); }

Value reverse(Evaluation& e, const Value* a) {
  if (!pay(e, a[0])) return e.budget_error();
  const std::string_view text = a[0].as_text();
  std::string out(text.size(), '\0');
  size_t end = text.size();
  for (uint32_t at = 0; at < text.size();) {
    const auto size = base::decode_utf8(text, at).size;
    end -= size;
    text.copy(out.data() + end, size, at);
    at += size;
  }
  return e.make_string(out);
}

Value quote(Evaluation& e, const Value* a) {
  if (!pay(e, a[0])) return e.budget_error();
  static constexpr std::string_view special = "\a\b\f\n\r\t\v\\\"", letters = "abfnrtv\\\"";
  std::string out = "\"";
  const std::string_view text = a[0].as_text();
  for (uint32_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    const size_t i = point.size == 1 ? special.find(text[at]) : std::string_view::npos;
    if (i != std::string_view::npos) {
      out.append("\\").append(1, letters[i]);
    } else {
      base::append_utf8(out, point.value);
    }
    at += point.size;
  }
  return e.make_string(out + "\"");
}

constexpr Function table[] = {
    {"charAt", "string_char_at_int", "string.(int) -> string", char_at,
     "The character at an index; empty behind the last."},
    {"indexOf", "string_index_of_string", "string.(string) -> int", index_of,
     "Where the text occurs first, from an index on; -1 if nowhere."},
    {"indexOf", "string_index_of_string_int", "string.(string, int) -> int", index_of_from, ""},
    {"lastIndexOf", "string_last_index_of_string", "string.(string) -> int", last_index_of,
     "Where the text occurs last, up to an index; -1 if nowhere."},
    {"lastIndexOf", "string_last_index_of_string_int", "string.(string, int) -> int",
     last_index_of_from, ""},
    {"lowerAscii", "string_lower_ascii", "string.() -> string", change_case<'A', 'a'>,
     "With small letters for A to Z."},
    {"upperAscii", "string_upper_ascii", "string.() -> string", change_case<'a', 'A'>,
     "With capitals for a to z."},
    {"replace", "string_replace_string_string", "string.(string, string) -> string", replace,
     "With one text in place of another, all or the first so many."},
    {"replace", "string_replace_string_string_int", "string.(string, string, int) -> string",
     replace_some, ""},
    {"split", "string_split_string", "string.(string) -> list(string)", split,
     "The parts between separators, at most so many."},
    {"split", "string_split_string_int", "string.(string, int) -> list(string)", split_some, ""},
    {"substring", "string_substring_int", "string.(int) -> string", substring,
     "The part from an index on, up to another."},
    {"substring", "string_substring_int_int", "string.(int, int) -> string", substring_range, ""},
    {"trim", "string_trim", "string.() -> string", trim, "Without white space at both ends."},
    {"join", "list_join", "list(string).() -> string", join,
     "All texts as one, a separator between them."},
    {"join", "list_join_string", "list(string).(string) -> string", join_separated, ""},
    {"reverse", "string_reverse", "string.() -> string", reverse,
     "The characters, or elements, in reverse order."},
    {"strings.quote", "strings_quote", "(string) -> string", quote,
     "In double quotes, special characters escaped."},
    {"format", "string_format", "string.(list(dyn)) -> string", format_string,
     "With the elements in place of %s, %d, %f, %e, %b, %o, %x, %X."},
};

}  // namespace

std::span<const Function> string_functions() { return table; }

}  // namespace stet::cel
