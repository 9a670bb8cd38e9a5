// The math extension. math.greatest and math.least take any number of arguments: more than two
// are handed over as a list by the parser.
#include <cmath>

#include "engine/cel/environment_tables.h"
#include "engine/cel/equality.h"
#include "engine/cel/evaluation.h"

namespace stet::cel {
namespace {

Value no_numbers(Evaluation& e) {
  return e.fail(ErrorCode::no_such_overload, "expected one or more numbers");
}

Value identity(Evaluation&, const Value* a) { return a[0]; }

template <Order wanted>
Value pick_of_two(Evaluation&, const Value* a) {
  return compare(a[1], a[0]) == wanted ? a[1] : a[0];
}
template <Order wanted>
Value pick_of_list(Evaluation& e, const Value* a) {
  const uint32_t size = a[0].size();
  if (!e.charge(size)) return e.budget_error();
  if (size == 0) return no_numbers(e);
  Value best = e.element(a[0], 0);
  for (uint32_t i = 0; i < size; ++i) {
    const Value next = e.element(a[0], i);
    const bool number =
        next.is(Kind::integer) || next.is(Kind::unsigned_) || next.is(Kind::floating);
    if (!number) return no_numbers(e);
    if (compare(next, best) == wanted) best = next;
  }
  return best;
}

template <double (*function)(double)>
Value rounded(Evaluation&, const Value* a) {
  return Value::floating(function(a[0].as_double()));
}
Value abs_int(Evaluation& e, const Value* a) {
  if (a[0].as_int() == INT64_MIN) return e.fail(ErrorCode::overflow, "number out of range");
  return Value::integer(a[0].as_int() < 0 ? -a[0].as_int() : a[0].as_int());
}
Value abs_double(Evaluation&, const Value* a) {
  return Value::floating(std::fabs(a[0].as_double()));
}
Value sign_int(Evaluation&, const Value* a) {
  return Value::integer(a[0].as_int() > 0 ? 1 : a[0].as_int() < 0 ? -1 : 0);
}
Value sign_uint(Evaluation&, const Value* a) {
  return Value::unsigned_integer(a[0].as_uint() > 0 ? 1 : 0);
}
Value sign_double(Evaluation&, const Value* a) {
  const double value = a[0].as_double();
  return Value::floating(value > 0 ? 1 : value < 0 ? -1 : value);
}
Value sqrt_int(Evaluation&, const Value* a) {
  return Value::floating(std::sqrt(static_cast<double>(a[0].as_int())));
}
Value sqrt_uint(Evaluation&, const Value* a) {
  return Value::floating(std::sqrt(static_cast<double>(a[0].as_uint())));
}
Value is_nan(Evaluation&, const Value* a) { return Value::boolean(std::isnan(a[0].as_double())); }
Value is_inf(Evaluation&, const Value* a) { return Value::boolean(std::isinf(a[0].as_double())); }
Value is_finite(Evaluation&, const Value* a) {
  return Value::boolean(std::isfinite(a[0].as_double()));
}

Value bits(const Value& like, uint64_t value) {
  return like.is(Kind::integer) ? Value::integer(static_cast<int64_t>(value))
                                : Value::unsigned_integer(value);
}
Value bit_and(Evaluation&, const Value* a) { return bits(a[0], a[0].as_uint() & a[1].as_uint()); }
Value bit_or(Evaluation&, const Value* a) { return bits(a[0], a[0].as_uint() | a[1].as_uint()); }
Value bit_xor(Evaluation&, const Value* a) { return bits(a[0], a[0].as_uint() ^ a[1].as_uint()); }
Value bit_not(Evaluation&, const Value* a) { return bits(a[0], ~a[0].as_uint()); }
Value shift(Evaluation& e, const Value* a, bool left) {
  const int64_t by = a[1].as_int();
  if (by < 0) return e.fail(ErrorCode::invalid_argument, "a shift by a negative number of bits");
  if (by > 63) return bits(a[0], 0);
  return bits(a[0], left ? a[0].as_uint() << by : a[0].as_uint() >> by);
}
Value shift_left(Evaluation& e, const Value* a) { return shift(e, a, true); }
Value shift_right(Evaluation& e, const Value* a) { return shift(e, a, false); }

constexpr Call greatest = pick_of_two<Order::greater>;
constexpr Call least = pick_of_two<Order::less>;

constexpr Function table[] = {
    {"math.greatest", "math_greatest_int", "(int) -> int", identity, "The greatest number."},
    {"math.greatest", "math_greatest_uint", "(uint) -> uint", identity, ""},
    {"math.greatest", "math_greatest_double", "(double) -> double", identity, ""},
    {"math.greatest", "math_greatest_int_int", "(int, int) -> int", greatest, ""},
    {"math.greatest", "math_greatest_uint_uint", "(uint, uint) -> uint", greatest, ""},
    {"math.greatest", "math_greatest_double_double", "(double, double) -> double", greatest, ""},
    {"math.greatest", "math_greatest_int_uint", "(int, uint) -> dyn", greatest, ""},
    {"math.greatest", "math_greatest_int_double", "(int, double) -> dyn", greatest, ""},
    {"math.greatest", "math_greatest_uint_int", "(uint, int) -> dyn", greatest, ""},
    {"math.greatest", "math_greatest_uint_double", "(uint, double) -> dyn", greatest, ""},
    {"math.greatest", "math_greatest_double_int", "(double, int) -> dyn", greatest, ""},
    {"math.greatest", "math_greatest_double_uint", "(double, uint) -> dyn", greatest, ""},
    {"math.greatest", "math_greatest_list_int", "(list(int)) -> int", pick_of_list<Order::greater>,
     ""},
    {"math.greatest", "math_greatest_list_uint", "(list(uint)) -> uint",
     pick_of_list<Order::greater>, ""},
    {"math.greatest", "math_greatest_list_double", "(list(double)) -> double",
     pick_of_list<Order::greater>, ""},
    {"math.greatest", "math_greatest_list_dyn", "(list(dyn)) -> dyn", pick_of_list<Order::greater>,
     ""},
    {"math.least", "math_least_int", "(int) -> int", identity, "The least number."},
    {"math.least", "math_least_uint", "(uint) -> uint", identity, ""},
    {"math.least", "math_least_double", "(double) -> double", identity, ""},
    {"math.least", "math_least_int_int", "(int, int) -> int", least, ""},
    {"math.least", "math_least_uint_uint", "(uint, uint) -> uint", least, ""},
    {"math.least", "math_least_double_double", "(double, double) -> double", least, ""},
    {"math.least", "math_least_int_uint", "(int, uint) -> dyn", least, ""},
    {"math.least", "math_least_int_double", "(int, double) -> dyn", least, ""},
    {"math.least", "math_least_uint_int", "(uint, int) -> dyn", least, ""},
    {"math.least", "math_least_uint_double", "(uint, double) -> dyn", least, ""},
    {"math.least", "math_least_double_int", "(double, int) -> dyn", least, ""},
    {"math.least", "math_least_double_uint", "(double, uint) -> dyn", least, ""},
    {"math.least", "math_least_list_int", "(list(int)) -> int", pick_of_list<Order::less>, ""},
    {"math.least", "math_least_list_uint", "(list(uint)) -> uint", pick_of_list<Order::less>, ""},
    {"math.least", "math_least_list_double", "(list(double)) -> double", pick_of_list<Order::less>,
     ""},
    {"math.least", "math_least_list_dyn", "(list(dyn)) -> dyn", pick_of_list<Order::less>, ""},
    {"math.ceil", "math_ceil_double", "(double) -> double", rounded<std::ceil>, "Rounded up."},
    {"math.floor", "math_floor_double", "(double) -> double", rounded<std::floor>, "Rounded down."},
    {"math.round", "math_round_double", "(double) -> double", rounded<std::round>,
     "Rounded to the nearest, halves away from zero."},
    {"math.trunc", "math_trunc_double", "(double) -> double", rounded<std::trunc>,
     "Without its fraction."},
    {"math.sqrt", "math_sqrt_double", "(double) -> double", rounded<std::sqrt>, "Square root."},
    {"math.sqrt", "math_sqrt_int", "(int) -> double", sqrt_int, ""},
    {"math.sqrt", "math_sqrt_uint", "(uint) -> double", sqrt_uint, ""},
    {"math.abs", "math_abs_int", "(int) -> int", abs_int, "Without its sign."},
    {"math.abs", "math_abs_uint", "(uint) -> uint", identity, ""},
    {"math.abs", "math_abs_double", "(double) -> double", abs_double, ""},
    {"math.sign", "math_sign_int", "(int) -> int", sign_int, "-1, 0 or 1."},
    {"math.sign", "math_sign_uint", "(uint) -> uint", sign_uint, ""},
    {"math.sign", "math_sign_double", "(double) -> double", sign_double, ""},
    {"math.isNaN", "math_isNaN_double", "(double) -> bool", is_nan, "Is it no number?"},
    {"math.isInf", "math_isInf_double", "(double) -> bool", is_inf, "Is it infinite?"},
    {"math.isFinite", "math_isFinite_double", "(double) -> bool", is_finite, "Is it finite?"},
    {"math.bitAnd", "math_bitAnd_int_int", "(int, int) -> int", bit_and, "Bits set in both."},
    {"math.bitAnd", "math_bitAnd_uint_uint", "(uint, uint) -> uint", bit_and, ""},
    {"math.bitOr", "math_bitOr_int_int", "(int, int) -> int", bit_or, "Bits set in either."},
    {"math.bitOr", "math_bitOr_uint_uint", "(uint, uint) -> uint", bit_or, ""},
    {"math.bitXor", "math_bitXor_int_int", "(int, int) -> int", bit_xor, "Bits set in one."},
    {"math.bitXor", "math_bitXor_uint_uint", "(uint, uint) -> uint", bit_xor, ""},
    {"math.bitNot", "math_bitNot_int", "(int) -> int", bit_not, "The other bits."},
    {"math.bitNot", "math_bitNot_uint", "(uint) -> uint", bit_not, ""},
    {"math.bitShiftLeft", "math_bitShiftLeft_int_int", "(int, int) -> int", shift_left,
     "Bits moved up, zeros from below."},
    {"math.bitShiftLeft", "math_bitShiftLeft_uint_int", "(uint, int) -> uint", shift_left, ""},
    {"math.bitShiftRight", "math_bitShiftRight_int_int", "(int, int) -> int", shift_right,
     "Bits moved down, zeros from above."},
    {"math.bitShiftRight", "math_bitShiftRight_uint_int", "(uint, int) -> uint", shift_right, ""},
};

}  // namespace

std::span<const Function> math_functions() { return table; }

}  // namespace stet::cel
