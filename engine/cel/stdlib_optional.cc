// Optional values: what may be missing, without an error.
#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"

namespace stet::cel {
namespace {

Value none(Evaluation&, const Value*) { return Value::optional(nullptr); }
Value of(Evaluation& e, const Value* a) { return e.make_optional(a[0]); }

bool is_zero(const Value& value) {
  switch (value.kind()) {
    case Kind::null: return true;
    case Kind::boolean:
    case Kind::integer:
    case Kind::unsigned_: return value.as_int() == 0;
    case Kind::floating: return value.as_double() == 0;
    case Kind::string:
    case Kind::bytes:
    case Kind::list:
    case Kind::map: return value.size() == 0;
    case Kind::timestamp:
    case Kind::duration: return value.seconds() == 0 && value.nanoseconds() == 0;
    case Kind::optional: return value.held() == nullptr;
    default: return false;
  }
}
Value of_non_zero(Evaluation& e, const Value* a) {
  return is_zero(a[0]) ? Value::optional(nullptr) : e.make_optional(a[0]);
}
Value has_value(Evaluation&, const Value* a) { return Value::boolean(a[0].held() != nullptr); }
Value value(Evaluation& e, const Value* a) {
  if (a[0].held() != nullptr) return *a[0].held();
  return e.fail(ErrorCode::invalid_argument, "an optional without a value has none to give");
}
Value or_optional(Evaluation&, const Value* a) { return a[0].held() != nullptr ? a[0] : a[1]; }
Value or_value(Evaluation&, const Value* a) { return a[0].held() != nullptr ? *a[0].held() : a[1]; }

Value unwrap(Evaluation& e, const Value* a) {
  const auto out = e.arena().make_array<Value>(a[0].size());
  size_t size = 0;
  for (uint32_t i = 0; i < a[0].size(); ++i) {
    const Value element = e.element(a[0], i);
    if (!element.is(Kind::optional)) {
      return e.fail(ErrorCode::no_such_overload, "expected a list of optional values");
    }
    if (element.held() != nullptr) out[size++] = *element.held();
  }
  return Value::list(std::span<const Value>(out.data(), size));
}

Value first(Evaluation& e, const Value* a) {
  return a[0].size() == 0 ? Value::optional(nullptr) : e.make_optional(e.element(a[0], 0));
}
Value last(Evaluation& e, const Value* a) {
  return a[0].size() == 0 ? Value::optional(nullptr)
                          : e.make_optional(e.element(a[0], a[0].size() - 1));
}

constexpr Function table[] = {
    {"optional.none", "optional_none", "() -> optional_type(T)", none, "Holds nothing."},
    {"optional.of", "optional_of", "(T) -> optional_type(T)", of, "Holds the value."},
    {"optional.ofNonZeroValue", "optional_ofNonZeroValue", "(T) -> optional_type(T)", of_non_zero,
     "Holds the value, unless it is zero, empty or null."},
    {"optional.unwrap", "optional_unwrap", "(list(optional_type(T))) -> list(T)", unwrap,
     "The values that are there."},
    {"unwrapOpt", "optional_unwrapOpt", "list(optional_type(T)).() -> list(T)", unwrap,
     "The values that are there."},
    {"hasValue", "optional_hasValue", "optional_type(T).() -> bool", has_value,
     "Is there a value?"},
    {"value", "optional_value", "optional_type(T).() -> T", value,
     "The value; an error if there is none."},
    {"or", "optional_or_optional", "optional_type(T).(optional_type(T)) -> optional_type(T)",
     or_optional, "This if it holds a value, else the other."},
    {"orValue", "optional_orValue_value", "optional_type(T).(T) -> T", or_value,
     "The value if there is one, else the argument."},
    {"first", "list_first", "list(T).() -> optional_type(T)", first, "The first element, if any."},
    {"last", "list_last", "list(T).() -> optional_type(T)", last, "The last element, if any."},
};

}  // namespace

std::span<const Function> optional_functions() { return table; }

}  // namespace stet::cel
