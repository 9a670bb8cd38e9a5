#include <cmath>

#include "engine/base/base64.h"
#include "engine/base/json_writer.h"
#include "engine/cel/time.h"
#include "engine/cel_json/json_value.h"

namespace stet::cel_json {
namespace {

using cel::Evaluation;
using cel::Kind;
using cel::Value;

/// The depth is bounded, so is the recursion.
class Writer {
 public:
  Writer(std::string& out, Evaluation& evaluation) : json_(out), evaluation_(evaluation) {}

  void write(const Value& value, uint32_t depth);

 private:
  void list(const Value& value, uint32_t depth);
  void map(const Value& value, uint32_t depth);
  void record(const Value& value, uint32_t depth);
  void floating(double value);
  void printed(const Value& value) { json_.string(cel::to_string(value)); }

  base::JsonWriter json_;
  Evaluation& evaluation_;
};

void Writer::write(const Value& value, uint32_t depth) {
  if (depth > max_depth) return json_.null();
  std::string text;
  switch (value.kind()) {
    case Kind::boolean: return json_.boolean(value.as_bool());
    case Kind::integer: return json_.integer(value.as_int());
    case Kind::unsigned_: return json_.raw(std::to_string(value.as_uint()));
    case Kind::floating: return floating(value.as_double());
    case Kind::string:
    case Kind::type: return json_.string(value.as_text());
    case Kind::bytes: base::append_base64(text, value.as_text()); return json_.string(text);
    case Kind::list: return list(value, depth);
    case Kind::map: return map(value, depth);
    case Kind::object: return record(value, depth);
    case Kind::timestamp: cel::append_timestamp(text, value); return json_.string(text);
    case Kind::duration: cel::append_duration(text, value); return json_.string(text);
    case Kind::optional:
      return value.held() == nullptr ? json_.null() : write(*value.held(), depth + 1);
    case Kind::opaque: return printed(value);
    default: return json_.null();
  }
}

void Writer::floating(double value) {
  if (std::isfinite(value)) return json_.number(value);
  json_.string(std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}

void Writer::list(const Value& value, uint32_t depth) {
  json_.begin_array();
  for (uint32_t i = 0; i < value.size(); ++i) write(evaluation_.element(value, i), depth + 1);
  json_.end_array();
}

void Writer::map(const Value& value, uint32_t depth) {
  json_.begin_object();
  for (uint32_t i = 0; i < value.size(); ++i) {
    const Value key = evaluation_.key(value, i);
    json_.any_key(key.is(Kind::string) ? std::string(key.as_text()) : cel::to_string(key));
    write(evaluation_.mapped(value, i), depth + 1);
  }
  json_.end_object();
}

void Writer::record(const Value& value, uint32_t depth) {
  json_.begin_object();
  const cel::ObjectType* type = evaluation_.object_type(value);
  for (uint32_t i = 0; type != nullptr && i < type->fields.size(); ++i) {
    const Value field = evaluation_.field(value, i);
    if (field.is(Kind::absent) || field.is(Kind::malformed) || field.is_error()) continue;
    json_.any_key(type->fields[i].name);
    write(field, depth + 1);
  }
  json_.end_object();
}

}  // namespace

void append_value_json(std::string& out, const Value& value, Evaluation& evaluation) {
  Writer(out, evaluation).write(value, 0);
}

}  // namespace stet::cel_json
