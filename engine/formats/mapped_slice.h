// Parts of a mapped text that are mapped texts themselves.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/base/mapped_text.h"

namespace stet::formats {

/// Cuts parts out of one text, in ascending order; linear in the text over all of them.
class MappedSlicer {
 public:
  MappedSlicer(const base::MappedText& text, std::string_view input, base::Arena& arena)
      : text_(text), input_(input), arena_(arena) {}

  /// `part` in bytes of the decoded text; begins no earlier than the part before it ended.
  base::MappedText slice(base::Span part);

 private:
  base::MappedText slice_json(base::Span part);
  base::MappedText slice_segments(base::Span part);

  const base::MappedText& text_;
  std::string_view input_;
  base::Arena& arena_;
  uint32_t decoded_ = 0, raw_ = 0;  ///< JSON: how far the raw string was followed
};

/// The next run of lines that are not blank, from `at` on, without space around it; moves `at`.
bool next_paragraph(std::string_view text, uint32_t& at, base::Span& paragraph);

}  // namespace stet::formats
