// The reference for rule authors, and the page of the documentation that shows the one of
// rules/finance.json: written from the tables, and wrong as soon as it differs. STET_APPROVE=1
// writes the page anew.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/gate/harness.h"

namespace stet::gate {
namespace {

constexpr const char* page_path = "docs/cel-reference.md";
constexpr const char* begin_mark = "<!-- reference: stet rules reference rules/finance.json -->\n";
constexpr const char* end_mark = "<!-- end of reference -->\n";

class DiskFiles : public testing::Files {
 public:
  std::optional<std::string> read(const std::string& name) override {
    std::ifstream file(name, std::ios::binary);
    if (!file) return std::nullopt;
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }
  std::string resolve(const std::string& from, const std::string& target) override {
    return from.substr(0, from.rfind('/') + 1) + target;
  }
};

std::string finance_reference() {
  DiskFiles files;
  base::Problems problems;
  const auto gate = compile("rules/finance.json", files, problems);
  REQUIRE(gate != nullptr);
  return reference_markdown(*gate);
}

TEST_CASE("the reference names everything") {
  const auto gate =
      testing::must_compile(R"("terms": [{"id": "independent", "type": "int", "unit": "sources",
      "means": "different owners among independent sources", "is": "verified.count"}])");
  const std::string page = reference_markdown(*gate);
  for (const char* line :
       {"| `article` | [`Article`](#article) | ", "| `headline` | `string` | ",
        "| `text.hedges` | [`list(Hit)`](#hit) | ", "| `text.loaded_verbs` | [`list(Hit)`](#hit) ",
        "| `clusters` | ", "| `verified.count` | `int` | ", "| `regulatory` | `double` | ",
        "| `now` | `timestamp` | ", "| `independent` | `int` | different owners among independent",
        "| `share_in_body` | `(string) -> double` | ", "### Hit\n",
        "| `e.exists(x, p)` | Is it true for one element at least? |",
        "| `a \\|\\| b` | `(bool, bool) -> bool` | ", "| `a ? b : c` | ", "| `!a` | ", "| `-a` | ",
        "| `a in b` | ", "| `a[?b]` | ", "| `a % b` | `(int, int) -> int`<br>`(uint, uint) -> "}) {
    INFO(line);
    CHECK(page.find(line) != std::string::npos);
  }
}

TEST_CASE("nothing in the reference lacks its meaning") {
  std::istringstream lines(finance_reference());
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(line.find("|  |") == std::string::npos);
  }
}

TEST_CASE("the page of the documentation is the reference of the finance rules") {
  DiskFiles files;
  const std::string page = files.read(page_path).value_or("");
  const size_t from = page.find(begin_mark);
  const size_t to = page.find(end_mark);
  REQUIRE((from != std::string::npos && to != std::string::npos && from < to));
  const std::string expected =
      page.substr(0, from) + begin_mark + finance_reference() + "\n" + page.substr(to);
  if (std::getenv("STET_APPROVE")) std::ofstream(page_path, std::ios::binary) << expected;
  INFO("to write it anew: STET_APPROVE=1 build/release/tests/stet_gate_tests");
  const bool up_to_date = files.read(page_path) == expected;
  CHECK(up_to_date);
}

}  // namespace
}  // namespace stet::gate
