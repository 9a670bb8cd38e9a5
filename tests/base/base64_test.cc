#include <catch2/catch.hpp>

#include "engine/base/base64.h"

using namespace stet::base;

TEST_CASE("base64 both ways") {
  struct Row {
    std::string bytes, text;
  };
  const Row rows[] = {{"", ""},
                      {"f", "Zg=="},
                      {"fo", "Zm8="},
                      {"foo", "Zm9v"},
                      {"foob", "Zm9vYg=="},
                      {"fooba", "Zm9vYmE="},
                      {"\xff\xfe", "//4="},
                      {std::string(1, '\0'), "AA=="}};
  for (const Row& row : rows) {
    std::string written;
    append_base64(written, row.bytes);
    CHECK(written == row.text);
    CHECK(decode_base64(row.text) == row.bytes);
    CHECK(decode_base64(row.text.substr(0, row.text.find('='))) == row.bytes);
  }
  for (const char* wrong : {"A", "A===", "Zg=a", "Z g=", "Zh==", "=", "AAAAA"}) {
    INFO(wrong);
    CHECK_FALSE(decode_base64(wrong));
  }
}
