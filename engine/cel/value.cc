#include "engine/cel/value.h"

#include "engine/base/number.h"
#include "engine/base/utf8.h"
#include "engine/cel/environment.h"
#include "engine/cel/equality.h"
#include "engine/cel/evaluation.h"
#include "engine/cel/time.h"
#include "engine/cel/value_access.h"

namespace stet::cel {
namespace {

constexpr std::string_view code_names[] = {"none",
                                           "no-such-field",
                                           "malformed-field",
                                           "null-field",
                                           "no-such-key",
                                           "no-such-overload",
                                           "no-such-variable",
                                           "no-such-function",
                                           "overflow",
                                           "division-by-zero",
                                           "index-out-of-range",
                                           "invalid-argument",
                                           "conversion",
                                           "duplicate-key",
                                           "bad-pattern",
                                           "too-deep",
                                           "budget",
                                           "host"};

constexpr uint32_t max_print_depth = 64;
constexpr char hex_digits[] = "0123456789abcdef";

void append_escaped(std::string& out, char c) {
  static constexpr std::string_view letters = "abfnrtv", meanings = "\a\b\f\n\r\t\v";
  if (const size_t i = meanings.find(c); i != std::string_view::npos && c != '\0') {
    out.append("\\").append(1, letters[i]);
  } else if (c == '"' || c == '\\') {
    out.append("\\").append(1, c);
  } else {
    const auto byte = static_cast<uint8_t>(c);
    out.append("\\x").append(1, hex_digits[byte >> 4]).append(1, hex_digits[byte & 15]);
  }
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  size_t written = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<uint8_t>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
    out.append(text.substr(written, i - written));
    append_escaped(out, c);
    written = i + 1;
  }
  out.append(text.substr(written)) += '"';
}

void append_bytes(std::string& out, std::string_view bytes) {
  out += "b\"";
  for (const char c : bytes) {
    const bool plain = c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
    plain ? out += c : (append_escaped(out, c), out);
  }
  out += '"';
}

void append_floating(std::string& out, double value) {
  if (value != value || value - value != value - value) {
    out += "double(\"";
    base::append_double(out, value);
    out += "\")";
  } else {
    base::append_double(out, value, true);
  }
}

class Printer {
 public:
  Printer(std::string& out, const Environment* environment)
      : out_(out), environment_(environment) {}

  void print(const Value& value, uint32_t depth);

 private:
  void list(const Value& value, uint32_t depth);
  void map(const Value& value, uint32_t depth);
  void record(const Value& value);

  std::string& out_;
  const Environment* environment_;
};

void Printer::print(const Value& value, uint32_t depth) {
  if (depth > max_print_depth) {
    out_ += "…";
    return;
  }
  switch (value.kind()) {
    case Kind::null: out_ += "null"; break;
    case Kind::boolean: out_ += value.as_bool() ? "true" : "false"; break;
    case Kind::integer: base::append_int(out_, value.as_int()); break;
    case Kind::unsigned_: base::append_uint(out_, value.as_uint()), out_ += 'u'; break;
    case Kind::floating: append_floating(out_, value.as_double()); break;
    case Kind::string: append_quoted(out_, value.as_text()); break;
    case Kind::bytes: append_bytes(out_, value.as_text()); break;
    case Kind::list: list(value, depth); break;
    case Kind::map: map(value, depth); break;
    case Kind::object: record(value); break;
    case Kind::type: out_ += value.as_text(); break;
    case Kind::timestamp:
      out_ += "timestamp(\"";
      append_timestamp(out_, value);
      out_ += "\")";
      break;
    case Kind::duration:
      out_ += "duration(\"";
      append_duration(out_, value);
      out_ += "\")";
      break;
    case Kind::optional:
      if (value.held() == nullptr) {
        out_ += "optional.none()";
      } else {
        out_ += "optional.of(";
        print(*value.held(), depth + 1);
        out_ += ')';
      }
      break;
    case Kind::opaque: value.as_opaque()->type->print(*value.as_opaque(), out_); break;
    case Kind::error:
      out_.append("error(").append(to_string(value.code()));
      if (ValueAccess::is_final(value)) out_.append(": ").append(value.error().message);
      out_ += ')';
      break;
    case Kind::absent: out_ += "absent"; break;
    case Kind::malformed: out_ += "malformed"; break;
    case Kind::unresolved: out_ += "unresolved"; break;
  }
}

void Printer::list(const Value& value, uint32_t depth) {
  base::Arena arena;
  Evaluation evaluation(arena, {});
  out_ += '[';
  for (uint32_t i = 0; i < value.size(); ++i) {
    if (i > 0) out_ += ", ";
    if (ValueAccess::form(value) == ValueAccess::Form::objects) {
      Value element = Value::object(nullptr);
      ValueAccess::set_type(element, ValueAccess::type(value));
      record(element);
    } else {
      print(evaluation.element(value, i), depth + 1);
    }
  }
  out_ += ']';
}

void Printer::map(const Value& value, uint32_t depth) {
  base::Arena arena;
  Evaluation evaluation(arena, {});
  out_ += '{';
  for (uint32_t i = 0; i < value.size(); ++i) {
    if (i > 0) out_ += ", ";
    print(evaluation.key(value, i), depth + 1);
    out_ += ": ";
    print(evaluation.mapped(value, i), depth + 1);
  }
  out_ += '}';
}

void Printer::record(const Value& value) {
  const ObjectType* type =
      environment_ == nullptr ? nullptr : environment_->object_type(value.type_number());
  out_.append(type == nullptr ? "object" : type->name).append("{…}");
}

/// Open addressing over `entries`, at most half full. Null when two keys are equal.
const uint32_t* build_index(base::Arena& arena, std::span<const Entry> entries, uint32_t mask) {
  const auto index = arena.make_array<uint32_t>(size_t{mask} + 1);
  for (uint32_t i = 0; i < entries.size(); ++i) {
    uint32_t at = hash_key(entries[i].key) & mask;
    while (index[at] != 0) {
      if (equal_scalars(entries[index[at] - 1].key, entries[i].key)) return nullptr;
      at = (at + 1) & mask;
    }
    index[at] = i + 1;
  }
  return index.data();
}

bool has_duplicates(std::span<const Entry> entries) {
  for (size_t i = 0; i < entries.size(); ++i) {
    for (size_t k = 0; k < i; ++k) {
      if (equal_scalars(entries[i].key, entries[k].key)) return true;
    }
  }
  return false;
}

}  // namespace

std::string_view to_string(ErrorCode code) { return code_names[static_cast<size_t>(code)]; }

Value make_map(base::Arena& arena, std::span<const Entry> entries) {
  static constexpr std::string_view repeated = "a map has the same key twice";
  static constexpr std::string_view no_key = "only string, int, uint and bool can be keys of a map";
  for (const Entry& entry : entries) {
    if (!is_key(entry.key)) return ValueAccess::raw_error(ErrorCode::invalid_argument, &no_key);
  }
  MapData* data = arena.make<MapData>();
  data->entries = arena.copy_array(entries);
  if (entries.size() <= 8) {
    if (has_duplicates(entries)) return ValueAccess::raw_error(ErrorCode::duplicate_key, &repeated);
    return Value::map(data);
  }
  uint32_t slots = 32;
  while (slots < entries.size() * 2) slots *= 2;
  data->mask = slots - 1;
  data->index = build_index(arena, data->entries, data->mask);
  if (data->index == nullptr) return ValueAccess::raw_error(ErrorCode::duplicate_key, &repeated);
  return Value::map(data);
}

void append_value(std::string& out, const Value& value, const Environment* environment) {
  Printer(out, environment).print(value, 0);
}

std::string to_string(const Value& value, const Environment* environment) {
  std::string out;
  append_value(out, value, environment);
  return out;
}

}  // namespace stet::cel
