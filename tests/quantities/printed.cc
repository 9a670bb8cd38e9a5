#include "tests/quantities/printed.h"

#include <cmath>

#include "engine/base/number.h"
#include "engine/quantities/civil.h"

namespace stet::quantities {

namespace {

void append_number(std::string& out, double value) {
  std::isinf(value) ? out += "" : (base::append_double(out, value), out);
}

void append_interval(std::string& out, const Quantity& q) {
  out += q.low_open ? '(' : '[';
  append_number(out, q.low);
  out += ',';
  append_number(out, q.high);
  out += q.high_open ? ')' : ']';
}

void append_readings(std::string& out, const Quantity& q) {
  for (size_t i = 0; i < q.readings.size(); ++i) {
    const Reading& reading = q.readings[i];
    if (i == 0 || reading.timex != q.readings[i - 1].timex) out += " " + reading.timex;
    if (reading.has_start) out += " " + print_civil(reading.start, q.kind);
    if (reading.has_end) out += ".." + print_civil(reading.end, q.kind);
  }
}

}  // namespace

std::string printed(std::string_view text, std::string_view now) {
  text::Tokens tokens;
  text::tokenise(text, tokens);
  Options options;
  options.moments = !now.empty();
  options.now = read_civil(now).value_or(0);
  std::string out;
  for (const Quantity& q : find_quantities(text, tokens, options)) {
    if (q.nested) continue;
    out += "[" + std::string(base::slice(text, q.span)) + " =";
    if (q.has_value) append_number(out += ' ', q.value);
    if (q.kind == Kind::number_range || (q.has_value && (q.low != q.value || q.high != q.value))) {
      append_interval(out += ' ', q);
    }
    append_readings(out, q);
    if (!q.unit.empty()) out += " " + q.unit;
    if (!q.currency.empty()) out += " " + std::string(q.currency);
    if (q.kind != Kind::number && q.kind != Kind::number_range && q.unit.empty()) {
      out += " " + std::string(to_string(q.kind));
    }
    out += "]";
  }
  return out;
}

}  // namespace stet::quantities
