#include "engine/cel/format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/number.h"
#include "engine/base/sort.h"
#include "engine/cel/evaluation.h"
#include "engine/cel/time.h"
#include "engine/cel/type.h"

namespace stet::cel {
namespace {

constexpr uint32_t max_depth = 32;
constexpr int max_precision = 100;

/// Writes one pattern; the first thing that is wrong ends it.
class Formatter {
 public:
  Formatter(Evaluation& evaluation, std::string_view pattern, const Value& values)
      : evaluation_(evaluation), pattern_(pattern), values_(values) {}

  Value run() {
    while (at_ < pattern_.size() && !error_) {
      const size_t percent = std::min(pattern_.find('%', at_), pattern_.size());
      out_.append(pattern_.substr(at_, percent - at_));
      at_ = percent;
      if (at_ < pattern_.size()) clause();
      if (!evaluation_.charge(1 + out_.size() / 1024)) return evaluation_.budget_error();
    }
    return error_ ? *error_ : evaluation_.make_string(out_);
  }

 private:
  void fail(std::string_view reason) {
    if (!error_) error_ = evaluation_.fail(ErrorCode::invalid_argument, reason);
  }
  void mismatch(char clause, const Value& value) {
    fail(std::string("'%") + clause + "' cannot format a value of type '" +
         std::string(runtime_type_name(evaluation_, value)) + "'");
  }
  void clause();
  void apply(char letter, int precision, const Value& value);
  void text(const Value& value, uint32_t depth);
  void list(const Value& value, uint32_t depth);
  void map(const Value& value, uint32_t depth);
  void decimal(const Value& value);
  void radix(char letter, const Value& value);
  void floating(char letter, int precision, const Value& value);
  bool special(double value);

  Evaluation& evaluation_;
  std::string_view pattern_;
  const Value& values_;
  std::string out_;
  size_t at_ = 0;
  uint32_t next_ = 0;
  std::optional<Value> error_;
};

void Formatter::clause() {
  ++at_;
  if (at_ >= pattern_.size()) return fail("expected a letter after '%'");
  if (pattern_[at_] == '%') {
    out_ += '%';
    ++at_;
    return;
  }
  int precision = 6;
  if (pattern_[at_] == '.') {
    precision = 0;
    for (++at_; at_ < pattern_.size() && pattern_[at_] >= '0' && pattern_[at_] <= '9'; ++at_) {
      precision = std::min(precision * 10 + (pattern_[at_] - '0'), max_precision + 1);
    }
    if (precision > max_precision) return fail("precision is larger than 100");
    if (at_ >= pattern_.size()) return fail("expected a letter after '%'");
  }
  const char letter = pattern_[at_++];
  if (std::string_view("sdfeboxX").find(letter) == std::string_view::npos) {
    return fail(std::string("'%") + letter + "' is no formatting clause");
  }
  if (next_ >= values_.size()) {
    return fail("expected more than " + std::to_string(values_.size()) + " values to format");
  }
  apply(letter, precision, evaluation_.element(values_, next_++));
}

void Formatter::apply(char letter, int precision, const Value& value) {
  switch (letter) {
    case 's': return text(value, 0);
    case 'd': return decimal(value);
    case 'f':
    case 'e': return floating(letter, precision, value);
    default: return radix(letter, value);
  }
}

bool Formatter::special(double value) {
  if (std::isfinite(value)) return false;
  base::append_double(out_, value);
  return true;
}

void Formatter::text(const Value& value, uint32_t depth) {
  if (depth > max_depth) return fail("values are nested too deeply");
  switch (value.kind()) {
    case Kind::string:
    case Kind::bytes:
    case Kind::type: out_.append(value.as_text()); break;
    case Kind::null: out_ += "null"; break;
    case Kind::boolean: out_ += value.as_bool() ? "true" : "false"; break;
    case Kind::integer: base::append_int(out_, value.as_int()); break;
    case Kind::unsigned_: base::append_uint(out_, value.as_uint()); break;
    case Kind::floating: base::append_double(out_, value.as_double()); break;
    case Kind::timestamp: append_timestamp(out_, value); break;
    case Kind::duration: append_duration(out_, value); break;
    case Kind::list: list(value, depth); break;
    case Kind::map: map(value, depth); break;
    default: mismatch('s', value);
  }
}

void Formatter::list(const Value& value, uint32_t depth) {
  out_ += '[';
  for (uint32_t i = 0; i < value.size() && !error_; ++i) {
    if (!evaluation_.charge(1)) return fail("evaluation used up its budget");
    if (i > 0) out_ += ", ";
    text(evaluation_.element(value, i), depth + 1);
  }
  out_ += ']';
}

/// Entries in the order of their keys' texts.
void Formatter::map(const Value& value, uint32_t depth) {
  std::vector<std::pair<std::string, uint32_t>> keys;
  for (uint32_t i = 0; i < value.size(); ++i) {
    std::string outer = std::exchange(out_, {});
    text(evaluation_.key(value, i), depth + 1);
    keys.emplace_back(std::exchange(out_, std::move(outer)), i);
  }
  base::sort(keys);
  out_ += '{';
  for (size_t i = 0; i < keys.size() && !error_; ++i) {
    if (!evaluation_.charge(1)) return fail("evaluation used up its budget");
    if (i > 0) out_ += ", ";
    out_ += keys[i].first;
    out_ += ": ";
    text(evaluation_.mapped(value, keys[i].second), depth + 1);
  }
  out_ += '}';
}

void Formatter::decimal(const Value& value) {
  switch (value.kind()) {
    case Kind::integer: return base::append_int(out_, value.as_int());
    case Kind::unsigned_: return base::append_uint(out_, value.as_uint());
    case Kind::floating:
      if (!special(value.as_double())) base::append_double(out_, value.as_double());
      return;
    default: mismatch('d', value);
  }
}

void Formatter::radix(char letter, const Value& value) {
  const bool hex = letter == 'x' || letter == 'X';
  const char* digits = letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
  if (hex && (value.is(Kind::string) || value.is(Kind::bytes))) {
    for (const char c : value.as_text()) {
      out_ += digits[static_cast<uint8_t>(c) >> 4];
      out_ += digits[static_cast<uint8_t>(c) & 15];
    }
    return;
  }
  const bool allowed = value.is(Kind::integer) || value.is(Kind::unsigned_) ||
                       (letter == 'b' && value.is(Kind::boolean));
  if (!allowed) return mismatch(letter, value);
  uint64_t magnitude = value.as_uint();
  if (value.is(Kind::integer) && value.as_int() < 0) {
    out_ += '-';
    magnitude = 0 - magnitude;
  }
  const uint64_t base = letter == 'b' ? 2 : letter == 'o' ? 8 : 16;
  std::string reversed;
  do {
    reversed += digits[magnitude % base];
    magnitude /= base;
  } while (magnitude > 0);
  out_.append(reversed.rbegin(), reversed.rend());
}

void Formatter::floating(char letter, int precision, const Value& value) {
  double number = 0;
  switch (value.kind()) {
    case Kind::integer: number = static_cast<double>(value.as_int()); break;
    case Kind::unsigned_: number = static_cast<double>(value.as_uint()); break;
    case Kind::floating: number = value.as_double(); break;
    default: return mismatch(letter, value);
  }
  if (special(number)) return;
  // printf rounds to nearest even on the exact value in both builds; the C locale is never changed.
  char buffer[512];
  const int size = letter == 'f' ? std::snprintf(buffer, sizeof buffer, "%.*f", precision, number)
                                 : std::snprintf(buffer, sizeof buffer, "%.*e", precision, number);
  out_.append(buffer,
              static_cast<size_t>(std::clamp(size, 0, static_cast<int>(sizeof buffer) - 1)));
}

}  // namespace

Value format_string(Evaluation& evaluation, const Value* arguments) {
  return Formatter(evaluation, arguments[0].as_text(), arguments[1]).run();
}

}  // namespace stet::cel
