#include "tests/gate/finance.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

namespace stet::gate::testing {

namespace {

class RulesFolder : public methodology::FileSource {
 public:
  std::optional<std::string> read(const std::string& name) override {
    std::ifstream file("rules/" + name, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  std::string resolve(const std::string&, const std::string& target) override { return target; }
};

}  // namespace

const Gate& finance() {
  static const std::unique_ptr<const Gate> gate = [] {
    RulesFolder files;
    base::Problems problems;
    auto compiled = compile("finance.json", files, problems);
    REQUIRE(compiled != nullptr);
    return compiled;
  }();
  return *gate;
}

}  // namespace stet::gate::testing
