// Spelling hints: misspelt word → the hint a person sees.
#include "engine/base/suggest.h"

#include <catch2/catch.hpp>
#include <vector>

namespace stet::base {

TEST_CASE("did you mean") {
  const std::vector<std::string_view> names = {"sources", "source", "claims", "headline",
                                               "body",    "id",     "url",    "publisher"};
  struct Row {
    const char* word;
    const char* hint;
  };
  const Row rows[] = {
      {"sorces", "did you mean 'sources'?"},
      {"souce", "did you mean 'source'?"},
      {"hedaline", "did you mean 'headline'?"},  // letters swapped
      {"Body", "did you mean 'body'?"},
      {"publihser", "did you mean 'publisher'?"},
      {"pulbihser", "did you mean 'publisher'?"},
      {"claim", "did you mean 'claims'?"},
      {"ulr", "did you mean 'url'?"},
      {"xyz", ""},
      {"x", ""},
      {"zz", ""},
      {"", ""},
      {"weather", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CHECK(did_you_mean(row.word, names) == row.hint);
  }
  CHECK(did_you_mean("anything", {}).empty());
}

TEST_CASE("the nearest wins, the first of equals") {
  const std::vector<std::string_view> names = {"cart", "card", "care"};
  CHECK(nearest("carx", names) == "cart");
  CHECK(nearest("cared", names) == "card");
  CHECK(nearest("care", names) == "care");
}

}  // namespace stet::base
