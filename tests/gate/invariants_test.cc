// DESIGN.md's invariants through the gate, with the methodology of the finance desk, over stories
// whose words are drawn from its own lists. As many stories as STET_INVARIANT_STORIES says; ctest
// runs 100,000 in a test of its own. Values are compared bit by bit.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/gate/finance.h"
#include "tests/gate/harness.h"
#include "tests/support/generate.h"

namespace stet::gate {

using namespace testing;
using tests::ArticleSpec;
using tests::Generator;

namespace {

using json = nlohmann::ordered_json;

uint32_t story_count() {
  const char* wanted = std::getenv("STET_INVARIANT_STORIES");
  return wanted == nullptr ? 1000 : static_cast<uint32_t>(std::strtoul(wanted, nullptr, 10));
}

void add(json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

std::string to_json(const ArticleSpec& spec) {
  json story = {{"id", "generated"}, {"datePublished", "2026-11-20"}, {"headline", spec.headline}};
  for (const tests::SourceSpec& from : spec.sources) {
    json source = {{"id", from.id}};
    add(source, "publisher", from.publisher);
    add(source, "kind", from.kind);
    add(source, "owner", from.owner);
    add(source, "name", from.name);
    add(source, "url", from.url);
    add(source, "canonicalUrl", from.canonical_url);
    add(source, "creditText", from.credit);
    if (from.id.size() == 2 && from.id[1] != '0')
      source["datePublished"] = "2026-0" + from.id.substr(1) + "-01";
    if (from.anonymous) source["anonymous"] = true;
    if (!from.derived_from.empty()) source["derivedFrom"] = from.derived_from;
    story["sources"].push_back(std::move(source));
  }
  for (const tests::ClaimSpec& claim : spec.claims) {
    story["claims"].push_back({{"text", claim.text}, {"sources", claim.sources}});
  }
  for (const std::string& party : spec.affected) story["affected"].push_back({{"name", party}});
  for (const tests::BlockSpec& block : spec.body) story["articleBody"].push_back(block.text);
  return story.dump();
}

/// What a verdict says that no order may change.
struct Essence {
  uint32_t decision = 0, verified = 0;
  double sentiment = 0, about = 0, impact = 0, confidence = 0;
  std::string rules;
};

class World {
 public:
  World() : check_(finance()) {
    for (const methodology::PhraseList& list : finance().methodology().lists) {
      for (const methodology::Phrase& phrase : list.phrases) phrases_.push_back(phrase.text);
    }
    for (std::string& phrase : phrases_) std::erase(phrase, '*');
  }

  Essence judge(const std::string& story) {
    const Verdict& verdict = check_(story, "2026-11-24T12:00:00Z", formats::Format::json);
    Essence out{verdict.decision,
                verdict.badge.count,
                verdict.sentiment.article.value,
                0,
                verdict.impact.value,
                verdict.confidence.value,
                outcomes(verdict)};
    if (!verdict.sentiment.affected.empty()) {
      out.about = verdict.sentiment.affected[0].found.value;
    }
    return out;
  }
  Essence judge(const ArticleSpec& spec) { return judge(to_json(spec)); }

  std::string sentence(Generator& generator) const {
    std::string out = generator.pick({"The port", "Acme", "On Monday the bank", "They"});
    for (uint32_t i = 1 + generator.below(5); i > 0; --i) {
      out += " " + phrases_[generator.below(static_cast<uint32_t>(phrases_.size()))];
      out += generator.pick({"", "", ",", " of $3bn", " by 14%", " for 25 basis points",
                             " with 2,400 customers", " and not", " of Acme"});
    }
    if (generator.one_in(6)) out = "“" + out + ",” he said";
    return out + ". ";
  }

  ArticleSpec article(Generator& generator) const {
    ArticleSpec spec;
    spec.headline = sentence(generator);
    spec.sources = generator.sources();
    spec.affected = {"Acme"};
    for (uint32_t i = generator.below(4); i > 0; --i) {
      spec.claims.push_back(
          {sentence(generator), {"s" + std::to_string(generator.below(14)), "s1"}});
    }
    for (uint32_t i = 1 + generator.below(4); i > 0; --i) {
      spec.body.push_back({sentence(generator) + sentence(generator)});
    }
    return spec;
  }

  /// Of the lists' phrases those that move one score alone, when they stand alone.
  struct Movers {
    std::vector<std::string> sentiment, impact;
  };
  Movers movers() {
    Movers found;
    for (const std::string& phrase : phrases_) {
      const std::string story =
          json{{"articleBody", json::array({"One.", "Two.", "It " + phrase + "."})}}.dump();
      const Verdict& verdict = check_(story, "2026-11-24", formats::Format::json);
      const bool mood = !verdict.sentiment.article.parts.empty();
      const bool weight = verdict.impact.value > 1;
      const bool hedged = verdict.confidence.hedge_weight > 0;
      if (mood && !weight && !hedged) found.sentiment.push_back(phrase);
      if (weight && !mood && !hedged) found.impact.push_back(phrase);
    }
    return found;
  }

 private:
  Check check_;
  std::vector<std::string> phrases_;
};

std::string with(const std::string& story, const char* member, const json& value) {
  return story.substr(0, story.size() - 1) + ",\"" + member + "\":" + value.dump() + "}";
}

tests::SourceSpec newcomer(Generator& generator) {
  tests::SourceSpec spec{"new", "Newcomer", generator.pick({"filing", "outlet", "social", ""})};
  spec.url = "https://newcomer.example/";
  return spec;
}

/// How often each change changed something, so that none is tested in vain.
struct Effects {
  uint32_t verified = 0, merged = 0, mood = 0, weight = 0, faded = 0;
};

void add_source(World& world, Generator& generator, ArticleSpec spec, const Essence& before,
                Effects& effects) {
  spec.sources.push_back(newcomer(generator));
  const Essence after = world.judge(spec);
  REQUIRE(after.verified >= before.verified);
  REQUIRE(after.confidence >= before.confidence);
  REQUIRE(after.impact == before.impact);
  REQUIRE(after.sentiment == before.sentiment);
  effects.verified += after.verified > before.verified ? 1 : 0;
}

void discover_dependence(World& world, Generator& generator, ArticleSpec spec, Effects& effects) {
  if (spec.sources.empty()) return;
  for (tests::SourceSpec& source : spec.sources) {
    if (source.publisher.empty()) source.publisher = "P7";  // who it is, is known before
  }
  const Essence before = world.judge(spec);
  const auto count = static_cast<uint32_t>(spec.sources.size());
  tests::SourceSpec& changed = spec.sources[generator.below(count)];
  const tests::SourceSpec& origin = spec.sources[generator.below(count)];
  if (generator.one_in(2)) {
    changed.derived_from.push_back(origin.id);
  } else if (changed.owner.empty()) {
    changed.owner = origin.publisher;
  }
  const Essence after = world.judge(spec);
  REQUIRE(after.verified <= before.verified);
  REQUIRE(after.confidence <= before.confidence);
  REQUIRE(after.impact == before.impact);
  REQUIRE(after.sentiment == before.sentiment);
  effects.merged += after.verified < before.verified ? 1 : 0;
}

void move_one_score(World& world, Generator& generator, const World::Movers& movers,
                    const ArticleSpec& spec, const Essence& before, Effects& effects) {
  const auto draw = [&](const std::vector<std::string>& from) {
    return "It " + from[generator.below(static_cast<uint32_t>(from.size()))] + ".";
  };
  ArticleSpec moodier = spec;
  moodier.body.push_back({draw(movers.sentiment)});
  const Essence mood = world.judge(moodier);
  REQUIRE(mood.impact == before.impact);
  REQUIRE(mood.confidence == before.confidence);
  effects.mood += mood.sentiment != before.sentiment ? 1 : 0;
  ArticleSpec weightier = spec;
  weightier.body.push_back({draw(movers.impact)});
  const Essence weight = world.judge(weightier);
  REQUIRE(weight.sentiment == before.sentiment);
  REQUIRE(weight.about == before.about);
  REQUIRE(weight.confidence == before.confidence);
  effects.weight += weight.impact != before.impact ? 1 : 0;
}

void change_orders(World& world, Generator& generator, ArticleSpec spec, const Essence& before) {
  generator.shuffle(spec.sources);
  generator.shuffle(spec.claims);
  for (tests::ClaimSpec& claim : spec.claims) generator.shuffle(claim.sources);
  const Essence after = world.judge(spec);
  REQUIRE(after.decision == before.decision);
  REQUIRE(after.rules == before.rules);
  REQUIRE(after.verified == before.verified);
  REQUIRE(after.sentiment == before.sentiment);
  REQUIRE(after.impact == before.impact);
  REQUIRE(after.confidence == before.confidence);
}

}  // namespace

TEST_CASE("invariants of the scores, over generated stories") {
  World world;
  const World::Movers movers = world.movers();
  REQUIRE(movers.sentiment.size() > 20);
  REQUIRE(movers.impact.size() > 100);
  Generator generator(20261125);
  Effects effects;
  const uint32_t count = story_count();
  for (uint32_t i = 0; i < count; ++i) {
    const ArticleSpec spec = world.article(generator);
    const std::string story = to_json(spec);
    CAPTURE(story);
    const Essence before = world.judge(story);
    REQUIRE((before.sentiment > -1 && before.sentiment < 1));
    REQUIRE((before.impact >= 1 && before.impact <= 10));
    REQUIRE((before.confidence >= 0 && before.confidence <= 1));

    const Essence covered = world.judge(with(story, "coverage", {{"outlets", 5000}}));
    REQUIRE(covered.impact == before.impact);
    REQUIRE(covered.decision == before.decision);
    const Essence repeated = world.judge(with(story, "follows", "earlier"));
    REQUIRE(repeated.impact <= before.impact);
    REQUIRE(repeated.sentiment == before.sentiment);
    REQUIRE(repeated.confidence == before.confidence);
    effects.faded += repeated.impact < before.impact ? 1 : 0;

    add_source(world, generator, spec, before, effects);
    discover_dependence(world, generator, spec, effects);
    move_one_score(world, generator, movers, spec, before, effects);
    change_orders(world, generator, spec, before);
  }
  CHECK(effects.verified > count / 10);
  CHECK(effects.merged > count / 50);
  CHECK(effects.mood > count / 2);
  CHECK(effects.weight > count / 4);
  CHECK(effects.faded > count / 4);
}

}  // namespace stet::gate
