#include "cli/csv.h"

#include "engine/base/utf8.h"

namespace stet::cli {

CsvReader::CsvReader(std::string_view bytes) : bytes_(bytes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
}

bool CsvReader::at_line_end() const {
  if (at_ >= bytes_.size() || bytes_[at_] == '\n') return true;
  return bytes_[at_] == '\r' && (at_ + 1 == bytes_.size() || bytes_[at_ + 1] == '\n');
}

void CsvReader::end_line() {
  if (at_ < bytes_.size() && bytes_[at_] == '\r') ++at_;
  if (at_ >= bytes_.size()) return;
  ++at_;
  ++line_;
}

bool CsvReader::next(CsvRow& row) {
  while (at_ < bytes_.size() && at_line_end()) end_line();
  row.line = line_;
  row.fields.clear();
  row.error.clear();
  if (at_ >= bytes_.size()) return false;
  read_field(row);
  while (row.error.empty() && !at_line_end()) {
    ++at_;  // the comma
    read_field(row);
  }
  end_line();
  return true;
}

// Leaves off before a comma or at the end of a line.
void CsvReader::read_field(CsvRow& row) {
  const std::string column = std::to_string(row.fields.size() + 1);
  std::string& field = row.fields.emplace_back();
  if (at_ < bytes_.size() && bytes_[at_] == '"') {
    if (!read_quoted(field)) return fail(row, "a quote in column " + column + " is never closed");
    if (!at_line_end() && bytes_[at_] != ',') {
      return fail(row, "expected a comma after the closing quote of column " + column);
    }
  } else {
    while (!at_line_end() && bytes_[at_] != ',' && bytes_[at_] != '"') field += bytes_[at_++];
    if (!at_line_end() && bytes_[at_] == '"') {
      return fail(row, "expected quotes around the whole of column " + column +
                           ", found one inside; two quotes in quotes stand for one");
    }
  }
  if (base::find_invalid_utf8(field)) fail(row, "column " + column + " is not UTF-8");
}

bool CsvReader::read_quoted(std::string& field) {
  for (++at_; at_ < bytes_.size(); ++at_) {
    if (bytes_[at_] == '\n') ++line_;
    if (bytes_[at_] == '"') {
      ++at_;
      if (at_ >= bytes_.size() || bytes_[at_] != '"') return true;
    }
    field += bytes_[at_];
  }
  return false;
}

void CsvReader::fail(CsvRow& row, std::string error) {
  row.error = std::move(error);
  row.fields.pop_back();
  while (!at_line_end()) ++at_;
}

}  // namespace stet::cli
