#include "engine/cel/equality.h"

#include <cstring>

#include "engine/cel/evaluation.h"
#include "engine/cel/value_access.h"

namespace stet::cel {
namespace {

constexpr uint32_t max_depth = 256;

template <typename T>
Order order_of(T a, T b) {
  if (a < b) return Order::less;
  if (a > b) return Order::greater;
  return a == b ? Order::equal : Order::unordered;
}

double to_double(const Value& v) {
  if (v.is(Kind::integer)) return static_cast<double>(v.as_int());
  if (v.is(Kind::unsigned_)) return static_cast<double>(v.as_uint());
  return v.as_double();
}

Order compare_numbers(const Value& a, const Value& b) {
  const bool left_unsigned = a.is(Kind::unsigned_), right_unsigned = b.is(Kind::unsigned_);
  if (a.is(Kind::floating) || b.is(Kind::floating)) return order_of(to_double(a), to_double(b));
  if (left_unsigned && right_unsigned) return order_of(a.as_uint(), b.as_uint());
  if (!left_unsigned && !right_unsigned) return order_of(a.as_int(), b.as_int());
  if (left_unsigned) {
    if (b.as_int() < 0) return Order::greater;
    return order_of(a.as_uint(), static_cast<uint64_t>(b.as_int()));
  }
  if (a.as_int() < 0) return Order::less;
  return order_of(static_cast<uint64_t>(a.as_int()), b.as_uint());
}

/// Compares containers; the depth is bounded, so is the recursion.
class Equality {
 public:
  explicit Equality(Evaluation& evaluation) : evaluation_(evaluation) {}

  Value compare(const Value& a, const Value& b) {
    const bool same = equal(a, b, 0);
    if (too_deep_) return evaluation_.fail(ErrorCode::too_deep, "values are nested too deeply");
    if (over_budget_) return evaluation_.budget_error();
    return Value::boolean(same);
  }

 private:
  bool equal(const Value& a, const Value& b, uint32_t depth);
  bool lists(const Value& a, const Value& b, uint32_t depth);
  bool maps(const Value& a, const Value& b, uint32_t depth);
  bool records(const Value& a, const Value& b, uint32_t depth);

  Evaluation& evaluation_;
  bool too_deep_ = false;
  bool over_budget_ = false;
};

bool Equality::equal(const Value& a, const Value& b, uint32_t depth) {
  if (depth > max_depth) return too_deep_ = true, false;
  if (a.kind() != b.kind()) return equal_scalars(a, b);
  switch (a.kind()) {
    case Kind::list: return lists(a, b, depth);
    case Kind::map: return maps(a, b, depth);
    case Kind::object: return records(a, b, depth);
    case Kind::optional:
      if (a.held() == nullptr || b.held() == nullptr) return a.held() == b.held();
      return equal(*a.held(), *b.held(), depth + 1);
    case Kind::opaque: {
      const Opaque& x = *a.as_opaque();
      const Opaque& y = *b.as_opaque();
      return x.type == y.type && x.type->equal(x, y);
    }
    default: return equal_scalars(a, b);
  }
}

bool Equality::lists(const Value& a, const Value& b, uint32_t depth) {
  if (a.size() != b.size()) return false;
  if (!evaluation_.charge(a.size())) return over_budget_ = true, false;
  for (uint32_t i = 0; i < a.size(); ++i) {
    if (!equal(evaluation_.element(a, i), evaluation_.element(b, i), depth + 1)) return false;
  }
  return true;
}

bool Equality::maps(const Value& a, const Value& b, uint32_t depth) {
  if (a.size() != b.size()) return false;
  if (!evaluation_.charge(a.size())) return over_budget_ = true, false;
  for (uint32_t i = 0; i < a.size(); ++i) {
    const Value other = evaluation_.find(b, evaluation_.key(a, i));
    if (other.is(Kind::absent)) return false;
    if (!equal(evaluation_.mapped(a, i), other, depth + 1)) return false;
  }
  return true;
}

bool Equality::records(const Value& a, const Value& b, uint32_t depth) {
  if (a.type_number() != b.type_number()) return false;
  if (a.record() == b.record()) return true;
  const ObjectType* type = evaluation_.object_type(a);
  if (type == nullptr) return false;
  if (!evaluation_.charge(type->fields.size())) return over_budget_ = true, false;
  for (uint32_t i = 0; i < type->fields.size(); ++i) {
    const Value left = evaluation_.field(a, i);
    const Value right = evaluation_.field(b, i);
    if (left.is(Kind::absent) && right.is(Kind::absent)) continue;
    if (!equal(left, right, depth + 1)) return false;
  }
  return true;
}

uint32_t hash_bytes(std::string_view bytes) {
  uint32_t hash = 2166136261u;
  for (const char c : bytes) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash;
}

uint32_t hash_integer(uint64_t value) {
  value *= 0x9E3779B97F4A7C15u;
  return static_cast<uint32_t>(value >> 32);
}

}  // namespace

bool equal_scalars(const Value& a, const Value& b) {
  if (is_number(a.kind()) && is_number(b.kind())) return compare_numbers(a, b) == Order::equal;
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::null: return true;
    case Kind::boolean: return a.as_bool() == b.as_bool();
    case Kind::string:
    case Kind::bytes:
    case Kind::type: return a.as_text() == b.as_text();
    case Kind::timestamp:
    case Kind::duration: return a.seconds() == b.seconds() && a.nanoseconds() == b.nanoseconds();
    default: return false;
  }
}

bool same_bits(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is(Kind::floating)) {
    const double x = a.as_double(), y = b.as_double();
    return std::memcmp(&x, &y, sizeof x) == 0;
  }
  return equal_scalars(a, b);
}

Value equal(Evaluation& evaluation, const Value& a, const Value& b) {
  return Equality(evaluation).compare(a, b);
}

std::optional<Order> compare(const Value& a, const Value& b) {
  if (is_number(a.kind()) && is_number(b.kind())) return compare_numbers(a, b);
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::boolean: return order_of(a.as_bool() ? 1 : 0, b.as_bool() ? 1 : 0);
    case Kind::string:
    case Kind::bytes: return order_of(a.as_text().compare(b.as_text()), 0);
    case Kind::timestamp:
    case Kind::duration:
      if (a.seconds() != b.seconds()) return order_of(a.seconds(), b.seconds());
      return order_of(a.nanoseconds(), b.nanoseconds());
    default: return std::nullopt;
  }
}

uint32_t hash_key(const Value& key) {
  switch (key.kind()) {
    case Kind::boolean: return key.as_bool() ? 1 : 2;
    case Kind::integer:
    case Kind::unsigned_: return hash_integer(key.as_uint());
    case Kind::floating: {
      // An integral double finds the int or uint key of the same value.
      const double value = key.as_double();
      if (value >= -9223372036854775808.0 && value < 9223372036854775808.0) {
        return hash_integer(static_cast<uint64_t>(static_cast<int64_t>(value)));
      }
      if (value >= 0 && value < 18446744073709551616.0) {
        return hash_integer(static_cast<uint64_t>(value));
      }
      return 0;
    }
    default: return hash_bytes(key.as_text());
  }
}

const Entry* find_entry(const MapData& map, const Value& key) {
  if (map.index == nullptr) {
    for (const Entry& entry : map.entries) {
      if (equal_scalars(entry.key, key)) return &entry;
    }
    return nullptr;
  }
  for (uint32_t at = hash_key(key) & map.mask;; at = (at + 1) & map.mask) {
    if (map.index[at] == 0) return nullptr;
    const Entry& entry = map.entries[map.index[at] - 1];
    if (equal_scalars(entry.key, key)) return &entry;
  }
}

bool is_key(const Value& value) {
  return value.is(Kind::string) || value.is(Kind::integer) || value.is(Kind::unsigned_) ||
         value.is(Kind::boolean);
}

}  // namespace stet::cel
