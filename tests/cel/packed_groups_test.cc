// The module's form of RE2's ranges of Unicode (tools/cmake/re2/pack_groups.py) is written out to
// what RE2 has.
#include <re2/unicode_groups.h>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace re2 {
extern const UGroup packed_groups[];
extern const int num_packed_groups;
}  // namespace re2

namespace {

std::vector<std::pair<int, int>> ranges(const re2::UGroup& group) {
  std::vector<std::pair<int, int>> out;
  for (int i = 0; i < group.nr16; ++i) out.emplace_back(group.r16[i].lo, group.r16[i].hi);
  for (int i = 0; i < group.nr32; ++i) out.emplace_back(group.r32[i].lo, group.r32[i].hi);
  return out;
}

}  // namespace

TEST_CASE("packed groups of Unicode are RE2's") {
  REQUIRE(re2::num_packed_groups == re2::num_unicode_groups);
  REQUIRE(re2::num_unicode_groups > 100);
  for (int i = 0; i < re2::num_unicode_groups; ++i) {
    const re2::UGroup& packed = re2::packed_groups[i];
    const re2::UGroup& original = re2::unicode_groups[i];
    INFO(original.name);
    CHECK(packed.name == std::string(original.name));
    CHECK(packed.sign == original.sign);
    CHECK(packed.nr16 == original.nr16);
    CHECK(ranges(packed) == ranges(original));
  }
}
