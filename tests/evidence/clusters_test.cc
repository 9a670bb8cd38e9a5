// Tables of sources and the clusters they come to, then generated lists of sources: neither order
// nor what else is said of a source may do what DESIGN.md forbids.
#include "engine/evidence/clusters.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/source_clusters.h"

using namespace stet;
using namespace stet::evidence;
using stet::tests::ArticleBuilder;
using stet::tests::SourceClusters;
using stet::tests::SourceSpec;

namespace {

// "2: a b (publisher: Reuters) wire 0.8 yes | c outlet 0.7 yes"; the number is N.
std::string print(const Clustering& clustering, const formats::List<formats::Source>& sources) {
  std::string out = std::to_string(clustering.verified) + ":";
  for (const Cluster& cluster : clustering.clusters) {
    if (&cluster != clustering.clusters.data()) out += " |";
    for (const uint32_t index : cluster.sources) out += " " + std::string(sources[index].id.view());
    for (const Merge& merge : cluster.merges) {
      out += " (" + std::string(to_string(merge.reason)) + ": " + std::string(merge.value) + ")";
    }
    out += " " + std::string(cluster.kind);
    char weight[16];
    snprintf(weight, sizeof(weight), " %g", cluster.weight);
    out += weight;
    out += cluster.qualifies ? " yes" : " no";
  }
  return out;
}

std::string print_clusters(const methodology::Methodology& methodology,
                           const std::vector<SourceSpec>& specs) {
  SourceClusters clusters(methodology);
  ArticleBuilder builder;
  const auto sources = builder.sources(specs);
  return print(clusters.of(sources), sources);
}

SourceSpec source(std::string id, std::string publisher, std::string kind = "outlet") {
  SourceSpec spec;
  spec.id = std::move(id);
  spec.publisher = std::move(publisher);
  spec.kind = std::move(kind);
  return spec;
}

template <typename Change>
SourceSpec with(SourceSpec spec, Change change) {
  change(spec);
  return spec;
}

}  // namespace

TEST_CASE("sources that share something count once, and why is told") {
  struct Row {
    std::string_view name;
    std::vector<SourceSpec> sources;
    std::string_view expected;
  };
  const auto a = source("a", "Quay Gazette");
  const auto b = source("b", "Morning Tide");
  const auto c = source("c", "Evening Post");
  const Row rows[] = {
      {"none", {}, "0:"},
      {"one", {a}, "1: a outlet 0.7 yes"},
      {"independent", {a, b}, "2: a outlet 0.7 yes | b outlet 0.7 yes"},
      {"one publisher, spelt twice",
       {a, source("x", "the  QUAY gazette"), b},
       "2: a x (publisher: Quay Gazette) outlet 0.7 yes | b outlet 0.7 yes"},
      {"declared owner",
       {with(a, [](auto& s) { s.owner = "Tide Group"; }),
        with(b, [](auto& s) { s.owner = "tide group"; })},
       "1: a b (owner: Tide Group) outlet 0.7 yes"},
      {"owner of the methodology",
       {source("w", "Wall Street Journal"), source("m", "Barron’s")},
       "1: w m (owner: News Corp) outlet 0.7 yes"},
      {"declared and known owner",
       {source("w", "The Wall Street Journal"), with(b, [](auto& s) { s.owner = "News Corp"; })},
       "1: w b (owner: News Corp) outlet 0.7 yes"},
      {"the owner itself is a source",
       {source("n", "Nikkei"), source("f", "Financial Times")},
       "1: n f (owner: Nikkei) outlet 0.7 yes"},
      {"one is the declared owner of the other",
       {a, with(b, [](auto& s) { s.owner = "Quay Gazette"; })},
       "1: a b (owner: Quay Gazette) outlet 0.7 yes"},
      {"url and canonical url",
       {with(a, [](auto& s) { s.url = "https://quay.example/1?utm_source=x"; }),
        with(b, [](auto& s) { s.canonical_url = "http://www.quay.example/1/"; })},
       "1: a b (canonical_url: http://www.quay.example/1/) outlet 0.7 yes"},
      {"credit names the agency",
       {with(a, [](auto& s) { s.credit = "Additional reporting by Reuters."; }),
        source("r", "Reuters", "wire")},
       "1: a r (agency: Reuters) wire 0.8 yes"},
      {"agency under its other name",
       {with(a, [](auto& s) { s.credit = "THOMSON REUTERS"; }),
        with(b, [](auto& s) { s.credit = "(Reuters)"; })},
       "1: a b (agency: Reuters) outlet 0.7 yes"},
      {"an agency is a whole word",
       {with(a, [](auto& s) { s.credit = "Apex, apartments, WAP"; }), source("p", "AP", "wire")},
       "2: a outlet 0.7 yes | p wire 0.8 yes"},
      {"agency in typographic marks",
       {with(a, [](auto& s) { s.credit = "first published by “Agence France–Presse”"; }),
        with(b, [](auto& s) { s.credit = "AFP’s newsroom"; })},
       "1: a b (agency: AFP) outlet 0.7 yes"},
      {"two agencies in one line join both",
       {with(a, [](auto& s) { s.credit = "AFP, AP"; }), source("p", "Associated Press", "wire"),
        source("f", "Agence France-Presse", "wire")},
       "1: a p f (agency: AFP) (agency: AP) wire 0.8 yes"},
      {"derivation, transitive",
       {a, with(b, [](auto& s) { s.derived_from = {"a"}; }),
        with(c, [](auto& s) { s.derived_from = {" b "}; })},
       "1: a b c (derivation: a) (derivation: b) outlet 0.7 yes"},
      {"one origin that is not listed",
       {with(a, [](auto& s) { s.derived_from = {"memo"}; }),
        with(b, [](auto& s) { s.derived_from = {"memo"}; }), c},
       "2: a b (derivation: memo) outlet 0.7 yes | c outlet 0.7 yes"},
      {"an id that two have is no derivation",
       {a, with(b, [](auto& s) { s.id = "a"; })},
       "2: a outlet 0.7 yes | a outlet 0.7 yes"},
      {"derived from itself",
       {with(a, [](auto& s) { s.derived_from = {"a"}; })},
       "1: a outlet 0.7 yes"},
      {"transitive over reasons",
       {with(a, [](auto& s) { s.credit = "Reuters"; }),
        with(b,
             [](auto& s) {
               s.credit = "Reuters";
               s.owner = "Tide";
             }),
        with(c, [](auto& s) { s.owner = "Tide"; })},
       "1: a b c (owner: Tide) (agency: Reuters) outlet 0.7 yes"},
      {"the weightiest kind names the cluster, one that qualifies is enough",
       {source("s", "Quay Gazette", "social"), a},
       "1: s a (publisher: Quay Gazette) outlet 0.7 yes"},
      {"kinds of one weight: the first of the methodology",
       {source("o", "Port Office", "official"), source("f", "Port Office", "filing")},
       "1: o f (publisher: Port Office) filing 1 yes"},
      {"a kind that does not qualify", {source("s", "Some User", "social")}, "0: s social 0.1 no"},
      {"no kind", {source("x", "Morning Tide", "")}, "0: x  0 no"},
      {"unknown kind", {source("x", "Morning Tide", "blog")}, "0: x blog 0 no"},
      {"nobody behind it",
       {source("x", "", "filing"), source("y", " ", "filing")},
       "0: x filing 0 no | y filing 0 no"},
      {"anonymous never qualifies alone",
       {with(source("x", "Port Office", "official"), [](auto& s) { s.anonymous = true; })},
       "0: x official 0.3 no"},
      {"anonymous beside a named one",
       {with(source("x", "Port Office", "official"), [](auto& s) { s.anonymous = true; }),
        source("y", "Port Office", "outlet")},
       "1: x y (publisher: Port Office) outlet 0.7 yes"},
      {"without publishers the hosts speak",
       {with(source("x", ""), [](auto& s) { s.url = "https://www.quay.example/1"; }),
        with(source("y", ""), [](auto& s) { s.url = "https://quay.example/2"; }),
        with(source("z", ""), [](auto& s) { s.url = "https://tide.example/2"; })},
       "2: x y (publisher: quay.example) outlet 0.7 yes | z outlet 0.7 yes"},
      {"one person asked twice",
       {with(source("x", ""), [](auto& s) { s.name = "R. Lind"; }),
        with(source("y", ""), [](auto& s) { s.name = "r. lind"; })},
       "1: x y (publisher: R. Lind) outlet 0.7 yes"},
      {"documents may have one title",
       {with(a, [](auto& s) { s.name = "Annual report"; }),
        with(b, [](auto& s) { s.name = "Annual report"; })},
       "2: a outlet 0.7 yes | b outlet 0.7 yes"},
  };
  const methodology::Methodology methodology = tests::source_methodology();
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(print_clusters(methodology, row.sources) == row.expected);
  }
}

TEST_CASE("what a host belongs to") {
  methodology::Methodology methodology = tests::source_methodology();
  methodology.domains = {{"co.uk", "pages.example"}, {"many.example", "www.some.example"}};
  const SourcePolicy policy(methodology);
  struct Row {
    std::string_view host, domain;
  };
  const Row rows[] = {
      {"quay.example", "quay.example"},
      {"news.local.quay.example", "quay.example"},
      {"quay.co.uk", "quay.co.uk"},
      {"news.quay.co.uk", "quay.co.uk"},
      {"co.uk", ""},
      {"uk", ""},
      {"anna.pages.example", "anna.pages.example"},
      {"blog.anna.pages.example", "anna.pages.example"},
      {"pages.example", ""},
      {"many.example", ""},
      {"www.many.example", ""},
      {"www.some.example", ""},
      {"a.some.example", "some.example"},
      {"127.0.0.1", ""},
      {"", ""},
      {".example", ""},
      {"example.", ""},
  };
  for (const Row& row : rows) {
    INFO(row.host);
    CHECK(policy.registrable_domain(row.host) == row.domain);
  }
}

TEST_CASE("a reason that the methodology switches off joins nothing") {
  const auto pair = [](auto change) {
    SourceSpec a = source("a", "Quay Gazette"), b = source("b", "Morning Tide");
    change(a, b);
    return std::vector<SourceSpec>{a, b};
  };
  struct Row {
    bool methodology::Independence::*reason;
    std::vector<SourceSpec> sources;
  };
  const Row rows[] = {
      {&methodology::Independence::publisher,
       pair([](auto& a, auto& b) { a.publisher = b.publisher; })},
      {&methodology::Independence::owner,
       pair([](auto& a, auto& b) { a.owner = b.owner = "Tide"; })},
      {&methodology::Independence::canonical_url,
       pair([](auto& a, auto& b) { a.url = b.url = "https://many.example/1"; })},
      {&methodology::Independence::domain, pair([](auto& a, auto& b) {
         a.url = "https://www.quay.example/1";
         b.url = "https://local.quay.example/2";
       })},
      {&methodology::Independence::agency,
       pair([](auto& a, auto& b) { a.credit = b.credit = "AP"; })},
      {&methodology::Independence::derivation,
       pair([](auto& a, auto&) { a.derived_from = {"b"}; })},
      {&methodology::Independence::reuse, pair([](auto& a, auto& b) {
         a.text = b.text = "The harbour authority opened a second berth, and ferries leave twice.";
       })},
  };
  for (const Row& row : rows) {
    methodology::Methodology methodology = tests::source_methodology();
    methodology.domains.shared = {"many.example"};
    CHECK(print_clusters(methodology, row.sources).substr(0, 2) == "1:");
    methodology.independence.*row.reason = false;
    CHECK(print_clusters(methodology, row.sources).substr(0, 2) == "2:");
  }
}

// --- Properties ---

namespace {

using Random = std::mt19937;

uint32_t below(Random& random, uint32_t bound) { return static_cast<uint32_t>(random() % bound); }

std::string pick(Random& random, std::initializer_list<const char*> from) {
  return *(from.begin() + below(random, static_cast<uint32_t>(from.size())));
}

SourceSpec random_source(Random& random, uint32_t number) {
  SourceSpec spec =
      source("s" + std::to_string(number), "",
             pick(random, {"filing", "wire", "outlet", "social", "anonymous", "", "x"}));
  spec.publisher =
      pick(random, {"P1", "P2", "p1 ", "P3", "Reuters", "Barron's", "Nikkei", "", "P4", "P5"});
  if (below(random, 3) == 0)
    spec.url = pick(random, {"https://a.example/1", "http://www.a.example/1/",
                             "https://b.example/2", "https://c.example/3"});
  if (below(random, 6) == 0) spec.owner = pick(random, {"O1", "O2", "P3", "News Corp"});
  if (below(random, 6) == 0)
    spec.credit = pick(random, {"Reuters", "by AP", "AFP and AP", "staff"});
  if (below(random, 6) == 0) spec.derived_from = {"s" + std::to_string(below(random, 12))};
  if (below(random, 8) == 0) spec.anonymous = true;
  if (below(random, 4) == 0) spec.name = pick(random, {"N1", "N2"});
  return spec;
}

std::vector<SourceSpec> random_sources(Random& random) {
  std::vector<SourceSpec> specs(below(random, 12));
  for (uint32_t i = 0; i < specs.size(); ++i) specs[i] = random_source(random, i);
  return specs;
}

// What may not depend on order: members, kind, weight, N, and the reasons with their values.
struct Partition {
  uint32_t verified = 0;
  std::vector<std::string> clusters;
  bool operator==(const Partition& other) const {
    return verified == other.verified && clusters == other.clusters;
  }
};

Partition partition(SourceClusters& clusterer, const std::vector<SourceSpec>& specs) {
  ArticleBuilder builder;
  const auto sources = builder.sources(specs);
  const Clustering clustering = clusterer.of(sources);
  Partition result;
  result.verified = clustering.verified;
  for (const Cluster& cluster : clustering.clusters) {
    std::vector<std::string> ids;
    for (const uint32_t index : cluster.sources) ids.emplace_back(sources[index].id.view());
    std::sort(ids.begin(), ids.end());
    std::string line;
    for (const std::string& id : ids) line += id + " ";
    for (const Merge& merge : cluster.merges) {
      line += "(" + std::string(to_string(merge.reason)) + ": " + std::string(merge.value) + ") ";
    }
    line += std::string(cluster.kind) + " " + std::to_string(cluster.weight) +
            (cluster.qualifies ? " yes" : " no");
    CHECK(cluster.merges.size() + 1 == cluster.sources.size());
    result.clusters.push_back(line);
  }
  std::sort(result.clusters.begin(), result.clusters.end());
  return result;
}

}  // namespace

TEST_CASE("the order of sources changes nothing") {
  const methodology::Methodology methodology = tests::source_methodology();
  SourceClusters clusterer(methodology);
  Random random(1);
  for (int round = 0; round < 500; ++round) {
    std::vector<SourceSpec> specs = random_sources(random);
    const Partition expected = partition(clusterer, specs);
    for (int shuffle = 0; shuffle < 4; ++shuffle) {
      std::shuffle(specs.begin(), specs.end(), random);
      REQUIRE(partition(clusterer, specs) == expected);
    }
  }
}

TEST_CASE("an independent source adds one, a dependence takes away") {
  const methodology::Methodology methodology = tests::source_methodology();
  SourceClusters clusterer(methodology);
  Random random(2);
  for (int round = 0; round < 2000; ++round) {
    std::vector<SourceSpec> specs = random_sources(random);
    const uint32_t before = partition(clusterer, specs).verified;

    std::vector<SourceSpec> more = specs;
    more.push_back(source("new", "Nobody Else", "filing"));
    REQUIRE(partition(clusterer, more).verified == before + 1);

    if (specs.empty()) continue;
    SourceSpec& changed = specs[below(random, static_cast<uint32_t>(specs.size()))];
    switch (below(random, 4)) {
      case 0: changed.derived_from.push_back(specs.front().id); break;
      case 1:
        if (changed.owner.empty()) changed.owner = "O1";
        break;
      case 2: changed.credit += " Reuters"; break;
      default:
        if (changed.canonical_url.empty()) changed.canonical_url = "https://b.example/2";
        break;
    }
    if (changed.publisher.empty() && changed.url.empty() && changed.name.empty()) continue;
    REQUIRE(partition(clusterer, specs).verified <= before);
  }
}

TEST_CASE("a thousand sources in one chain") {
  const methodology::Methodology methodology = tests::source_methodology();
  std::vector<SourceSpec> specs;
  for (int i = 0; i < 1000; ++i) {
    specs.push_back(source("s" + std::to_string(i), "P" + std::to_string(i)));
    if (i > 0) specs.back().derived_from = {"s" + std::to_string(i - 1)};
  }
  CHECK(print_clusters(methodology, specs).substr(0, 2) == "1:");
}
