// The text of an expression and the way back to its place in the rules file, kept for as long as
// the program: errors at run time have places too.
#pragma once

#include <string_view>

#include "engine/base/arena.h"
#include "engine/base/mapped_text.h"

namespace stet::cel {

class SourceText {
 public:
  /// What is kept of all that is copied to `arena`.
  SourceText(const base::MappedText& expression, std::string_view file_name,
             std::string_view file_input, base::Arena& arena);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  std::string_view text() const { return text_; }
  std::string_view file() const { return file_; }
  /// The bytes of the file that `part` of the text was written as.
  base::Span locate(base::Span part) const;
  base::Span whole() const { return whole_; }

 private:
  std::string_view text_, file_;
  std::string_view raw_;     // of a JSON string with escapes, which is read to find a place
  base::MappedText mapped_;  // relative to the place of the whole
  base::Span whole_;
};

}  // namespace stet::cel
