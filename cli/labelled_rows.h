// The rows of a file of ratings: what to score and what people say of it.
//
//   text,label,entity                        file,label
//   "Profit rose, margins fell",negative,    briefs/one.md,7
//
// Columns in any order, others are passed over. A row names its story by `text` or by `file`, the
// latter relative to the file of ratings. Tested in tests/cli/score_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace stet::cli {

struct LabelledRow {
  uint64_t line = 0;
  std::string text, file, label, entity;  ///< either text or file is empty
};

struct LabelledRows {
  std::vector<LabelledRow> rows;
  struct Bad {
    uint64_t line = 0;
    std::string error;
  };
  std::vector<Bad> bad;
};

/// The error is told for the whole file: there is no header, or not the columns that are needed.
tl::expected<LabelledRows, std::string> read_labelled_rows(std::string_view csv);

}  // namespace stet::cli
