// Sources are found by what cites them, few or many, whatever their ids look like.
#include "engine/evidence/source_ids.h"

#include <catch2/catch.hpp>

#include "tests/support/build_article.h"

namespace stet::evidence {
namespace {

std::vector<uint32_t> found(const SourceIds& ids, std::string_view id) {
  std::vector<uint32_t> out;
  for (const SourceIds::Entry& entry : ids.find(id)) out.push_back(entry.source);
  return out;
}

/// Short and long, every third one the same as the one before.
std::string id_of(uint32_t i) {
  const uint32_t named = i % 3 == 2 ? i - 1 : i;
  return (named % 2 == 0 ? "s" : "a-long-identifier-of-source-") + std::to_string(named);
}

}  // namespace

TEST_CASE("sources are found by their ids, in their order") {
  SourceIds ids;
  for (const uint32_t count : {40u, 0u, 1u, 2u, 16u, 17u, 300u}) {
    tests::ArticleSpec spec;
    for (uint32_t i = 0; i < count; ++i)
      spec.sources.push_back({id_of(i), "Port Office", "official"});
    tests::ArticleBuilder builder;
    ids.build(builder.build(spec).sources);
    for (uint32_t i = 0; i < count; ++i) {
      std::vector<uint32_t> expected;
      for (uint32_t other = 0; other < count; ++other) {
        if (id_of(other) == id_of(i)) expected.push_back(other);
      }
      CHECK(found(ids, id_of(i)) == expected);
      CHECK(found(ids, " " + id_of(i) + "\n") == expected);
      CHECK(found(ids, id_of(i) + "x").empty());
    }
    for (const char* unlisted :
         {"", " ", "s", "S0", "zzzzzzzzzzzzz", "a-long-identifier-of-source-"}) {
      CHECK(found(ids, unlisted).empty());
    }
  }
}

}  // namespace stet::evidence
