// Values and explanations in the short form that people read. Tested in
// tests/cel/evaluator_test.cc.
#include <algorithm>

#include "engine/cel/evaluation.h"

namespace stet::cel {
namespace {

constexpr size_t most_bytes = 60;   // of a text
constexpr uint32_t most_items = 3;  // elements, entries, fields
constexpr uint32_t most_levels = 3;

/// The levels are bounded, so is the recursion.
class Shortener {
 public:
  Shortener(std::string& out, Evaluation& evaluation) : out_(out), evaluation_(evaluation) {}

  void print(const Value& value, uint32_t level);

 private:
  void text(const Value& value);
  void list(const Value& value, uint32_t level);
  void map(const Value& value, uint32_t level);
  void record(const Value& value, uint32_t level);
  static uint32_t shown_of(uint32_t size, uint32_t level) {
    return level < most_levels ? std::min(size, most_items) : 0;
  }
  /// What stands for the items that are not shown, and the bracket.
  void close(uint32_t shown, uint32_t size, char bracket) {
    if (shown < size) out_.append(shown > 0 ? ", … (" : "… (") += std::to_string(size) + ")";
    out_ += bracket;
  }

  std::string& out_;
  Evaluation& evaluation_;
};

void Shortener::print(const Value& value, uint32_t level) {
  switch (value.kind()) {
    case Kind::string: return text(value);
    case Kind::list: return list(value, level);
    case Kind::map: return map(value, level);
    case Kind::object: return record(value, level);
    default: return append_value(out_, value);
  }
}

void Shortener::text(const Value& value) {
  const std::string_view whole = value.as_text();
  if (whole.size() <= most_bytes) return append_value(out_, value);
  size_t end = most_bytes;
  while (end > 0 && (static_cast<uint8_t>(whole[end]) & 0xC0) == 0x80) --end;
  append_value(out_, Value::string(whole.substr(0, end)));
  out_.insert(out_.size() - 1, "…");
}

void Shortener::list(const Value& value, uint32_t level) {
  out_ += '[';
  const uint32_t shown = shown_of(value.size(), level);
  for (uint32_t i = 0; i < shown; ++i) {
    if (i > 0) out_ += ", ";
    print(evaluation_.element(value, i), level + 1);
  }
  close(shown, value.size(), ']');
}

void Shortener::map(const Value& value, uint32_t level) {
  out_ += '{';
  const uint32_t shown = shown_of(value.size(), level);
  for (uint32_t i = 0; i < shown; ++i) {
    if (i > 0) out_ += ", ";
    print(evaluation_.key(value, i), level + 1);
    out_ += ": ";
    print(evaluation_.mapped(value, i), level + 1);
  }
  close(shown, value.size(), '}');
}

/// The fields that say most: the first ones with a value that is no list or record.
void Shortener::record(const Value& value, uint32_t level) {
  const ObjectType* type = evaluation_.object_type(value);
  if (type == nullptr) return append_value(out_, value);
  out_.append(type->name).append("{");
  uint32_t shown = 0;
  for (uint32_t i = 0; i < type->fields.size() && shown < most_items; ++i) {
    const Value field = evaluation_.field(value, i);
    const bool says_something = field.kind() >= Kind::boolean && field.kind() < Kind::list;
    if (!says_something) continue;
    out_.append(shown++ > 0 ? ", " : "").append(type->fields[i].name).append(": ");
    print(field, level + 1);
  }
  out_.append(shown < type->fields.size() ? (shown > 0 ? ", …}" : "…}") : "}");
}

/// Line breaks of the expression, with the blanks after them, become one blank.
void append_one_line(std::string& out, std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') {
      out += text[i];
      continue;
    }
    i = std::min(text.find_first_not_of(" \t\r\n", i), text.size()) - 1;
    if (!out.empty() && out.back() != ' ') out += ' ';
  }
}

void append_error(std::string& out, const Value& value) {
  const Error& error = value.error();
  out.append("error: ").append(error.message);
}

}  // namespace

void append_short(std::string& out, const Value& value, Evaluation& evaluation) {
  value.is_error() ? append_error(out, value) : Shortener(out, evaluation).print(value, 0);
}

void append_steps(std::string& out, std::span<const Step> steps, Evaluation& evaluation,
                  uint32_t indent) {
  for (const Step& step : steps) {
    out.append(size_t{2} * std::min(step.depth + indent, 40u), ' ');
    append_one_line(out, step.text);
    out += " = ";
    append_short(out, step.value, evaluation);
    if (step.element >= 0) {
      out.append(", decided by #").append(std::to_string(step.element)).append(" ");
      append_short(out, step.element_value, evaluation);
    }
    out += '\n';
  }
}

}  // namespace stet::cel
