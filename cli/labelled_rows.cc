#include "cli/labelled_rows.h"

#include <algorithm>
#include <array>
#include <optional>

#include "cli/csv.h"
#include "engine/base/suggest.h"

namespace stet::cli {

namespace {

enum Column : uint8_t { text_column, file_column, label_column, entity_column };
constexpr std::array<std::string_view, 4> column_names = {"text", "file", "label", "entity"};

using Columns = std::array<std::optional<size_t>, column_names.size()>;

std::string quoted_list(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "'" : ", '") + name + "'";
  return list.empty() ? "none" : list;
}

// What a misspelt column may have been meant for; tables of some programs have other separators.
std::string hint(const std::vector<std::string>& names) {
  if (names.size() == 1 && names[0].find_first_of(";\t") != std::string::npos) {
    return "; columns are parted by commas";
  }
  for (const std::string& name : names) {
    if (std::find(column_names.begin(), column_names.end(), name) != column_names.end()) continue;
    const std::string suggestion = base::did_you_mean(name, column_names);
    if (!suggestion.empty()) return "; " + suggestion;
  }
  return {};
}

tl::expected<Columns, std::string> find_columns(const std::vector<std::string>& header) {
  Columns columns;
  for (size_t i = 0; i < header.size(); ++i) {
    for (size_t known = 0; known < column_names.size(); ++known) {
      if (header[i] != column_names[known]) continue;
      if (columns[known])
        return tl::unexpected("the column '" + header[i] + "' stands there twice");
      columns[known] = i;
    }
  }
  if (!columns[label_column] || (!columns[text_column] && !columns[file_column])) {
    return tl::unexpected(
        "expected a first line that names the columns 'text' or 'file', 'label' and, if wanted, "
        "'entity', found " +
        quoted_list(header) + hint(header));
  }
  return columns;
}

std::string field(const CsvRow& row, std::optional<size_t> column) {
  return column && *column < row.fields.size() ? row.fields[*column] : std::string();
}

LabelledRow labelled(const CsvRow& row, const Columns& columns) {
  return {row.line, field(row, columns[text_column]), field(row, columns[file_column]),
          field(row, columns[label_column]), field(row, columns[entity_column])};
}

std::string complaint(const CsvRow& row, const LabelledRow& read, size_t expected) {
  if (!row.error.empty()) return row.error;
  if (row.fields.size() != expected) {
    return "expected " + std::to_string(expected) + " columns as in the first line, found " +
           std::to_string(row.fields.size());
  }
  if (read.text.empty() && read.file.empty()) return "there is nothing to score";
  if (!read.text.empty() && !read.file.empty()) return "expected 'text' or 'file', found both";
  if (read.label.empty()) return "expected a label, found none";
  return {};
}

}  // namespace

tl::expected<LabelledRows, std::string> read_labelled_rows(std::string_view csv) {
  CsvReader reader(csv);
  CsvRow row;
  if (!reader.next(row)) row.fields.clear();
  if (!row.error.empty()) return tl::unexpected(row.error);
  const auto columns = find_columns(row.fields);
  if (!columns) return tl::unexpected(columns.error());
  const size_t width = row.fields.size();
  LabelledRows out;
  while (reader.next(row)) {
    LabelledRow read = labelled(row, *columns);
    std::string error = complaint(row, read, width);
    if (error.empty()) {
      out.rows.push_back(std::move(read));
    } else {
      out.bad.push_back({row.line, std::move(error)});
    }
  }
  return out;
}

}  // namespace stet::cli
