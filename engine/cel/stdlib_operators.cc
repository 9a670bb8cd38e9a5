// Operators as functions: for the checker's overload resolution, and for values whose type is known
// at run time only. The planner has instructions of its own for the most frequent ones, and && ||
// ?: are control flow, so those rows have no function.
#include <cmath>
#include <cstring>

#include "engine/cel/environment_tables.h"
#include "engine/cel/equality.h"
#include "engine/cel/evaluation.h"
#include "engine/cel/machine.h"
#include "engine/cel/time.h"

namespace stet::cel {
namespace {

Value overflow(Evaluation& e) { return e.fail(ErrorCode::overflow, "number out of range"); }

Value add_int(Evaluation& e, const Value* a) {
  int64_t result = 0;
  if (__builtin_add_overflow(a[0].as_int(), a[1].as_int(), &result)) return overflow(e);
  return Value::integer(result);
}
Value add_uint(Evaluation& e, const Value* a) {
  uint64_t result = 0;
  if (__builtin_add_overflow(a[0].as_uint(), a[1].as_uint(), &result)) return overflow(e);
  return Value::unsigned_integer(result);
}
Value add_double(Evaluation&, const Value* a) {
  return Value::floating(a[0].as_double() + a[1].as_double());
}
Value subtract_int(Evaluation& e, const Value* a) {
  int64_t result = 0;
  if (__builtin_sub_overflow(a[0].as_int(), a[1].as_int(), &result)) return overflow(e);
  return Value::integer(result);
}
Value subtract_uint(Evaluation& e, const Value* a) {
  uint64_t result = 0;
  if (__builtin_sub_overflow(a[0].as_uint(), a[1].as_uint(), &result)) return overflow(e);
  return Value::unsigned_integer(result);
}
Value subtract_double(Evaluation&, const Value* a) {
  return Value::floating(a[0].as_double() - a[1].as_double());
}
Value multiply_int(Evaluation& e, const Value* a) {
  int64_t result = 0;
  if (__builtin_mul_overflow(a[0].as_int(), a[1].as_int(), &result)) return overflow(e);
  return Value::integer(result);
}
Value multiply_uint(Evaluation& e, const Value* a) {
  uint64_t result = 0;
  if (__builtin_mul_overflow(a[0].as_uint(), a[1].as_uint(), &result)) return overflow(e);
  return Value::unsigned_integer(result);
}
Value multiply_double(Evaluation&, const Value* a) {
  return Value::floating(a[0].as_double() * a[1].as_double());
}

Value by_zero(Evaluation& e) { return e.fail(ErrorCode::division_by_zero, "division by zero"); }

Value divide_int(Evaluation& e, const Value* a) {
  if (a[1].as_int() == 0) return by_zero(e);
  if (a[0].as_int() == INT64_MIN && a[1].as_int() == -1) return overflow(e);
  return Value::integer(a[0].as_int() / a[1].as_int());
}
Value divide_uint(Evaluation& e, const Value* a) {
  if (a[1].as_uint() == 0) return by_zero(e);
  return Value::unsigned_integer(a[0].as_uint() / a[1].as_uint());
}
Value divide_double(Evaluation&, const Value* a) {
  const double left = a[0].as_double(), right = a[1].as_double();
  if (right != 0) return Value::floating(left / right);
  // IEEE 754 written out: in C++ the division itself would be undefined.
  if (left == 0 || left != left) return Value::floating(std::nan(""));
  return Value::floating(std::signbit(left) != std::signbit(right) ? -HUGE_VAL : HUGE_VAL);
}
Value modulo_int(Evaluation& e, const Value* a) {
  if (a[1].as_int() == 0) return by_zero(e);
  if (a[1].as_int() == -1) return Value::integer(0);
  return Value::integer(a[0].as_int() % a[1].as_int());
}
Value modulo_uint(Evaluation& e, const Value* a) {
  if (a[1].as_uint() == 0) return by_zero(e);
  return Value::unsigned_integer(a[0].as_uint() % a[1].as_uint());
}
Value negate_int(Evaluation& e, const Value* a) {
  if (a[0].as_int() == INT64_MIN) return overflow(e);
  return Value::integer(-a[0].as_int());
}
Value negate_double(Evaluation&, const Value* a) { return Value::floating(-a[0].as_double()); }

Value concatenate(Evaluation& e, const Value* a, bool bytes) {
  const std::string_view left = a[0].as_text(), right = a[1].as_text();
  const size_t size = left.size() + right.size();
  if (!e.charge(size / 16)) return e.budget_error();
  if (size > UINT32_MAX) return overflow(e);
  char* out = static_cast<char*>(e.arena().allocate(size, 1));
  if (!left.empty()) std::memcpy(out, left.data(), left.size());
  if (!right.empty()) std::memcpy(out + left.size(), right.data(), right.size());
  return bytes ? Value::bytes({out, size}) : Value::string({out, size});
}
Value add_string(Evaluation& e, const Value* a) { return concatenate(e, a, false); }
Value add_bytes(Evaluation& e, const Value* a) { return concatenate(e, a, true); }

Value add_list(Evaluation& e, const Value* a) {
  const uint64_t size = uint64_t{a[0].size()} + a[1].size();
  if (!e.charge(size) || size > UINT32_MAX) return e.budget_error();
  const auto out = e.arena().make_array<Value>(static_cast<size_t>(size));
  for (uint32_t i = 0; i < a[0].size(); ++i) out[i] = e.element(a[0], i);
  for (uint32_t i = 0; i < a[1].size(); ++i) out[a[0].size() + i] = e.element(a[1], i);
  return Value::list(out);
}

Value timestamp_or_error(Evaluation& e, int64_t seconds, int64_t nanoseconds) {
  const auto value = make_timestamp(seconds, nanoseconds);
  return value ? *value : e.fail(ErrorCode::overflow, "timestamp out of range");
}
Value duration_or_error(Evaluation& e, int64_t seconds, int64_t nanoseconds) {
  const auto value = make_duration(seconds, nanoseconds);
  return value ? *value : e.fail(ErrorCode::overflow, "duration out of range");
}
Value add_timestamp_duration(Evaluation& e, const Value* a) {
  return timestamp_or_error(e, a[0].seconds() + a[1].seconds(),
                            int64_t{a[0].nanoseconds()} + a[1].nanoseconds());
}
Value add_duration(Evaluation& e, const Value* a) {
  return duration_or_error(e, a[0].seconds() + a[1].seconds(),
                           int64_t{a[0].nanoseconds()} + a[1].nanoseconds());
}
Value subtract_timestamp(Evaluation& e, const Value* a) {
  return duration_or_error(e, a[0].seconds() - a[1].seconds(),
                           int64_t{a[0].nanoseconds()} - a[1].nanoseconds());
}
Value subtract_timestamp_duration(Evaluation& e, const Value* a) {
  return timestamp_or_error(e, a[0].seconds() - a[1].seconds(),
                            int64_t{a[0].nanoseconds()} - a[1].nanoseconds());
}

Value equals(Evaluation& e, const Value* a) { return equal(e, a[0], a[1]); }
Value differs(Evaluation& e, const Value* a) {
  const Value same = equal(e, a[0], a[1]);
  return same.is_error() ? same : Value::boolean(!same.as_bool());
}
template <Order first, Order second>
Value ordered(Evaluation& e, const Value* a) {
  const auto order = compare(a[0], a[1]);
  if (!order) return e.fail(ErrorCode::no_such_overload, "these values have no order");
  return Value::boolean(*order == first || *order == second);
}
constexpr Call less = ordered<Order::less, Order::less>;
constexpr Call less_equal = ordered<Order::less, Order::equal>;
constexpr Call greater = ordered<Order::greater, Order::greater>;
constexpr Call greater_equal = ordered<Order::greater, Order::equal>;

Value negation(Evaluation&, const Value* a) { return Value::boolean(!a[0].as_bool()); }
Value index(Evaluation& e, const Value* a) { return index_value(e, a[0], a[1]); }
Value optional_index(Evaluation& e, const Value* a) { return optional_select(e, a[0], a[1]); }

Value in_list(Evaluation& e, const Value* a) {
  const uint32_t size = a[1].size();
  if (!e.charge(size / 4)) return e.budget_error();
  for (uint32_t i = 0; i < size; ++i) {
    const Value element = e.element(a[1], i);
    if (element.kind() <= Kind::bytes && a[0].kind() <= Kind::bytes) {
      if (equal_scalars(a[0], element)) return Value::boolean(true);
      continue;
    }
    const Value same = equal(e, a[0], element);
    if (same.is_error() || same.as_bool()) return same;
  }
  return Value::boolean(false);
}
Value in_map(Evaluation& e, const Value* a) {
  return Value::boolean(!e.find(a[1], a[0]).is(Kind::absent));
}

constexpr Function table[] = {
    {"_?_:_", "conditional", "(bool, T, T) -> T", nullptr, "One of two values."},
    {"_&&_", "logical_and", "(bool, bool) -> bool", nullptr,
     "False if either side is, whatever the other side is, an error too."},
    {"_||_", "logical_or", "(bool, bool) -> bool", nullptr,
     "True if either side is, whatever the other side is, an error too."},
    {"!_", "logical_not", "(bool) -> bool", negation, "The opposite."},
    {"_==_", "equals", "(T, T) -> bool", equals, "Equality; lists and maps by content."},
    {"_!=_", "not_equals", "(T, T) -> bool", differs, "Inequality."},
    {"_<_", "less_bool", "(bool, bool) -> bool", less,
     "Order of two values; numbers of different types compare by value."},
    {"_<_", "less_int", "(int, int) -> bool", less, ""},
    {"_<_", "less_uint", "(uint, uint) -> bool", less, ""},
    {"_<_", "less_double", "(double, double) -> bool", less, ""},
    {"_<_", "less_string", "(string, string) -> bool", less, ""},
    {"_<_", "less_bytes", "(bytes, bytes) -> bool", less, ""},
    {"_<_", "less_timestamp", "(timestamp, timestamp) -> bool", less, ""},
    {"_<_", "less_duration", "(duration, duration) -> bool", less, ""},
    {"_<_", "less_int_uint", "(int, uint) -> bool", less, ""},
    {"_<_", "less_int_double", "(int, double) -> bool", less, ""},
    {"_<_", "less_uint_int", "(uint, int) -> bool", less, ""},
    {"_<_", "less_uint_double", "(uint, double) -> bool", less, ""},
    {"_<_", "less_double_int", "(double, int) -> bool", less, ""},
    {"_<_", "less_double_uint", "(double, uint) -> bool", less, ""},
    {"_<=_", "less_equals_bool", "(bool, bool) -> bool", less_equal,
     "Order of two values; numbers of different types compare by value."},
    {"_<=_", "less_equals_int", "(int, int) -> bool", less_equal, ""},
    {"_<=_", "less_equals_uint", "(uint, uint) -> bool", less_equal, ""},
    {"_<=_", "less_equals_double", "(double, double) -> bool", less_equal, ""},
    {"_<=_", "less_equals_string", "(string, string) -> bool", less_equal, ""},
    {"_<=_", "less_equals_bytes", "(bytes, bytes) -> bool", less_equal, ""},
    {"_<=_", "less_equals_timestamp", "(timestamp, timestamp) -> bool", less_equal, ""},
    {"_<=_", "less_equals_duration", "(duration, duration) -> bool", less_equal, ""},
    {"_<=_", "less_equals_int_uint", "(int, uint) -> bool", less_equal, ""},
    {"_<=_", "less_equals_int_double", "(int, double) -> bool", less_equal, ""},
    {"_<=_", "less_equals_uint_int", "(uint, int) -> bool", less_equal, ""},
    {"_<=_", "less_equals_uint_double", "(uint, double) -> bool", less_equal, ""},
    {"_<=_", "less_equals_double_int", "(double, int) -> bool", less_equal, ""},
    {"_<=_", "less_equals_double_uint", "(double, uint) -> bool", less_equal, ""},
    {"_>_", "greater_bool", "(bool, bool) -> bool", greater,
     "Order of two values; numbers of different types compare by value."},
    {"_>_", "greater_int", "(int, int) -> bool", greater, ""},
    {"_>_", "greater_uint", "(uint, uint) -> bool", greater, ""},
    {"_>_", "greater_double", "(double, double) -> bool", greater, ""},
    {"_>_", "greater_string", "(string, string) -> bool", greater, ""},
    {"_>_", "greater_bytes", "(bytes, bytes) -> bool", greater, ""},
    {"_>_", "greater_timestamp", "(timestamp, timestamp) -> bool", greater, ""},
    {"_>_", "greater_duration", "(duration, duration) -> bool", greater, ""},
    {"_>_", "greater_int_uint", "(int, uint) -> bool", greater, ""},
    {"_>_", "greater_int_double", "(int, double) -> bool", greater, ""},
    {"_>_", "greater_uint_int", "(uint, int) -> bool", greater, ""},
    {"_>_", "greater_uint_double", "(uint, double) -> bool", greater, ""},
    {"_>_", "greater_double_int", "(double, int) -> bool", greater, ""},
    {"_>_", "greater_double_uint", "(double, uint) -> bool", greater, ""},
    {"_>=_", "greater_equals_bool", "(bool, bool) -> bool", greater_equal,
     "Order of two values; numbers of different types compare by value."},
    {"_>=_", "greater_equals_int", "(int, int) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_uint", "(uint, uint) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_double", "(double, double) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_string", "(string, string) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_bytes", "(bytes, bytes) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_timestamp", "(timestamp, timestamp) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_duration", "(duration, duration) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_int_uint", "(int, uint) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_int_double", "(int, double) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_uint_int", "(uint, int) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_uint_double", "(uint, double) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_double_int", "(double, int) -> bool", greater_equal, ""},
    {"_>=_", "greater_equals_double_uint", "(double, uint) -> bool", greater_equal, ""},
    {"_+_", "add_int", "(int, int) -> int", add_int, "Sum, or one after the other."},
    {"_+_", "add_uint", "(uint, uint) -> uint", add_uint, ""},
    {"_+_", "add_double", "(double, double) -> double", add_double, ""},
    {"_+_", "add_string", "(string, string) -> string", add_string, ""},
    {"_+_", "add_bytes", "(bytes, bytes) -> bytes", add_bytes, ""},
    {"_+_", "add_list", "(list(T), list(T)) -> list(T)", add_list, ""},
    {"_+_", "add_timestamp_duration", "(timestamp, duration) -> timestamp", add_timestamp_duration,
     ""},
    {"_+_", "add_duration_timestamp", "(duration, timestamp) -> timestamp", add_timestamp_duration,
     ""},
    {"_+_", "add_duration", "(duration, duration) -> duration", add_duration, ""},
    {"_-_", "subtract_int", "(int, int) -> int", subtract_int, "Difference."},
    {"_-_", "subtract_uint", "(uint, uint) -> uint", subtract_uint, ""},
    {"_-_", "subtract_double", "(double, double) -> double", subtract_double, ""},
    {"_-_", "subtract_timestamp", "(timestamp, timestamp) -> duration", subtract_timestamp, ""},
    {"_-_", "subtract_timestamp_duration", "(timestamp, duration) -> timestamp",
     subtract_timestamp_duration, ""},
    {"_-_", "subtract_duration", "(duration, duration) -> duration", subtract_timestamp, ""},
    {"_*_", "multiply_int", "(int, int) -> int", multiply_int, "Product."},
    {"_*_", "multiply_uint", "(uint, uint) -> uint", multiply_uint, ""},
    {"_*_", "multiply_double", "(double, double) -> double", multiply_double, ""},
    {"_/_", "divide_int", "(int, int) -> int", divide_int, "Quotient, towards zero for integers."},
    {"_/_", "divide_uint", "(uint, uint) -> uint", divide_uint, ""},
    {"_/_", "divide_double", "(double, double) -> double", divide_double, ""},
    {"_%_", "modulo_int", "(int, int) -> int", modulo_int, "Remainder, with the left side's sign."},
    {"_%_", "modulo_uint", "(uint, uint) -> uint", modulo_uint, ""},
    {"-_", "negate_int", "(int) -> int", negate_int, "The number with the other sign."},
    {"-_", "negate_double", "(double) -> double", negate_double, ""},
    {"_[_]", "index_list", "(list(T), int) -> T", index,
     "Element of a list, from 0; value of a key."},
    {"_[_]", "index_map", "(map(K, V), K) -> V", index, ""},
    {"_[_]", "optional_list_index", "(optional_type(list(T)), int) -> optional_type(T)", index, ""},
    {"_[_]", "optional_map_index", "(optional_type(map(K, V)), K) -> optional_type(V)", index, ""},
    {"_[?_]", "list_optindex", "(list(T), int) -> optional_type(T)", optional_index,
     "The element or value, if there is one."},
    {"_[?_]", "optional_list_optindex", "(optional_type(list(T)), int) -> optional_type(T)",
     optional_index, ""},
    {"_[?_]", "map_optindex", "(map(K, V), K) -> optional_type(V)", optional_index, ""},
    {"_[?_]", "optional_map_optindex", "(optional_type(map(K, V)), K) -> optional_type(V)",
     optional_index, ""},
    {"@in", "in_list", "(T, list(T)) -> bool", in_list,
     "Is it an element of a list, a key of a map?"},
    {"@in", "in_map", "(K, map(K, V)) -> bool", in_map, ""},
};

}  // namespace

std::span<const Function> operator_functions() { return table; }

}  // namespace stet::cel
