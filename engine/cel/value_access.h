// The representation of values, for the files of the evaluator only.
#pragma once

#include "engine/cel/value.h"

namespace stet::cel {

struct ValueAccess {
  using Form = Value::Form;

  static Form form(const Value& v) { return static_cast<Form>(v.form()); }
  static const void* pointer(const Value& v) { return v.payload_.pointer; }
  static uint16_t type(const Value& v) { return v.type_number(); }
  static void set_type(Value& v, uint16_t number) { v.set_type(number); }
  /// Records and lists of them get the number of their type.
  static void stamp(Value& v, uint16_t number) {
    const bool list = v.is(Kind::list) && form(v) != Form::strings;
    if (v.is(Kind::object) || list) v.set_type(number);
  }
  static Value records(const void* first, uint32_t count, uint16_t number) {
    Value v = Value::objects(first, count);
    v.set_type(number);
    return v;
  }
  static Value stamped(Value v, uint16_t number) {
    stamp(v, number);
    return v;
  }
  /// From a record to the one `bytes` behind it.
  static void move_record(Value& v, uint32_t bytes) {
    v.payload_.pointer = static_cast<const std::byte*>(v.payload_.pointer) + bytes;
  }
  static const Value* values(const Value& list) {
    return static_cast<const Value*>(list.payload_.pointer);
  }

  // Errors have two states. A raw one was just made: `size` will be the instruction that failed,
  // the pointer a text or null. A final one points at an Error and keeps its place for ever.
  static Value raw_error(ErrorCode code, const std::string_view* message) {
    Value v(Kind::error);
    v.set_form(static_cast<uint8_t>(code));
    v.set_size(no_place);
    v.payload_.pointer = message;
    return v;
  }
  static Value final_error(const Error* error) {
    Value v(Kind::error);
    v.set_form(static_cast<uint8_t>(error->code));
    v.set_type(1);
    v.payload_.pointer = error;
    return v;
  }
  static bool is_final(const Value& v) { return v.type_number() == 1; }
  static uint32_t place(const Value& v) { return v.size(); }
  static void set_place(Value& v, uint32_t instruction) {
    if (v.type_number() == 0 && v.size() == no_place) v.set_size(instruction);
  }
  static const std::string_view* message(const Value& v) {
    return static_cast<const std::string_view*>(v.payload_.pointer);
  }
  static constexpr uint32_t no_place = UINT32_MAX;
};

/// Two numbers or texts that need no evaluation to look at.
inline bool is_number(Kind kind) {
  return kind == Kind::integer || kind == Kind::unsigned_ || kind == Kind::floating;
}

}  // namespace stet::cel
