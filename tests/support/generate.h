// Stories drawn at random from a small world in which names, owners, addresses and words collide
// often. The same seed gives the same stories on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/upkeep/random.h"
#include "tests/support/build_article.h"

namespace stet::tests {

class Generator : public upkeep::Random {
 public:
  using Random::Random;

  SourceSpec source(uint32_t number) {
    SourceSpec spec;
    spec.id = "s" + std::to_string(number);
    spec.kind = pick({"filing", "official", "wire", "outlet", "social", "anonymous", "", "blog"});
    spec.publisher = pick({"P1", "P2", "p1 ", "The P3", "p3", "P4", "P5", "P6", "Reuters",
                           "Barron's", "Nikkei", "Financial Times", ""});
    if (one_in(3)) {
      spec.url = pick({"https://a.example/1", "http://www.a.example/1/", "https://a.example/2",
                       "https://b.example/2", "https://c.example/3"});
    }
    if (one_in(6)) spec.owner = pick({"O1", "O2", "P3", "News Corp"});
    if (one_in(6)) spec.credit = pick({"Reuters", "by AP", "AFP and AP", "staff"});
    if (one_in(6)) spec.derived_from = {"s" + std::to_string(below(12))};
    if (one_in(4)) spec.name = pick({"N1", "N2"});
    spec.anonymous = one_in(8);
    return spec;
  }

  std::vector<SourceSpec> sources() {
    std::vector<SourceSpec> specs;
    const uint32_t count = below(12);
    for (uint32_t i = 0; i < count; ++i) specs.push_back(source(i));
    return specs;
  }

  std::string sentence() {
    std::string out;
    const uint32_t words = 3 + below(10);
    for (uint32_t i = 0; i < words; ++i) {
      out += (i == 0 ? "" : " ") + pick({"the", "port", "Acme", "growth", "loss", "profit", "not",
                                         "no", "may", "final rule", "outage", "fraud", "$3bn",
                                         "14%", "said", "opened,", "according to", "berth"});
    }
    if (one_in(5)) out = "“" + out + ",” he said";
    return out + ". ";
  }

  ArticleSpec article() {
    ArticleSpec spec;
    spec.headline = sentence();
    spec.sources = sources();
    spec.affected = {"Acme"};
    for (uint32_t i = below(4); i > 0; --i) {
      spec.claims.push_back({sentence(), {"s" + std::to_string(below(14)), "s1"}});
    }
    for (uint32_t i = 1 + below(5); i > 0; --i) spec.body.push_back({sentence() + sentence()});
    return spec;
  }
};

}  // namespace stet::tests
