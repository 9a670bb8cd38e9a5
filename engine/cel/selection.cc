// Fields, keys and elements of values whose type is known at run time only.
#include <cmath>

#include "engine/cel/environment_tables.h"
#include "engine/cel/equality.h"
#include "engine/cel/machine.h"
#include "engine/cel/value_access.h"

namespace stet::cel {
namespace {

/// Value::absent() where there is no such key, element or field; an error where there cannot be
/// one.
Value look_up(Evaluation& evaluation, const Value& operand, const Value& key) {
  switch (operand.kind()) {
    case Kind::map: return evaluation.find(operand, key);
    case Kind::list: {
      int64_t index = -1;
      if (key.is(Kind::integer)) {
        index = key.as_int();
      } else if (key.is(Kind::unsigned_)) {
        index = key.as_uint() > INT32_MAX ? -1 : key.as_int();
      } else if (key.is(Kind::floating) && key.as_double() == std::floor(key.as_double()) &&
                 std::fabs(key.as_double()) < 2147483648.0) {
        index = static_cast<int64_t>(key.as_double());
      } else {
        return evaluation.fail(ErrorCode::invalid_argument, "expected an int as index of a list");
      }
      if (index < 0 || index >= int64_t{operand.size()}) return Value::absent();
      return evaluation.element(operand, static_cast<uint32_t>(index));
    }
    case Kind::object: {
      const ObjectType* type = evaluation.object_type(operand);
      if (type == nullptr || !key.is(Kind::string)) break;
      for (uint32_t i = 0; i < type->fields.size(); ++i) {
        if (type->fields[i].name == key.as_text()) return evaluation.field(operand, i);
      }
      return Value::absent();
    }
    default: break;
  }
  return evaluation.fail(ErrorCode::no_such_overload,
                         "a value of type '" + std::string(runtime_type_name(evaluation, operand)) +
                             "' has no fields, keys or elements");
}

Value missing(Evaluation& evaluation, const Value& operand, const Value& key) {
  std::string text;
  append_value(text, key);
  if (operand.is(Kind::list)) {
    return evaluation.fail(
        ErrorCode::index_out_of_range,
        "index " + text + " is outside of a list of " + std::to_string(operand.size()));
  }
  const bool record = operand.is(Kind::object);
  return evaluation.fail(record ? ErrorCode::no_such_field : ErrorCode::no_such_key,
                         (record ? "no field " : "no key ") + text);
}

Value found_or_error(Evaluation& evaluation, const Value& operand, const Value& key,
                     const Value& found) {
  if (found.is(Kind::absent)) return missing(evaluation, operand, key);
  if (found.is(Kind::malformed)) {
    return evaluation.fail(ErrorCode::malformed_field,
                           "malformed field '" + std::string(key.as_text()) + "'");
  }
  return found;
}

}  // namespace

Value index_value(Evaluation& evaluation, const Value& operand, const Value& key) {
  if (operand.is(Kind::optional)) return optional_select(evaluation, operand, key);
  return found_or_error(evaluation, operand, key, look_up(evaluation, operand, key));
}

Value select_field(Evaluation& evaluation, const Value& operand, std::string_view name) {
  if (operand.is(Kind::list)) {
    return evaluation.fail(ErrorCode::no_such_overload, "a list has no fields");
  }
  return index_value(evaluation, operand, Value::string(name));
}

Value optional_select(Evaluation& evaluation, const Value& operand, const Value& key) {
  if (operand.is(Kind::optional)) {
    if (operand.held() == nullptr) return operand;
    return optional_select(evaluation, *operand.held(), key);
  }
  const Value found = look_up(evaluation, operand, key);
  if (found.is(Kind::absent)) return Value::optional(nullptr);
  const Value value = found_or_error(evaluation, operand, key, found);
  return value.is_error() ? value : evaluation.make_optional(value);
}

Value test_field(Evaluation& evaluation, const Value& operand, std::string_view name) {
  if (operand.is(Kind::optional)) {
    if (operand.held() == nullptr) return Value::boolean(false);
    return test_field(evaluation, *operand.held(), name);
  }
  if (operand.is(Kind::list)) {
    return evaluation.fail(ErrorCode::no_such_overload, "a list has no fields");
  }
  const Value found = look_up(evaluation, operand, Value::string(name));
  return found.is_error() ? found : Value::boolean(!found.is(Kind::absent));
}

}  // namespace stet::cel
