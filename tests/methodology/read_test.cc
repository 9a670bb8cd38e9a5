// From files to a Methodology: what a good file gives, and what is said of bad ones.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/methodology/memory_files.h"
#include "tests/methodology/small_methodology.h"

namespace stet::methodology {
namespace {

/// Everything that reading decides, printed.
std::string print(const Methodology& m) {
  std::string out = m.id + " " + m.version + " unknown=" + m.decisions[m.unknown].id + "\n";
  for (const Decision& d : m.decisions) out += d.id + (d.clears ? "+ " : "- ");
  for (const Promise& p : m.promises) out += "promise " + p.id + " ";
  for (const SourceKind& k : m.source_kinds) {
    out += "kind " + k.id + " " + std::to_string(k.weight) + (k.qualifies ? "+ " : "- ");
  }
  out += m.independence.agency ? "agency\n" : "no agency\n";
  for (const Agency& a : m.agencies) out += a.id + ":" + a.names.back() + " ";
  for (const Owner& o : m.owners) out += o.name + ":" + o.publishers.front() + " ";
  out += std::to_string(m.verification.verified_from) + " " + m.verification.verified + "\n";
  for (const auto& s : m.sections) out += s.section + ":" + s.heading + " ";
  for (const PhraseList& l : m.lists) {
    out += l.id + "[";
    for (const Phrase& p : l.phrases) out += p.text + "*" + std::to_string(p.weight).substr(0, 3) + ",";
    out += l.inflect ? "]~ " : "] ";
  }
  out += "\n";
  for (const SentimentLabel& l : m.sentiment.labels) {
    out += l.id + (l.below ? "<" + std::to_string(*l.below).substr(0, 4) : "") +
           (l.above ? ">" + std::to_string(*l.above).substr(0, 4) : "") + " ";
  }
  for (const Axis& a : m.impact.axes) {
    out += a.id + "=" + std::to_string(a.weight).substr(0, 3) + "(";
    for (const Signal& s : a.signals) {
      out += s.id + (s.list ? " list " + std::to_string(*s.list) : " amount") + ",";
    }
    out += ") ";
  }
  for (const Floor& f : m.impact.floors) out += f.id + "->" + f.signal + " ";
  out += std::to_string(m.confidence.per_source).substr(0, 3) + "\n";
  for (const Term& t : m.terms) out += t.id + ":" + t.type + " = " + std::string(t.is.view()) + "\n";
  for (const Rule& r : m.rules) {
    out += r.id + " " + m.decisions[r.decision].id + (r.waivable ? " waivable" : "");
    for (const Located* text : {&r.each, &r.when, &r.at, &r.message, &r.replacement}) {
      out += text->present() ? " [" + std::string(text->view()) + "]" : " -";
    }
    for (const Located& fix : r.fixes) out += " fix[" + std::string(fix.view()) + "]";
    if (r.find) {
      out += " find lists";
      for (const uint32_t list : r.find->lists) out += " " + m.lists[list].id;
      out += " parts " + std::to_string(r.find->scope.parts) + " voices " +
             std::to_string(r.find->scope.voices);
    }
    for (const RuleTest& t : r.tests) {
      out += "\n  " + std::to_string(static_cast<int>(t.expect)) + " " + t.name + " " + t.now + " " +
             t.article;
    }
    out += "\n";
  }
  for (const Exception& e : m.exceptions) out += e.rule + " " + e.story + e.desk + " " + e.until;
  return out;
}

std::string printed(const std::string& name, const std::string& text) {
  MemoryFiles files{{name, text}};
  base::Problems problems;
  const auto methodology = read(name, files, problems);
  for (const std::string& line : lines_of(problems, files)) UNSCOPED_INFO(line);
  return methodology ? print(*methodology) : "";
}

TEST_CASE("a file becomes a methodology, the same from JSON and from YAML") {
  const std::string expected =
      "small 1.0.0 unknown=hold\n"
      "pass+ hold- promise sources kind filing 1.000000+ kind anonymous 0.200000- agency\n"
      "reuters:Thomson Reuters News Corp:The Times 2 Verified by {n} sources\n"
      "analysis:Analysis hedges[reportedly*1.0,is said to*0.5,] rules[final rule*1.0,]~ "
      "find:hedged[allegedly*1.0,] \n"
      "negative<-0.2 neutral positive>0.20 regulatory=0.6(final-rule list 1,large amount,) "
      "financial=0.4() binding->final-rule 0.4\n"
      "sources_found:int = verified.count\n"
      "too-few hold waivable - [sources_found < 2] - [\"{sources_found}\" sources: 2 needed] - "
      "fix[Add one]\n"
      "  0 fires 1  {\"headline\":\"A headline\",\"sources\":[]}\n"
      "  1 later 2026-11-02T08:00:00Z {\"headline\":\"A headline\",\"sources\":[{\"id\":\"a\"}]}\n"
      "hedged hold - - - ['{it.text}'] [said] find lists hedges find:hedged parts 17 voices 3\n"
      "  0 fires 1  {\"headline\":\"A headline\",\"sources\":[{\"id\":\"a\"}],"
      "\"articleBody\":[\"It is said to rain.\"]}\n"
      "  1 silent 1  {\"headline\":\"Rain\",\"sources\":[{\"id\":\"a\"}]}\n"
      "  2 todo 1  {\"headline\":\"A headline\",\"sources\":[{\"id\":\"a\"}]}\n"
      "too-few s-1 2026-12-31";
  CHECK(printed("small.json", small_json) == expected);
  CHECK(printed("small.yaml", small_yaml) == expected);
}

TEST_CASE("what may be left out has a default") {
  MemoryFiles files{{"f.json", R"({"stet": 1, "id": "x", "version": "1",
    "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}],
    "unknown": "hold"})"}};
  base::Problems problems;
  const auto m = read("f.json", files, problems);
  REQUIRE(m);
  CHECK(m->verification.verified_from == 2);
  CHECK(m->independence.derivation);
  CHECK(m->confidence.per_source == 0.5);
  CHECK(m->rules.empty());
}

TEST_CASE("the digest is of what the files say, not of where they lie") {
  MemoryFiles one{{"a.json", small_json}};
  MemoryFiles other{{"/elsewhere/b.json", small_json}};
  MemoryFiles changed{{"a.json", small_json + " "}};
  base::Problems problems;
  const auto first = read("a.json", one, problems);
  CHECK(first->digest == read("/elsewhere/b.json", other, problems)->digest);
  CHECK(first->digest != read("a.json", changed, problems)->digest);
}

TEST_CASE("ten planted mistakes are ten problems, each at its place, in JSON and in YAML") {
  CHECK(problems_of({{"ten.json", ten_mistakes_json}}, "ten.json") ==
        std::vector<std::string>{
            "ten.json:3:4 unknown-key: expected a key of 'methodology', found 'vresion' (did you "
            "mean 'version'?)",
            "ten.json:1:1 missing-key: expected the key 'version' in 'methodology', found none "
            "('version' is its version)"});
}

}  // namespace
}  // namespace stet::methodology
