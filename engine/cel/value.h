// The values of the condition language: 16 bytes, trivially copyable, passed in two registers.
//
//   head     bits 0-7    kind
//            bits 8-15   form of a list or map (see below), code of an error
//            bits 16-31  number of the object type, stride of a list of strings
//            bits 32-63  size (bytes of a string, elements of a list), nanoseconds of a time
//   payload  the number, or a pointer into an arena, the host or a program's constants
//
// The head is one word on purpose: written in pieces and read as a whole, it would stall the
// processor at every step of the evaluator.
//
// Nothing is owned: a value is good as long as the memory it points into. Hosts make values with
// the static functions; what a getter returns for fields of object type is stamped with the
// declared type by the evaluator. Tested through tests/cel.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/base/span.h"

namespace stet::cel {

class Evaluation;
class Environment;
class Value;
struct Error;
struct Entry;
struct HostList;
struct HostMap;
struct MapData;
struct Opaque;

enum class Kind : uint8_t {
  null,
  boolean,
  integer,    ///< int: 64 bits, signed
  unsigned_,  ///< uint: 64 bits
  floating,   ///< double
  string,     ///< UTF-8
  bytes,
  list,
  map,
  object,  ///< a host's record
  type,
  timestamp,  ///< seconds since 1970 and nanoseconds 0 … 999,999,999
  duration,   ///< seconds and nanoseconds of the same sign
  optional,
  opaque,  ///< a value of an extension's own type, such as net.IP
  error,
  absent,      ///< host → evaluator only: the field has no value
  malformed,   ///< host → evaluator only: the field has a value of the wrong shape
  unresolved,  ///< a slot nobody has filled yet
};

enum class ErrorCode : uint8_t {
  none,
  no_such_field,    ///< a field without a value was read
  malformed_field,  ///< a field whose value has the wrong shape was read
  null_field,       ///< a field that is null was read
  no_such_key,
  no_such_overload,  ///< a function does not take values of these types
  no_such_variable,
  no_such_function,
  overflow,
  division_by_zero,
  index_out_of_range,
  invalid_argument,
  conversion,  ///< a text or number cannot be converted
  duplicate_key,
  bad_pattern,  ///< a regular expression cannot be compiled
  too_deep,     ///< values or evaluations nested beyond the limit
  budget,       ///< the expression or the story used up its budget; never absorbed
  host,         ///< told by the host
};
/// "no-such-field", "budget", …
std::string_view to_string(ErrorCode code);

class Value {
 public:
  constexpr Value() = default;  ///< null

  static constexpr Value null() { return {}; }
  static constexpr Value boolean(bool value) { return scalar(Kind::boolean, value ? 1 : 0); }
  static constexpr Value integer(int64_t value) { return scalar(Kind::integer, value); }
  static constexpr Value unsigned_integer(uint64_t value) {
    return scalar(Kind::unsigned_, static_cast<int64_t>(value));
  }
  static constexpr Value floating(double value) {
    Value v(Kind::floating);
    v.payload_.floating = value;
    return v;
  }
  static constexpr Value string(std::string_view text) { return view(Kind::string, text); }
  static constexpr Value bytes(std::string_view text) { return view(Kind::bytes, text); }
  /// A type as a value; `name` must outlive it.
  static constexpr Value type(std::string_view name) { return view(Kind::type, name); }
  static constexpr Value timestamp(int64_t seconds, uint32_t nanoseconds = 0) {
    Value v = scalar(Kind::timestamp, seconds);
    v.set_size(nanoseconds);
    return v;
  }
  static constexpr Value duration(int64_t seconds, int32_t nanoseconds = 0) {
    Value v = scalar(Kind::duration, seconds);
    v.set_size(static_cast<uint32_t>(nanoseconds));
    return v;
  }
  static Value list(std::span<const Value> elements) {
    return pointer(Kind::list, Form::values, elements.data(), elements.size());
  }
  /// `count` texts, `stride` bytes apart: an array of std::string_view, or of structs that have
  /// one.
  static Value strings(const std::string_view* first, size_t count,
                       uint16_t stride = sizeof(std::string_view)) {
    Value v = pointer(Kind::list, Form::strings, first, count);
    v.set_type(stride);
    return v;
  }
  /// `count` records of the declared element type, ObjectType::size bytes apart.
  static Value objects(const void* first, size_t count) {
    return pointer(Kind::list, Form::objects, first, count);
  }
  static Value list(const HostList* list);
  static Value map(const MapData* data);
  static Value map(const HostMap* map);
  static Value object(const void* record) { return pointer(Kind::object, Form::values, record, 0); }
  static Value opaque(const Opaque* value) { return pointer(Kind::opaque, Form::values, value, 0); }
  /// `value` must outlive the optional; null is optional.none().
  static Value optional(const Value* value) {
    return pointer(Kind::optional, Form::values, value, 0);
  }
  /// The host's answer for a field without a value, and for one of the wrong shape.
  static constexpr Value absent() { return Value(Kind::absent); }
  static constexpr Value malformed() { return Value(Kind::malformed); }
  static constexpr Value unresolved() { return Value(Kind::unresolved); }

  constexpr Kind kind() const { return static_cast<Kind>(head_ & 0xFF); }
  constexpr bool is(Kind wanted) const { return kind() == wanted; }
  constexpr bool is_error() const { return is(Kind::error); }
  constexpr bool is_true() const { return is(Kind::boolean) && payload_.integer != 0; }
  constexpr bool is_false() const { return is(Kind::boolean) && payload_.integer == 0; }

  // Each accessor is right for its kind only.
  constexpr bool as_bool() const { return payload_.integer != 0; }
  constexpr int64_t as_int() const { return payload_.integer; }
  constexpr uint64_t as_uint() const { return static_cast<uint64_t>(payload_.integer); }
  constexpr double as_double() const { return payload_.floating; }
  /// Of a string, of bytes, or the name of a type.
  constexpr std::string_view as_text() const { return {payload_.text, size()}; }
  constexpr int64_t seconds() const { return payload_.integer; }
  constexpr int32_t nanoseconds() const { return static_cast<int32_t>(size()); }
  const void* record() const { return payload_.pointer; }
  const Opaque* as_opaque() const { return static_cast<const Opaque*>(payload_.pointer); }
  /// What an optional holds, or null.
  const Value* held() const { return static_cast<const Value*>(payload_.pointer); }
  /// Elements of a list, entries of a map.
  constexpr uint32_t size() const { return static_cast<uint32_t>(head_ >> 32); }
  /// Number of the object type in its environment (Environment::object_type).
  constexpr uint16_t type_number() const { return static_cast<uint16_t>(head_ >> 16); }

  constexpr ErrorCode code() const {
    return is_error() ? static_cast<ErrorCode>(form()) : ErrorCode::none;
  }
  /// Of an error that evaluate() returned.
  const Error& error() const { return *static_cast<const Error*>(payload_.pointer); }

 private:
  friend struct ValueAccess;  // value_access.h: the representation, for the evaluator's files
  enum class Form : uint8_t { values, strings, objects, host };

  constexpr explicit Value(Kind kind) : head_(static_cast<uint64_t>(kind)) {}
  constexpr uint8_t form() const { return static_cast<uint8_t>(head_ >> 8); }
  constexpr void set_form(uint8_t form) {
    head_ = (head_ & ~(uint64_t{0xFF} << 8)) | uint64_t{form} << 8;
  }
  constexpr void set_type(uint16_t type) {
    head_ = (head_ & ~(uint64_t{0xFFFF} << 16)) | uint64_t{type} << 16;
  }
  constexpr void set_size(uint32_t size) { head_ = (head_ & 0xFFFFFFFF) | uint64_t{size} << 32; }
  static constexpr Value scalar(Kind kind, int64_t value) {
    Value v(kind);
    v.payload_.integer = value;
    return v;
  }
  static constexpr Value view(Kind kind, std::string_view text) {
    Value v(kind);
    v.set_size(static_cast<uint32_t>(text.size()));
    v.payload_.text = text.data();
    return v;
  }
  static Value pointer(Kind kind, Form form, const void* pointer, size_t size) {
    Value v(kind);
    v.set_form(static_cast<uint8_t>(form));
    v.set_size(static_cast<uint32_t>(size));
    v.payload_.pointer = pointer;
    return v;
  }

  union Payload {
    int64_t integer = 0;
    double floating;
    const char* text;
    const void* pointer;
  };

  uint64_t head_ = 0;
  Payload payload_{};
};
static_assert(sizeof(Value) == 16);

/// What went wrong and where. Lives in the evaluation's arena; `path` and `file` in the program.
struct Error {
  ErrorCode code = ErrorCode::none;
  std::string_view message;  ///< lower case, no full stop, user's text in quotes
  std::string_view file;     ///< the rules file of the expression
  base::Span span;           ///< of the failing sub-expression, bytes in that file
  std::string_view path;  ///< of a field that was missing or malformed: "article.declared.impact"
};

struct Entry {
  Value key, value;
};

/// The entries of a map in the order they were written; beyond eight with a hash index.
struct MapData {
  std::span<const Entry> entries;
  const uint32_t* index = nullptr;  ///< open addressing, entry number + 1; 0 is free
  uint32_t mask = 0;                ///< size of `index` − 1
};

/// A list that the host computes element by element. Must live as long as values made of it.
struct HostList {
  uint32_t size = 0;
  Value (*at)(const HostList& list, uint32_t index, Evaluation& evaluation) = nullptr;
  const void* data = nullptr;
};

/// A map of the host's. `find` returns Value::absent() for a key that is not there.
struct HostMap {
  uint32_t size = 0;
  Value (*find)(const HostMap& map, Value key, Evaluation& evaluation) = nullptr;
  Value (*key_at)(const HostMap& map, uint32_t index, Evaluation& evaluation) = nullptr;
  Value (*value_at)(const HostMap& map, uint32_t index, Evaluation& evaluation) = nullptr;
  const void* data = nullptr;
};

/// What an extension's own type can do. Values point at an Opaque that starts their struct.
struct OpaqueType {
  std::string_view name;
  bool (*equal)(const Opaque& left, const Opaque& right);
  void (*print)(const Opaque& value, std::string& out);
};
struct Opaque {
  const OpaqueType* type = nullptr;
};

inline Value Value::list(const HostList* list) {
  return pointer(Kind::list, Form::host, list, list->size);
}
inline Value Value::map(const MapData* data) {
  return pointer(Kind::map, Form::values, data, data->entries.size());
}
inline Value Value::map(const HostMap* map) {
  return pointer(Kind::map, Form::host, map, map->size);
}

/// Where a field stands in the record, for a getter that does nothing but read it there: it is read
/// without a call then. Of every value that is there, both must tell the same.
struct Stored {
  enum class As : uint8_t {
    elsewhere,  ///< only the getter knows
    text,       ///< a std::string_view
    integer,    ///< an int64_t
    boolean,    ///< a bool
    texts,      ///< a StoredArray of std::string_view
    records,    ///< a StoredArray of records of the declared type
  };
  As as = As::elsewhere;
  uint8_t present = 0;    ///< the byte at `presence` when there is a value; else `get` is asked
  uint16_t presence = 0;  ///< bytes from the value to that byte; 0: there is always a value
};
struct StoredArray {
  const void* data = nullptr;
  uint32_t size = 0;
};

/// One field of a host's record.
struct Field {
  std::string_view name;
  std::string_view type;  ///< "int", "list(Source)", "wrapper(int)" where null is a value …
  std::string_view doc;   ///< one sentence
  /// The value of the field in `self`, Value::absent() or Value::malformed(). A value of another
  /// kind than declared is reported as malformed, null as null (has() is false then, too).
  Value (*get)(const void* self, uint32_t argument, Evaluation& evaluation) = nullptr;
  uint32_t argument = 0;  ///< handed to `get`: an offset, a column, …
  uint32_t max_size = 0;  ///< most elements of a list, bytes of a text; 0: not limited
  Stored stored = {};     ///< `argument` bytes from the start of the record
};

/// A record type of the host's.
struct ObjectType {
  std::string_view name;
  std::string_view doc;
  std::span<const Field> fields;
  uint32_t size = 0;  ///< bytes from one record to the next in a list of them
};

/// A map in `arena`; later entries must not repeat a key (1, 1u and 1.0 are the same key).
/// An error value otherwise.
Value make_map(base::Arena& arena, std::span<const Entry> entries);

/// As the language would write it: 1, 2u, 1.5, "text", b"…", [1, 2], {"a": 1}, timestamp("…").
/// Records print as Type{…} with `environment`, errors as error(code: message).
void append_value(std::string& out, const Value& value, const Environment* environment = nullptr);
std::string to_string(const Value& value, const Environment* environment = nullptr);

}  // namespace stet::cel
