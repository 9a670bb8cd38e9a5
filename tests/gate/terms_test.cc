// Terms are worked out when a rule needs them, and once. The budget of a story shows it: a formula
// that costs half of what one expression may is affordable once, not eighty times.
#include <catch2/catch.hpp>

#include "tests/gate/harness.h"

namespace stet::gate {

using namespace testing;

namespace {

constexpr const char* costly = "article.claims.all(a, article.claims.all(b, a.text == b.text))";

/// Eighty rules with the same condition.
std::string eighty_rules(const std::string& condition) {
  std::string rules;
  for (int i = 0; i < 80; ++i) {
    rules += (i > 0 ? "," : "") +
             rule("\"id\": \"r" + std::to_string(i) +
                  R"(", "decision": "mark", "message": "m", "when": ")" + condition + "\"");
  }
  return rules;
}

std::string term(const std::string& formula) {
  return R"("terms": [{"id": "alike", "type": "bool", "means": "all claims say the same", "is": ")" +
         formula + R"("}], "rules": [)";
}

std::string with_claims(int count) {
  std::string claims;
  for (int i = 0; i < count; ++i) claims += std::string(i > 0 ? "," : "") + R"({"text": "x"})";
  return article(R"({"claims": [)" + claims + "]}");
}

}  // namespace

TEST_CASE("a term is evaluated once for all rules of a story, and anew for the next") {
  const auto once = must_compile(term(costly) + eighty_rules("alike") + "]");
  Check check(*once);
  for (int story = 0; story < 3; ++story) {
    const Verdict& verdict = check(with_claims(700));
    CHECK(verdict.checked.fired == 80);
    CHECK(verdict.checked.unknown == 0);
  }
  CHECK(check(article(R"({"claims": [{"text": "x"}, {"text": "y"}]})")).checked.fired == 0);

  // The same formula in every rule is too much: what is above could fail.
  const auto each = must_compile("\"rules\": [" + eighty_rules(costly) + "]");
  Check check_each(*each);
  CHECK(check_each(with_claims(700)).checked.unknown > 0);
}

TEST_CASE("a term that no rule comes to is not evaluated") {
  const std::string endless =
      "article.claims.all(a, article.claims.all(b, article.claims.all(c, a.text == c.text)))";
  const auto lazy =
      must_compile(term(endless) + eighty_rules("verified.count > 100 && alike") + "]");
  Check check(*lazy);
  CHECK(outcomes(check(with_claims(700))) == "pass clears");
  CHECK(check(with_claims(700)).terms.empty());

  const auto eager =
      must_compile(term(endless) + eighty_rules("verified.count < 100 && alike") + "]");
  Check check_eager(*eager);
  CHECK(check_eager(with_claims(700)).checked.unknown == 80);
}

}  // namespace stet::gate
