// Comma-separated values as RFC 4180 has them: fields in quotes may hold commas, doubled quotes and
// line ends; lines end in CRLF or LF; a byte-order mark at the beginning is passed over.
// Tested in tests/cli/csv_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stet::cli {

struct CsvRow {
  uint64_t line = 1;  ///< where it begins
  std::vector<std::string> fields;
  std::string error;  ///< not empty: what is wrong with it; `fields` are then those before
};

/// Reads row by row. A row that is wrong ends where its line does, and the next one is read as if
/// nothing had been; only a quote that is never closed takes all that follows with it.
class CsvReader {
 public:
  explicit CsvReader(std::string_view bytes);

  /// False at the end. Empty lines are passed over.
  bool next(CsvRow& row);

 private:
  bool at_line_end() const;
  void end_line();
  void read_field(CsvRow& row);
  bool read_quoted(std::string& field);
  void fail(CsvRow& row, std::string error);

  std::string_view bytes_;
  size_t at_ = 0;
  uint64_t line_ = 1;
};

}  // namespace stet::cli
