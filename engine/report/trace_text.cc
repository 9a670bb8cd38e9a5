// A step of an explanation as a line for people.
#include <algorithm>

#include "engine/base/number.h"
#include "engine/report/printable.h"
#include "engine/report/report.h"

namespace stet::report {

namespace {

constexpr uint32_t most_indent = 40;  // columns are for what is said

/// Line ends of the rules file, with the blanks around them, become one blank.
std::string one_line(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && blank) continue;
    out += space ? ' ' : c;
    blank = space;
  }
  return out;
}

}  // namespace

void trace_step_text(const gate::TraceStep& step, uint32_t indent, const Style& style,
                     std::string& out) {
  out.append(size_t{2} * std::min(indent + step.depth, most_indent), ' ');
  append_printable(out, one_line(step.expression));
  out.append(style.dim).append(" = ").append(style.reset).append(style.bold);
  append_printable(out, step.value);
  out += style.reset;
  if (step.element >= 0) {
    out.append(style.dim).append(", decided by #");
    base::append_int(out, step.element);
    out.append(style.reset).append(" ");
    append_printable(out, step.element_value);
  }
  out += '\n';
}

}  // namespace stet::report
