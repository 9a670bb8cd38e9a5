// Reading a host's field: where it stands if the host told, by its getter otherwise.
#pragma once

#include <cstring>

#include "engine/cel/plan.h"
#include "engine/cel/value_access.h"

namespace stet::cel {

/// Copied, for the pointer that is there may be declared as one to records.
inline StoredArray stored_array(const std::byte* at) {
  StoredArray array;
  std::memcpy(&array, at, sizeof array);
  return array;
}

/// A list that was found where it stands is stamped already.
inline bool needs_stamp(const FieldReference& field, const Value& value) {
  return field.stamp != 0 && value.type_number() == 0;
}

/// As get() would answer; see needs_stamp().
inline Value read_field(const FieldReference& field, const void* record, Evaluation& evaluation) {
  const Stored stored = field.stored;
  if (stored.as == Stored::As::elsewhere) return field.get(record, field.argument, evaluation);
  const std::byte* at = static_cast<const std::byte*>(record) + field.argument;
  if (stored.presence != 0 && at[stored.presence] != std::byte{stored.present}) {
    return field.get(record, field.argument, evaluation);
  }
  if (stored.as == Stored::As::text) {
    return Value::string(*reinterpret_cast<const std::string_view*>(at));
  }
  if (stored.as == Stored::As::integer) {
    return Value::integer(*reinterpret_cast<const int64_t*>(at));
  }
  if (stored.as == Stored::As::boolean) return Value::boolean(*reinterpret_cast<const bool*>(at));
  const StoredArray array = stored_array(at);
  if (stored.as == Stored::As::records) {
    return ValueAccess::records(array.data, array.size, field.stamp);
  }
  return Value::strings(static_cast<const std::string_view*>(array.data), array.size);
}

/// has(): a malformed field is there; a null one only where null is a value.
inline bool is_there(const FieldReference& field, const void* record, Evaluation& evaluation) {
  const Value value = read_field(field, record, evaluation);
  return !value.is(Kind::absent) && (field.nullable || !value.is(Kind::null));
}

}  // namespace stet::cel
