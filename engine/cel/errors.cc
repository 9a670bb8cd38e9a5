#include "engine/cel/errors.h"

#include "engine/base/suggest.h"

namespace stet::cel {
namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

/// Small numbers as they are, others as the next power of ten: "10^12".
std::string in_words(uint64_t steps) {
  if (steps < 1'000'000) return std::to_string(steps);
  uint32_t exponent = 0;
  for (uint64_t rest = steps - 1; rest > 0; rest /= 10) ++exponent;
  return "10^" + std::to_string(exponent);
}

/// "'(string, int)'", or "'list(int).(string)'" for a call with a receiver.
std::string argument_types(std::span<const Type* const> arguments, bool receiver) {
  std::string out = "'";
  size_t first = 0;
  if (receiver && !arguments.empty()) {
    out += to_string(*arguments[0]) + ".";
    first = 1;
  }
  out += '(';
  for (size_t i = first; i < arguments.size(); ++i) {
    if (i > first) out += ", ";
    out += to_string(*arguments[i]);
  }
  return out + ")'";
}

}  // namespace

void Reporter::add(std::string_view code, base::Span span, std::string message,
                   std::string suggestion) {
  failed_ = true;
  base::Problem problem;
  problem.code = code;
  problem.file = source_.file();
  problem.span = source_.locate(span);
  problem.message = std::move(message);
  problem.suggestion = std::move(suggestion);
  problems_.add(std::move(problem));
}

void Reporter::unreadable(base::Span span, const std::string& reason) {
  add("cel-syntax", span, reason);
}

void Reporter::expected(base::Span span, std::string_view what, std::string_view found) {
  add("cel-syntax", span, "expected " + std::string(what) + ", found " + std::string(found));
}

void Reporter::unclosed(base::Span opening, std::string_view closing, std::string_view found) {
  add("cel-syntax", opening,
      "expected a closing " + quoted(closing) + " for this, found " + std::string(found));
}

void Reporter::reserved_word(base::Span span, std::string_view word) {
  add("cel-syntax", span, quoted(word) + " is a reserved word and cannot be a name");
}

void Reporter::nested_conditional(base::Span span) {
  add("cel-syntax", span, "expected ':', found '?'",
      "put parentheses around the inner conditional");
}

void Reporter::message_literal(base::Span span, std::string_view name) {
  add("cel-syntax", span, quoted(name) + " is no type that expressions can make values of",
      "use a map: {\"key\": value}");
}

void Reporter::macro_variable(base::Span span, std::string_view macro) {
  add("cel-syntax", span, "expected a plain name for the variable of " + quoted(macro));
}

void Reporter::macro_same_variable(base::Span span, std::string_view name) {
  add("cel-syntax", span, "expected two different names, found " + quoted(name) + " twice");
}

void Reporter::has_argument(base::Span span) {
  add("cel-syntax", span, "expected a field selection such as 'a.b' as the argument of 'has'");
}

void Reporter::too_long(size_t limit) {
  add("cel-limit", {}, "expression is longer than " + std::to_string(limit) + " bytes");
}

void Reporter::too_complex(base::Span span) {
  add("cel-limit", span, "expression is nested too deeply to be evaluated");
}

void Reporter::too_costly(base::Span span, uint64_t cost, uint64_t most) {
  add("cel-cost", span,
      "expected at most " + in_words(most) + " steps for the largest input, found up to " +
          in_words(cost),
      "compare each element with something that does not grow with the input");
}

void Reporter::undeclared(base::Span span, std::string_view name,
                          std::span<const std::string_view> candidates) {
  add("cel-unknown-name", span, "found no variable called " + quoted(name),
      base::did_you_mean(name, candidates));
}

void Reporter::unknown_function(base::Span span, std::string_view name,
                                std::span<const std::string_view> candidates) {
  add("cel-unknown-function", span, "found no function called " + quoted(name),
      base::did_you_mean(name, candidates));
}

void Reporter::unknown_field(base::Span span, std::string_view field, std::string_view type,
                             std::span<const std::string_view> candidates) {
  add("cel-unknown-field", span, quoted(type) + " has no field " + quoted(field),
      base::did_you_mean(field, candidates));
}

void Reporter::no_overload(base::Span span, std::string_view function,
                           std::span<const Type* const> arguments, bool receiver,
                           std::span<const std::string> signatures) {
  std::string takes;
  for (size_t i = 0; i < signatures.size() && i < 4; ++i) {
    takes += (i == 0 ? "it takes " : " or ") + signatures[i];
  }
  if (signatures.size() > 4) takes += " or others";
  add("cel-no-overload", span,
      "found no matching overload for " + quoted(function) + " applied to " +
          argument_types(arguments, receiver),
      takes);
}

void Reporter::not_selectable(base::Span span, std::string_view field, const Type& type) {
  add("cel-type", span,
      "a value of type " + quoted(to_string(type)) + " has no fields, found '." +
          std::string(field) + "'");
}

void Reporter::not_iterable(base::Span span, std::string_view macro, const Type& type) {
  add("cel-type", span,
      "expected a list or a map before " + quoted(macro) + ", found " + quoted(to_string(type)));
}

void Reporter::not_bool(base::Span span, std::string_view what, const Type& type) {
  add("cel-type", span,
      "expected a bool as " + std::string(what) + ", found " + quoted(to_string(type)));
}

void Reporter::not_optional(base::Span span, std::string_view what, const Type& type) {
  add("cel-type", span,
      "expected an optional value " + std::string(what) + ", found " + quoted(to_string(type)));
}

void Reporter::conditional_types(base::Span span, const Type& yes, const Type& no) {
  add("cel-type", span,
      "expected the same type on both sides of ':', found " + quoted(to_string(yes)) + " and " +
          quoted(to_string(no)),
      "wrap one side in dyn()");
}

void Reporter::key_type(base::Span span, const Type& type) {
  add("cel-type", span,
      "expected a key of type string, int, uint or bool, found " + quoted(to_string(type)));
}

void Reporter::element_type(base::Span span, std::string_view what, const Type& expected,
                            const Type& found) {
  add("cel-type", span,
      "expected " + std::string(what) + " of type " + quoted(to_string(expected)) + ", found " +
          quoted(to_string(found)));
}

void Reporter::result_type(base::Span span, std::string_view expected, const Type& found) {
  add("cel-result-type", span,
      "expected an expression of type " + quoted(expected) + ", found " + quoted(to_string(found)));
}

void Reporter::unknown_result_type(std::string_view type) {
  add("cel-result-type", {}, "found no type called " + quoted(type));
}

void Reporter::bad_pattern(base::Span span, std::string_view reason) {
  add("cel-pattern", span, "expected a regular expression: " + std::string(reason));
}

}  // namespace stet::cel
