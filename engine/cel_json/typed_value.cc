#include "engine/cel_json/typed_value.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/base64.h"
#include "engine/base/number.h"
#include "engine/cel/equality.h"
#include "engine/cel_json/json_members.h"

namespace stet::cel_json {
namespace {

using cel::Evaluation;
using cel::Kind;
using cel::Value;
using nlohmann::json;

int64_t int_of(const json& value) { return base::parse_int(text_of(value)).value_or(0); }

Value unsigned_value(std::string_view text) {
  uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return Value::unsigned_integer(number);
}

Value floating_value(std::string_view text) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (text == "NaN") return Value::floating(std::numeric_limits<double>::quiet_NaN());
  if (text == "Infinity") return Value::floating(infinity);
  if (text == "-Infinity") return Value::floating(-infinity);
  const auto number = base::parse_double(text);
  return number ? Value::floating(*number) : Value::malformed();
}

Value time_value(const json& parts, bool duration) {
  const int64_t seconds = int_of(member(parts, "seconds"));
  const auto* nanos = member(parts, "nanos").get_ptr<const json::number_integer_t*>();
  const auto nanoseconds = static_cast<int32_t>(nanos == nullptr ? 0 : *nanos);
  return duration ? Value::duration(seconds, nanoseconds)
                  : Value::timestamp(seconds, static_cast<uint32_t>(nanoseconds));
}

Value list_value(const json& elements, base::Arena& arena) {
  std::vector<Value> values;
  for (const json& element : elements) values.push_back(typed_value(element, arena));
  return Value::list(arena.copy_array(values));
}

Value map_value(const json& pairs, base::Arena& arena) {
  std::vector<cel::Entry> entries;
  for (const json& pair : pairs) {
    if (!pair.is_array() || pair.size() != 2) return Value::malformed();
    entries.push_back({typed_value(pair[0], arena), typed_value(pair[1], arena)});
  }
  const Value map = cel::make_map(arena, entries);
  return map.is_error() ? Value::malformed() : map;
}

bool same_lists(Evaluation& e, const Value& a, const Value& b) {
  if (a.size() != b.size()) return false;
  for (uint32_t i = 0; i < a.size(); ++i) {
    if (!same_value(e, e.element(a, i), e.element(b, i))) return false;
  }
  return true;
}

bool has_entry(Evaluation& e, const Value& map, const Value& key, const Value& value) {
  for (uint32_t i = 0; i < map.size(); ++i) {
    if (same_value(e, e.key(map, i), key) && same_value(e, e.mapped(map, i), value)) return true;
  }
  return false;
}

bool same_maps(Evaluation& e, const Value& a, const Value& b) {
  if (a.size() != b.size()) return false;
  for (uint32_t i = 0; i < a.size(); ++i) {
    if (!has_entry(e, b, e.key(a, i), e.mapped(a, i))) return false;
  }
  return true;
}

}  // namespace

Value typed_value(const json& typed, base::Arena& arena) {
  if (!typed.is_object() || typed.size() != 1) return Value::malformed();
  const std::string& kind = typed.begin().key();
  const json& v = typed.begin().value();
  const std::string_view text = text_of(v);
  if (kind == "null") return Value::null();
  if (kind == "bool") return Value::boolean(flag_member(typed, "bool"));
  if (kind == "int") return Value::integer(int_of(v));
  if (kind == "uint") return unsigned_value(text);
  if (kind == "double") return floating_value(text);
  if (kind == "string") return Value::string(arena.copy_text(text));
  if (kind == "type") return Value::type(arena.copy_text(text));
  if (kind == "timestamp" || kind == "duration") return time_value(v, kind == "duration");
  if (kind == "list") return list_value(v, arena);
  if (kind == "map") return map_value(v, arena);
  if (kind != "bytes") return Value::malformed();
  const auto bytes = base::decode_base64(text);
  return bytes ? Value::bytes(arena.copy_text(*bytes)) : Value::malformed();
}

bool same_value(Evaluation& evaluation, const Value& a, const Value& b) {
  if (a.kind() != b.kind() || a.is(Kind::malformed)) return false;
  if (a.is(Kind::list)) return same_lists(evaluation, a, b);
  if (a.is(Kind::map)) return same_maps(evaluation, a, b);
  const bool both_nan =
      a.is(Kind::floating) && std::isnan(a.as_double()) && std::isnan(b.as_double());
  return both_nan || cel::same_bits(a, b);
}

}  // namespace stet::cel_json
