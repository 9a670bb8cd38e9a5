// The functions of CEL itself: sizes, conversions, tests on strings.
#include <cmath>
#include <string>

#include <re2/re2.h>

#include "engine/base/number.h"
#include "engine/base/utf8.h"
#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"
#include "engine/cel/text.h"
#include "engine/cel/time.h"

namespace stet::cel {
namespace {

Value identity(Evaluation&, const Value* a) { return a[0]; }

Value size_of_string(Evaluation& e, const Value* a) {
  if (!e.charge(a[0].size() / 16)) return e.budget_error();
  return Value::integer(static_cast<int64_t>(code_points(a[0].as_text())));
}
Value size_of(Evaluation&, const Value* a) { return Value::integer(a[0].size()); }

Value type_of(Evaluation& e, const Value* a) { return Value::type(runtime_type_name(e, a[0])); }

Value cannot_convert(Evaluation& e, const Value& value, std::string_view type) {
  return e.fail(ErrorCode::conversion,
                "cannot convert " + to_string(value) + " to " + std::string(type));
}

bool parse_unsigned(std::string_view text, uint64_t& out) {
  if (text.empty()) return false;
  out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || __builtin_mul_overflow(out, uint64_t{10}, &out) ||
        __builtin_add_overflow(out, static_cast<uint64_t>(c - '0'), &out)) {
      return false;
    }
  }
  return true;
}

Value int_from_uint(Evaluation& e, const Value* a) {
  if (a[0].as_uint() > INT64_MAX) return cannot_convert(e, a[0], "int");
  return Value::integer(a[0].as_int());
}
Value int_from_double(Evaluation& e, const Value* a) {
  const double value = a[0].as_double();
  const bool fits = value > -9223372036854775808.0 && value < 9223372036854775808.0;
  return fits ? Value::integer(static_cast<int64_t>(value)) : cannot_convert(e, a[0], "int");
}
Value int_from_string(Evaluation& e, const Value* a) {
  std::string_view text = a[0].as_text();
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  uint64_t magnitude = 0;
  const uint64_t limit = (uint64_t{1} << 63) - (negative ? 0 : 1);
  if (!parse_unsigned(text, magnitude) || magnitude > limit) return cannot_convert(e, a[0], "int");
  return Value::integer(static_cast<int64_t>(negative ? 0 - magnitude : magnitude));
}
Value int_from_time(Evaluation&, const Value* a) { return Value::integer(a[0].seconds()); }

Value uint_from_int(Evaluation& e, const Value* a) {
  if (a[0].as_int() < 0) return cannot_convert(e, a[0], "uint");
  return Value::unsigned_integer(a[0].as_uint());
}
Value uint_from_double(Evaluation& e, const Value* a) {
  const double value = a[0].as_double();
  if (!(value > -1.0 && value < 18446744073709551616.0)) return cannot_convert(e, a[0], "uint");
  return Value::unsigned_integer(static_cast<uint64_t>(value));
}
Value uint_from_string(Evaluation& e, const Value* a) {
  uint64_t value = 0;
  if (!parse_unsigned(a[0].as_text(), value)) return cannot_convert(e, a[0], "uint");
  return Value::unsigned_integer(value);
}

Value double_from_int(Evaluation&, const Value* a) {
  return Value::floating(static_cast<double>(a[0].as_int()));
}
Value double_from_uint(Evaluation&, const Value* a) {
  return Value::floating(static_cast<double>(a[0].as_uint()));
}
Value double_from_string(Evaluation& e, const Value* a) {
  const std::string_view text = a[0].as_text();
  if (text == "NaN") return Value::floating(std::nan(""));
  if (text == "Infinity" || text == "+Infinity") return Value::floating(HUGE_VAL);
  if (text == "-Infinity") return Value::floating(-HUGE_VAL);
  const auto value = base::parse_double(text);
  return value ? Value::floating(*value) : cannot_convert(e, a[0], "double");
}

Value bool_from_string(Evaluation& e, const Value* a) {
  const std::string_view text = a[0].as_text();
  for (const std::string_view yes : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == yes) return Value::boolean(true);
  }
  for (const std::string_view no : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == no) return Value::boolean(false);
  }
  return cannot_convert(e, a[0], "bool");
}

Value string_from_scalar(Evaluation& e, const Value* a) {
  std::string out;
  switch (a[0].kind()) {
    case Kind::boolean: out = a[0].as_bool() ? "true" : "false"; break;
    case Kind::integer: base::append_int(out, a[0].as_int()); break;
    case Kind::unsigned_: base::append_uint(out, a[0].as_uint()); break;
    case Kind::floating: base::append_double(out, a[0].as_double()); break;
    case Kind::timestamp: append_timestamp(out, a[0]); break;
    case Kind::duration: append_duration(out, a[0]); break;
    case Kind::opaque: a[0].as_opaque()->type->print(*a[0].as_opaque(), out); break;
    default: return cannot_convert(e, a[0], "string");
  }
  return e.make_string(out);
}
Value string_from_bytes(Evaluation& e, const Value* a) {
  if (!e.charge(a[0].size() / 16)) return e.budget_error();
  if (base::find_invalid_utf8(a[0].as_text())) {
    return e.fail(ErrorCode::conversion, "bytes are not UTF-8");
  }
  return Value::string(a[0].as_text());
}
Value bytes_from_string(Evaluation&, const Value* a) { return Value::bytes(a[0].as_text()); }

Value contains(Evaluation& e, const Value* a) {
  if (!e.charge(a[0].size() / 16)) return e.budget_error();
  return Value::boolean(occurs(a[0].as_text(), a[1].as_text()));
}
Value starts_with(Evaluation&, const Value* a) {
  return Value::boolean(begins_with(a[0].as_text(), a[1].as_text()));
}
Value ends_with(Evaluation&, const Value* a) {
  return Value::boolean(cel::ends_with(a[0].as_text(), a[1].as_text()));
}
Value matches(Evaluation& e, const Value* a) {
  // Compiling costs far more than matching, and the pattern may be the story's own.
  constexpr uint32_t steps_to_compile = 500;
  if (!e.charge(steps_to_compile + a[0].size() / 16 + a[1].size())) return e.budget_error();
  RE2::Options quiet;
  quiet.set_log_errors(false);
  quiet.set_max_mem(int64_t{1} << 20);
  const std::string_view text = a[0].as_text(), pattern = a[1].as_text();
  const RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), quiet);
  if (!compiled.ok()) {
    return e.fail(ErrorCode::bad_pattern, "expected a regular expression: " + compiled.error());
  }
  if (!e.charge(static_cast<uint64_t>(compiled.ProgramSize()))) return e.budget_error();
  return Value::boolean(RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled));
}

constexpr Function table[] = {
    {"size", "size_string", "(string) -> int", size_of_string,
     "Code points of a string, bytes, elements of a list, entries of a map."},
    {"size", "string_size", "string.() -> int", size_of_string, ""},
    {"size", "size_bytes", "(bytes) -> int", size_of, ""},
    {"size", "bytes_size", "bytes.() -> int", size_of, ""},
    {"size", "size_list", "(list(T)) -> int", size_of, ""},
    {"size", "list_size", "list(T).() -> int", size_of, ""},
    {"size", "size_map", "(map(K, V)) -> int", size_of, ""},
    {"size", "map_size", "map(K, V).() -> int", size_of, ""},
    {"dyn", "to_dyn", "(T) -> dyn", identity, "The same value, its type left open."},
    {"type", "type", "(T) -> type(T)", type_of, "The value's type."},
    {"bool", "bool_to_bool", "(bool) -> bool", identity, "From 'true', 't', '1', 'false' …"},
    {"bool", "string_to_bool", "(string) -> bool", bool_from_string, ""},
    {"int", "int64_to_int64", "(int) -> int", identity,
     "Whole number; a double loses its fraction, a timestamp gives seconds since 1970."},
    {"int", "uint64_to_int64", "(uint) -> int", int_from_uint, ""},
    {"int", "double_to_int64", "(double) -> int", int_from_double, ""},
    {"int", "string_to_int64", "(string) -> int", int_from_string, ""},
    {"int", "timestamp_to_int64", "(timestamp) -> int", int_from_time, ""},
    {"int", "duration_to_int64", "(duration) -> int", int_from_time, ""},
    {"uint", "uint64_to_uint64", "(uint) -> uint", identity, "Whole number that is not negative."},
    {"uint", "int64_to_uint64", "(int) -> uint", uint_from_int, ""},
    {"uint", "double_to_uint64", "(double) -> uint", uint_from_double, ""},
    {"uint", "string_to_uint64", "(string) -> uint", uint_from_string, ""},
    {"double", "double_to_double", "(double) -> double", identity, "Number with a fraction."},
    {"double", "int64_to_double", "(int) -> double", double_from_int, ""},
    {"double", "uint64_to_double", "(uint) -> double", double_from_uint, ""},
    {"double", "string_to_double", "(string) -> double", double_from_string, ""},
    {"string", "string_to_string", "(string) -> string", identity, "The value as text."},
    {"string", "bool_to_string", "(bool) -> string", string_from_scalar, ""},
    {"string", "int64_to_string", "(int) -> string", string_from_scalar, ""},
    {"string", "uint64_to_string", "(uint) -> string", string_from_scalar, ""},
    {"string", "double_to_string", "(double) -> string", string_from_scalar, ""},
    {"string", "bytes_to_string", "(bytes) -> string", string_from_bytes, ""},
    {"string", "timestamp_to_string", "(timestamp) -> string", string_from_scalar, ""},
    {"string", "duration_to_string", "(duration) -> string", string_from_scalar, ""},
    {"string", "ip_to_string", "(net.IP) -> string", string_from_scalar, ""},
    {"string", "cidr_to_string", "(net.CIDR) -> string", string_from_scalar, ""},
    {"bytes", "bytes_to_bytes", "(bytes) -> bytes", identity, "The UTF-8 bytes of a text."},
    {"bytes", "string_to_bytes", "(string) -> bytes", bytes_from_string, ""},
    {"contains", "contains_string", "string.(string) -> bool", contains,
     "Does the text occur in it?"},
    {"startsWith", "starts_with_string", "string.(string) -> bool", starts_with,
     "Does it begin with the text?"},
    {"endsWith", "ends_with_string", "string.(string) -> bool", ends_with,
     "Does it end with the text?"},
    {"matches", "matches", "(string, string) -> bool", matches,
     "Does the regular expression (RE2) match anywhere?"},
    {"matches", "matches_string", "string.(string) -> bool", matches, ""},
};

}  // namespace

std::span<const Function> core_functions() { return table; }

}  // namespace stet::cel
