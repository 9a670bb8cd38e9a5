// The reader of comma-separated values: rows printed as "[a|b]", their lines before them.
#include "cli/csv.h"

#include <catch2/catch.hpp>

using stet::cli::CsvReader;
using stet::cli::CsvRow;

namespace {

std::string read(std::string_view bytes) {
  CsvReader reader(bytes);
  CsvRow row;
  std::string out;
  while (reader.next(row)) {
    out += std::to_string(row.line) + "[";
    for (size_t i = 0; i < row.fields.size(); ++i) out += (i > 0 ? "|" : "") + row.fields[i];
    out += "]";
    if (!row.error.empty()) out += "{" + row.error + "}";
  }
  return out;
}

}  // namespace

TEST_CASE("fields, quotes and lines") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", ""},
      {"a,b\nc,d\n", "1[a|b]2[c|d]"},
      {"a,b\r\nc,d", "1[a|b]2[c|d]"},
      {"\xEF\xBB\xBF"
       "a",
       "1[a]"},
      {"a,,\n", "1[a||]"},
      {"\n\na\n\n\nb\n", "3[a]6[b]"},
      {"\"a,b\",c", "1[a,b|c]"},
      {"\"say \"\"no\"\"\",c", "1[say \"no\"|c]"},
      {"\"a\nb\",c\nd,e", "1[a\nb|c]3[d|e]"},
      {"\"\",\"\"", "1[|]"},
      {"a\rb,c", "1[a\rb|c]"},
      {"“a”,b", "1[“a”|b]"},
  };
  for (const auto& [bytes, expected] : rows) {
    INFO(bytes);
    CHECK(read(bytes) == expected);
  }
}

TEST_CASE("what is wrong is told, and the rows after it are read") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"a,b\"c\nd,e",
       "1[a]{expected quotes around the whole of column 2, found one inside; two quotes in quotes "
       "stand for one}2[d|e]"},
      {"\"a\"b,c\nd", "1[]{expected a comma after the closing quote of column 1}2[d]"},
      {"a\n\"b\nc", "1[a]2[]{a quote in column 1 is never closed}"},
      {"a,\xFF\nb", "1[a]{column 2 is not UTF-8}2[b]"},
  };
  for (const auto& [bytes, expected] : rows) {
    INFO(bytes);
    CHECK(read(bytes) == expected);
  }
}
