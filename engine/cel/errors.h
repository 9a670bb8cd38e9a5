// Everything that compile() can complain about, a function each, so that all messages of the
// language stand in one file and read alike.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/cel/source_text.h"
#include "engine/cel/type.h"

namespace stet::cel {

class Reporter {
 public:
  Reporter(const SourceText& source, base::Problems& problems)
      : source_(source), problems_(problems) {}
  bool failed() const { return failed_; }

  // Syntax.
  void unreadable(base::Span span, const std::string& reason);
  void expected(base::Span span, std::string_view what, std::string_view found);
  void unclosed(base::Span opening, std::string_view closing, std::string_view found);
  void reserved_word(base::Span span, std::string_view word);
  void nested_conditional(base::Span span);
  void message_literal(base::Span span, std::string_view name);
  void macro_variable(base::Span span, std::string_view macro);
  void macro_same_variable(base::Span span, std::string_view name);
  void has_argument(base::Span span);
  void too_long(size_t limit);
  void too_complex(base::Span span);
  void too_costly(base::Span span, uint64_t cost, uint64_t most);

  // Names.
  void undeclared(base::Span span, std::string_view name,
                  std::span<const std::string_view> candidates);
  void unknown_function(base::Span span, std::string_view name,
                        std::span<const std::string_view> candidates);
  void unknown_field(base::Span span, std::string_view field, std::string_view type,
                     std::span<const std::string_view> candidates);

  // Types.
  void no_overload(base::Span span, std::string_view function,
                   std::span<const Type* const> arguments, bool receiver,
                   std::span<const std::string> signatures);
  void not_selectable(base::Span span, std::string_view field, const Type& type);
  void not_iterable(base::Span span, std::string_view macro, const Type& type);
  void not_bool(base::Span span, std::string_view what, const Type& type);
  void not_optional(base::Span span, std::string_view what, const Type& type);
  void conditional_types(base::Span span, const Type& yes, const Type& no);
  void key_type(base::Span span, const Type& type);
  void element_type(base::Span span, std::string_view what, const Type& expected,
                    const Type& found);
  void result_type(base::Span span, std::string_view expected, const Type& found);
  void unknown_result_type(std::string_view type);
  void bad_pattern(base::Span span, std::string_view reason);

 private:
  void add(std::string_view code, base::Span span, std::string message,
           std::string suggestion = {});

  const SourceText& source_;
  base::Problems& problems_;
  bool failed_ = false;
};

}  // namespace stet::cel
