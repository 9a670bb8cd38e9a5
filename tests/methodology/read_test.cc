// From files to a Methodology: what a good file gives, and what is said of bad ones.
#include <algorithm>
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
    for (const Phrase& p : l.phrases)
      out += p.text + "*" + std::to_string(p.weight).substr(0, 3) + ",";
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
  for (const Term& t : m.terms)
    out += t.id + ":" + t.type + " = " + std::string(t.is.view()) + "\n";
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
      out += "\n  " + std::to_string(static_cast<int>(t.expect)) + " " + t.name + " " + t.now +
             " " + article_json(m, t);
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

TEST_CASE("planted mistakes are told all at once, each at its place, in JSON and in YAML") {
  std::vector<std::string> json, yaml;
  for (const auto& [json_place, yaml_place, told] : ten_mistakes_problems) {
    json.push_back(std::string("ten.json:") + json_place + " " + told);
    yaml.push_back(std::string("ten.yaml:") + yaml_place + " " + told);
  }
  CHECK(problems_of({{"ten.json", ten_mistakes_json}}, "ten.json") == json);
  CHECK(problems_of({{"ten.yaml", ten_mistakes_yaml}}, "ten.yaml") == yaml);
}

/// `small_json` with `from` replaced by `to` has that problem, and no other, at the text that
/// begins with `at`.
struct Mistake {
  std::string from, to, at, expected;
};

const Mistake mistakes[] = {
    // Shape.
    {R"("stet": 1)", R"("stet": 2)", "2",
     "out-of-range: expected a number from 1 to 1, found the number 2"},
    {R"("id": "small", )", "", "{",
     "missing-key: expected the key 'id' in 'methodology', found none ('id' is the "
     "methodology's name)"},
    {R"("1.0.0")", "1.0", "1.0",
     "wrong-type: expected a string, found the number 1.0 (put it in quotes to make it a "
     "text)"},
    {R"("perSource": 0.4)", R"("perSource": "0.4")", R"("0.4")",
     "wrong-type: expected a number, found the string '0.4' (numbers are written without "
     "quotes)"},
    {R"("perSource": 0.4)", R"("perSorce": 0.4)", R"("perSorce")",
     "unknown-key: expected a key of 'confidence' ('perSource', 'unsupportedPenalty', "
     "'hedges', 'hedgePenalty', 'agePenalty' or 'staleDays'), found 'perSorce' (did you mean "
     "'perSource'?)"},
    {R"("hedges": ["hedges"]},)", R"("hedges": "hedges"},)", R"("hedges")",
     "wrong-type: expected a list, found the string 'hedges' (put it in [ ] to make it a "
     "list of one)"},
    {R"("inflect": true)", R"("inflect": "true")", R"("true")",
     "wrong-type: expected true or false, found the string 'true' (write true or false "
     "without quotes)"},
    {R"("weight": 0.2)", R"("weight": null)", "null",
     "null: expected a number, found null (null takes away what an extended file says; "
     "there is nothing here to take away)"},
    {R"(["The Times"])", R"([""])", R"("")",
     "empty-text: expected a text that is not empty, found an empty text"},
    {R"(["The Times"])", "[]", "[", "empty-list: expected at least one item, found an empty list"},
    {R"("id": "hedged")", R"("id": "Hedged it")", R"("Hedged it")",
     "wrong-id: expected a word of lower-case letters, digits and '-' that begins with a "
     "letter, found the string 'Hedged it' (did you mean 'hedged-it'?)"},
    {R"("id": "hedged")", R"("id": "too-few")", R"("too-few")",
     "duplicate-id: expected each id once, found 'too-few' again"},
    {R"("voice": ["own", )", R"("voice": ["won", )", R"("won")",
     "wrong-choice: expected 'own', 'paraphrase' or 'quotation', found 'won' (did you "
     "mean 'own'?)"},
    {R"("until": "2026-12-31")", R"("until": "31.12.2026")", R"("31.12.2026")",
     "wrong-date: expected a date such as 2026-11-01, or a time such as "
     "2026-11-01T08:00:00Z, found the string '31.12.2026'"},
    {R"("value": 7)", R"("value": 11)", "11",
     "out-of-range: expected a number from 1 to 10, found the number 11"},
    {R"("decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}])",
     R"("decisions": [])", "[]", "empty-list: expected at least one item, found an empty list"},
    // References.
    {R"("unknown": "hold")", R"("unknown": "hod")", R"("hod")",
     "unknown-reference: expected the id of a decision ('pass' or 'hold'), found 'hod' "
     "(did you mean 'hold'?)"},
    {R"("cites": "sources")", R"("cites": "source")", R"("source")",
     "unknown-reference: expected the id of a promise ('sources'), found 'source' (did "
     "you mean 'sources'?)"},
    {R"("attribution": ["rules"])", R"("attribution": ["rulez"])", R"("rulez")",
     "unknown-reference: expected the id of a phrase list ('hedges' or 'rules'), found "
     "'rulez' (did you mean 'rules'?)"},
    {R"("signal": "final-rule")", R"("signal": "final-rules")", R"("final-rules")",
     "unknown-reference: expected the id of a signal ('final-rule' or 'large'), found "
     "'final-rules' (did you mean 'final-rule'?)"},
    {R"("sections": ["analysis"], "v)", R"("sections": ["anlysis"], "v)", R"("anlysis")",
     "unknown-reference: expected the id of a section ('lead' or 'analysis'), found "
     "'anlysis' (did you mean 'analysis'?)"},
    {R"({"rule": "too-few")", R"({"rule": "to-few")", R"("to-few")",
     "unknown-reference: expected the id of a rule ('too-few' or 'hedged'), found "
     "'to-few' (did you mean 'too-few'?)"},
    // What goes together.
    {R"("unknown": "hold")", R"("unknown": "pass")", R"("pass")",
     "conflict: expected a decision that does not clear, found 'pass' (a story of which "
     "nothing can be read must not run)"},
    {R"("weight": 0.4, "signals": [])", R"("weight": 0.5, "signals": [])", "[",
     "conflict: expected weights that add up to 1, found a sum of 1.1"},
    {R"("below": -0.2)", R"("title": "x")", "{",
     "conflict: expected a threshold between 'negative' and 'neutral', found none (give "
     "the first a 'below' or the second an 'above')"},
    {R"({"id": "neutral"})", R"({"id": "neutral", "above": -0.2})", "-0.2",
     "conflict: expected one threshold between 'negative' and 'neutral', found two (keep "
     "the 'below' of the first or the 'above' of the second)"},
    {R"("above": 0.2)", R"("above": -0.3)", "-0.3",
     "conflict: expected a threshold above -0.2, found the number -0.3 (the thresholds "
     "rise from label to label)"},
    {R"("list": "rules", )", "", "{",
     "conflict: expected 'list' or 'amountFrom' in the signal 'final-rule', found none"},
    {R"("list": "rules", "points": 6)", R"("list": "rules")", "{",
     "conflict: expected 'points' in the signal 'final-rule', found none"},
    {R"("amountFrom": 1e9, "points": 5)", R"("measure": "money", "points": 5)", "{",
     "conflict: expected 'steps' in the signal 'large', found none"},
    {R"("amountFrom": 1e9, "points": 5)",
     R"("measure": "money", "steps": [{"from": 2, "points": 1}, {"from": 2, "points": 3}])", "{",
     "conflict: expected a 'from' above 2 in the step that follows it (steps rise)"},
    {R"("amountFrom": 1e9, "points": 5)",
     R"("measure": "money", "steps": [{"from": 2, "points": 1}], "factors": ["reach"])",
     R"("reach")",
     "unknown-reference: expected the id of a factor of the axis (there is none), "
     "found 'reach'"},
    // Coverage volume has no place in impact.
    {R"("amountFrom": 1e9)", R"("amountFrom": 1e9, "coverageFrom": 100)", R"("coverageFrom")",
     "unknown-key: expected a key of 'signal' ('id', 'title', 'list', 'amountFrom', 'points', "
     "'measure', 'steps', 'factors' or 'why'), found 'coverageFrom' (impact has no place for "
     "coverage volume: it rests on what the text says of consequence)"},
    {R"("axes": [)", R"("outlets": 5, "axes": [)", R"("outlets")",
     "unknown-key: expected a key of 'impact' ('axes', 'floors', 'lead', 'carry', 'quoted', "
     "'background', 'bases', 'currencies', 'discounts', 'novelty' or 'rank'), found 'outlets' "
     "(impact has no "
     "place for coverage volume: it rests on what the text says of consequence)"},
    {R"("id": "regulatory")", R"("id": "coverage")", R"("coverage")",
     "wrong-choice: expected 'regulatory', 'financial' or 'operational', found 'coverage' (impact "
     "has no place for coverage volume: it rests on what the text says of consequence)"},
    {R"("floors": [)", R"("rank": [{"id": "r", "stories": ["One."]}], "floors": [)", "{",
     "conflict: expected two stories or more in the ranking 'r', found one"},
    {R"("floors": [)",
     R"("discounts": [{"id": "d", "lists": [], "share": 0, "within": 3, "lead": true}], "floors": [)",
     "3",
     "conflict: expected no 'within' in the discount 'd' (one that counts in the lead counts for "
     "all signals)"},
    {R"("when": "sources_found < 2",)", "", "{",
     "conflict: expected 'when' or 'find' in the rule 'too-few', found neither"},
    {R"("when": "sources_found < 2",)", R"("when": "true", "each": "x", "at": "y",)", R"("y")",
     "conflict: expected no 'at' beside 'each', found one (the finding stands at the "
     "element itself)"},
    {R"("fix": "Add one")", R"("edit": {"replace": ""})", "{",
     "conflict: expected 'edit' beside 'find' only, found it without (only a hit in the "
     "text can be replaced)"},
    {R"("fix": "Add one")", R"("since": "2026-02-01", "until": "2026-01-31")", R"("2026-01-31")",
     "conflict: expected a day on or after '2026-02-01', found '2026-01-31'"},
    {R"("fires": [{"sources": []}])", R"("fires": [])", "{",
     "missing-example: expected an example in 'tests.fires' of the rule 'too-few', found "
     "none (an example for which the rule fires proves that it can)"},
    {R"([{"headline": "Rain"}])", R"([{"headlien": "Rain"}])", R"("headlien")",
     "unknown-key: expected a field of an article, found 'headlien' (did you mean "
     "'headline'?)"},
    {R"("story": {}, "now": "2026-11-02T08:00:00Z")", R"("story": {}, "now": "noon")", R"("noon")",
     "wrong-date: expected a date such as 2026-11-01, or a time such as "
     "2026-11-01T08:00:00Z, found the string 'noon'"},
    {R"({"rule": "too-few", "story": "s-1")", R"({"rule": "too-few")", "{",
     "conflict: expected 'story' or 'desk' in an exception, found neither"},
    {R"("The Times"]})", R"("The Times"], "Times Group": ["the times"]})", R"("the times")",
     "conflict: expected each publisher once, found 'the times' under 'News Corp' as well"},
    {R"(["reportedly", )", R"(["reportedly", "reportedly", )", R"("reportedly")",
     "conflict: expected each phrase once, found 'reportedly' again"},
    {R"("type": "int")", R"("type": "itn")", R"("itn")",
     "conflict: expected a type such as int, double, bool, string or list(string), found "
     "'itn' (did you mean 'int'?)"},
    {R"("glossary")", R"("verification": {"verified": "Verified by {N} sources"}, "glossary")",
     R"("Verified by {N} sources")", "conflict: expected no placeholder but {n}, found '{N}'"},
    {R"("unknown": "hold")", R"("unknown": "hold", "extends": 3)", "3",
     "wrong-type: expected a string or a list, found the number 3 (put it in quotes to "
     "make it a text)"},
};

TEST_CASE("each kind of mistake has its words and its place") {
  for (const Mistake& mistake : mistakes) {
    CAPTURE(mistake.from, mistake.to);
    std::string text = small_json;
    const size_t at = text.find(mistake.from);
    REQUIRE(at != std::string::npos);
    text.replace(at, mistake.from.size(), mistake.to);
    MemoryFiles files{{"f", text}};
    base::Problems problems;
    const auto methodology = read("f", files, problems);
    CHECK_FALSE(is_sound(methodology));
    REQUIRE(problems.all().size() == 1);
    const base::Problem& problem = problems.all()[0];
    const std::string line = line_of(problem, text);
    CHECK(line.substr(line.find(' ') + 1) == mistake.expected);
    CHECK(base::slice(text, problem.span).substr(0, mistake.at.size()) == mistake.at);
  }
}

TEST_CASE("a mistake in an extended file is told in that file") {
  const std::string base = R"({"confidence": {"perSource": 2, "hedges": []}})";
  const std::string small = "{\"extends\": \"b.json\"," + small_json.substr(1);
  CHECK(problems_of({{"b.json", base}, {"f.json", small}}, "f.json").empty());
  const std::string bare = R"({"extends": "b.json", "stet": 1, "id": "x", "version": "1",
    "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}],
    "unknown": "hold"})";
  CHECK(problems_of({{"b.json", base}, {"f.json", bare}}, "f.json") ==
        std::vector<std::string>{
            "b.json:1:30 out-of-range: expected a number from 0 to 1, found the number 2"});
}

TEST_CASE("no file crashes the reader: truncation at every byte, bytes changed at random") {
  for (const std::string* whole : {&small_json, &small_yaml}) {
    const std::string name = whole == &small_json ? "f.json" : "f.yaml";
    for (size_t size = 0; size + 2 < whole->size(); ++size) {
      MemoryFiles files{{name, whole->substr(0, size)}};
      base::Problems problems;
      const auto methodology = read(name, files, problems);
      if (is_sound(methodology) == problems.has_errors()) FAIL("at " << size);
    }
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
      std::string text = *whole;
      for (int i = 0; i < 3; ++i) text[random() % text.size()] = static_cast<char>(random() % 256);
      MemoryFiles files{{name, text}};
      base::Problems problems;
      const auto methodology = read(name, files, problems);
      if (is_sound(methodology) == problems.has_errors()) FAIL("in round " << round);
      for (const base::Problem& problem : problems.all()) {
        CHECK(problem.span.begin <= problem.span.end);
        CHECK(problem.span.end <= text.size());
      }
    }
  }
}

}  // namespace
}  // namespace stet::methodology
