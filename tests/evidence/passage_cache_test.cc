// What is found again, and what must not be: tests/report/session_test.cc shows that replaying it
// changes no verdict, this that it is found at all.
#include "engine/evidence/passage_cache.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace stet::evidence {

namespace {

/// One check of these passages: "+" for each that must be read, "." for each that is known.
std::string pass(PassageCache& cache, const std::vector<std::string>& passages,
                 const PassageContext& context = {}) {
  std::string out;
  cache.begin_pass();
  for (const std::string& text : passages) {
    const PassageFindings* found = cache.find(text, context);
    if (found != nullptr) {
      CHECK(found->text == text);
      out += '.';
      continue;
    }
    cache.add(text, context);
    out += '+';
  }
  return out;
}

}  // namespace

TEST_CASE("only what an edit touched is read again") {
  PassageCache cache;
  CHECK(pass(cache, {"one", "two", "three", "four"}) == "++++");
  CHECK(pass(cache, {"one", "two", "three", "four"}) == "....");
  CHECK(pass(cache, {"one", "two!", "three", "four"}) == ".+..");
  CHECK(pass(cache, {"one", "two", "three", "four"}) == "....");  // undone
  CHECK(pass(cache, {"zero", "one", "two", "three", "four"}) == "+....");
  CHECK(pass(cache, {"four", "three", "one", "two"}) == "....");
  CHECK(pass(cache, {"three", "four", "four"}) == "...");
  CHECK(pass(cache, {}) == "");
  CHECK(pass(cache, {"one"}) == ".");
}

TEST_CASE("one text in two contexts is two passages") {
  const PassageContext contexts[] = {
      {},
      {.part = Part::claim},
      {.heading = true},
      {.quotation = true},
      {.cites = true},
      {.attributed_before = true},
      {.open_mark = U'\u201c'},
  };
  PassageCache cache;
  for (const PassageContext& context : contexts) CHECK(pass(cache, {"text"}, context) == "+");
  for (const PassageContext& context : contexts) CHECK(pass(cache, {"text"}, context) == ".");
}

TEST_CASE("what no check used for long is forgotten") {
  PassageCache cache;
  CHECK(pass(cache, {"kept", "left"}) == "++");
  for (int i = 0; i < 200; ++i) CHECK(pass(cache, {"kept"}) == ".");
  CHECK(pass(cache, {"kept", "left"}) == ".+");
}

}  // namespace stet::evidence
