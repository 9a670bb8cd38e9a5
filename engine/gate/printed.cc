#include "engine/gate/printed.h"

#include <cmath>

#include "engine/base/number.h"

namespace stet::gate {

namespace {

void append_rounded(std::string& out, double value) {
  constexpr double most = 1e12;  // beyond, thousandths mean nothing
  if (!(std::fabs(value) < most)) return base::append_double(out, value);
  const int64_t thousandths = std::llround(value * 1000);
  if (thousandths < 0) out += '-';
  const int64_t size = thousandths < 0 ? -thousandths : thousandths;
  base::append_int(out, size / 1000);
  int64_t rest = size % 1000;
  if (rest == 0) return;
  char digits[] = {'.', '0', '0', '0'};
  size_t used = 4;
  for (size_t i = 3; i > 0; --i, rest /= 10) digits[i] = static_cast<char>('0' + rest % 10);
  while (digits[used - 1] == '0') --used;
  out.append(digits, used);
}

/// timestamp("2026-…") without what stands around the text.
void append_inside_quotes(std::string& out, const cel::Value& value) {
  const std::string text = cel::to_string(value);
  const size_t first = text.find('"');
  const size_t last = text.rfind('"');
  if (first == std::string::npos || last <= first) {
    out += text;
  } else {
    out.append(text, first + 1, last - first - 1);
  }
}

}  // namespace

void append_printed(std::string& out, const cel::Value& value) {
  switch (value.kind()) {
    case cel::Kind::string: out += value.as_text(); return;
    case cel::Kind::integer: base::append_int(out, value.as_int()); return;
    case cel::Kind::unsigned_: base::append_uint(out, value.as_uint()); return;
    case cel::Kind::floating: append_rounded(out, value.as_double()); return;
    case cel::Kind::timestamp:
    case cel::Kind::duration: append_inside_quotes(out, value); return;
    case cel::Kind::error: out += "(unknown)"; return;
    default: cel::append_value(out, value); return;
  }
}

void append_template(std::string& out, const methodology::Template& text,
                     cel::Evaluation& evaluation) {
  for (const methodology::Piece& piece : text.pieces) {
    out += piece.literal;
    if (piece.program) append_printed(out, cel::evaluate(*piece.program, evaluation));
  }
}

}  // namespace stet::gate
