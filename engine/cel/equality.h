// Equality, order and hashing of values, as the language defines them: numbers compare across their
// types, NaN equals nothing, values of different kinds are unequal and have no order.
#pragma once

#include <optional>

#include "engine/cel/value.h"

namespace stet::cel {

/// For everything but lists, maps, records, optionals and opaque values.
bool equal_scalars(const Value& a, const Value& b);
/// The same representation, so that NaN is NaN and 0.0 is not −0.0.
bool same_bits(const Value& a, const Value& b);
/// Any two values. Deeper than 256 levels it gives an error value, else a bool.
Value equal(Evaluation& evaluation, const Value& a, const Value& b);
/// Negative, zero, positive; `unordered` for NaN; nothing where there is no order.
enum class Order : int8_t { less = -1, equal = 0, greater = 1, unordered = 2 };
std::optional<Order> compare(const Value& a, const Value& b);

/// Equal keys have equal hashes.
uint32_t hash_key(const Value& key);
/// The entry of `key`, or null.
const Entry* find_entry(const MapData& map, const Value& key);
/// int, uint, bool, string, and for reading a double with an integral value.
bool is_key(const Value& value);

}  // namespace stet::cel
