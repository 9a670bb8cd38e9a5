// The text of an expression and the way back to its place in the rules file, kept for as long as
// the program: errors at run time have places too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/mapped_text.h"

namespace stet::cel {

class SourceText {
 public:
  SourceText(const base::MappedText& expression, std::string_view file_name,
             std::string_view file_input);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  std::string_view text() const { return text_; }
  std::string_view file() const { return file_; }
  /// The bytes of the file that `part` of the text was written as.
  base::Span locate(base::Span part) const;
  base::Span whole() const { return whole_; }

 private:
  std::string text_, file_, raw_;
  std::vector<base::Segment> segments_;
  base::MappedText mapped_;  // relative to raw_
  base::Span whole_;
};

}  // namespace stet::cel
