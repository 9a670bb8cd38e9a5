// Phrase matching: a table of what people expect, then random lists and texts against a naive
// reader, then steps counted: linear in the text whatever the lists.
#include "engine/text/phrases.h"

#include <catch2/catch.hpp>
#include <random>
#include <tuple>

#include "engine/text/inflection.h"

namespace stet::text {

namespace {

struct List {
  PhraseListOptions options;
  std::vector<std::string> phrases;
};

PhraseSet make_set(const std::vector<List>& lists, base::Problems& problems) {
  PhraseSetBuilder builder;
  for (const List& list : lists) {
    std::vector<Phrase> phrases;
    for (const std::string& text : list.phrases) {
      phrases.push_back({text, 1, {0, static_cast<uint32_t>(text.size())}});
    }
    builder.add_list(list.options, phrases, "rules.json", problems);
  }
  return builder.build(problems);
}

/// Matches as "list:text found", separated by '|'.
std::string printed(const PhraseSet& set, std::string_view text) {
  Tokens tokens;
  PhraseScratch scratch;
  std::vector<PhraseMatch> matches;
  tokenise(text, tokens);
  set.find(text, tokens, scratch, matches);
  std::string out;
  for (const PhraseMatch& match : matches) {
    if (!out.empty()) out += '|';
    out += std::to_string(match.list) + ":";
    out += base::slice(text, match.span);
  }
  return out;
}

constexpr PhraseListOptions plain;
constexpr PhraseListOptions inflecting{false, true};
constexpr PhraseListOptions cased{true, false};

}  // namespace

TEST_CASE("phrases of one list") {
  struct Row {
    List list;
    const char* text;
    const char* found;
  };
  const Row rows[] = {
      {{plain, {"interest rate"}}, "The INTEREST  rate\nfell; interest, rate", "0:INTEREST  rate"},
      {{plain, {"rate", "interest rate", "interest rate cut"}},
       "an interest rate cut, a rate",
       "0:interest rate cut|0:rate"},
      {{plain, {"a b c", "b c d e"}}, "a b c d e", "0:a b c"},
      {{plain, {"a b c", "b"}}, "a b x a b c", "0:b|0:a b c"},
      {{plain, {"it's"}}, "It’s and IT'S but its", "0:It’s|0:IT'S"},
      {{plain, {"long-term"}}, "long–term long-term long term", "0:long–term|0:long-term"},
      {{plain, {"U.S. dollar"}}, "the U.S. dollar", "0:U.S. dollar"},
      {{plain, {"9/11", "Section 232"}}, "on 9/11 section 232", "0:9/11|0:section 232"},
      {{plain, {"café"}}, "CAFÉ cafe\u0301 cafe", "0:CAFÉ|0:cafe\u0301"},
      {{plain, {"regulator"}}, "regulators regu\u00ADlator", "0:regu\u00ADlator"},
      {{plain, {"rise"}}, "rise rises rose", "0:rise"},
      {{inflecting, {"rise"}},
       "rise rises rose risen rising prise",
       "0:rise|0:rises|0:rose|0:risen|0:rising"},
      {{inflecting, {"raise guidance"}},
       "raised guidance, raising its guidance",
       "0:raised guidance"},
      {{inflecting, {"company"}},
       "companies company's company’s accompany",
       "0:companies|0:company's|0:company’s"},
      {{inflecting, {"according to"}}, "accordingly to according to", "0:according to"},
      {{plain, {"regulat*"}},
       "Regulators deregulate regulat regulation's",
       "0:Regulators|0:regulat|0:regulation's"},
      {{plain, {"sanction* against"}}, "sanctions against, sanctioning it", "0:sanctions against"},
      {{plain, {"re*", "regul*", "regulator"}},
       "regulator regulation report",
       "0:regulator|0:regulation|0:report"},
      {{plain, {"in*ternal", "* x", "", "  ", "ok"}}, "internal ok", "0:ok"},
      {{cased, {"US"}}, "US us Us U.S.", "0:US"},
      {{cased, {"us"}}, "US us", "0:us"},
      {{cased, {"Apple’s"}}, "Apple's apple's", "0:Apple's"},
      {{cased, {"Reg*"}}, "Regulators regulators REG Reg", "0:Regulators|0:Reg"},
      {{cased, {"Reg*", "Regul*", "regulator"}},
       "Regulator regulator Regime",
       "0:Regulator|0:regulator|0:Regime"},
      {{plain, {"x"}}, "", ""},
      {{plain, {}}, "x", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.list.phrases, row.text);
    base::Problems problems;
    CHECK(printed(make_set({row.list}, problems), row.text) == row.found);
  }
}

TEST_CASE("different lists do not hide each other's matches") {
  base::Problems problems;
  const PhraseSet set = make_set({{plain, {"rate cut"}},
                                  {plain, {"interest rate", "cut"}},
                                  {inflecting, {"cut", "rate"}},
                                  {cased, {"Rate"}},
                                  {plain, {"interest rate*"}}},
                                 problems);
  CHECK(problems.empty());
  CHECK(printed(set, "interest Rate cutting") ==
        "1:interest Rate|4:interest Rate|2:Rate|3:Rate|2:cutting");
  CHECK(printed(set, "interest rate cut") ==
        "1:interest rate|4:interest rate|0:rate cut|2:rate|1:cut|2:cut");
}

TEST_CASE("one phrase of a list may be case-sensitive by itself") {
  PhraseSetBuilder builder;
  base::Problems problems;
  const Phrase phrases[] = {{"may", 1, {}, true}, {"may have", 1, {}}, {"might", 1, {}}};
  builder.add_list(inflecting, phrases, "", problems);
  const PhraseSet set = builder.build(problems);
  CHECK(problems.empty());
  CHECK(printed(set, "In May it may, MAY HAVE or Might; MAY it") == "0:may|0:MAY HAVE|0:Might");
}

TEST_CASE("matches say which phrase and where") {
  PhraseSetBuilder builder;
  base::Problems problems;
  const Phrase phrases[] = {{"may have", 0.5, {}}, {"reportedly", 2, {}}, {"report*", 3, {}}};
  builder.add_list({}, phrases, "", problems);
  const PhraseSet set = builder.build(problems);
  const std::string_view text = "He reportedly may  have reported";
  Tokens tokens;
  PhraseScratch scratch;
  std::vector<PhraseMatch> matches;
  tokenise(text, tokens);
  set.find(text, tokens, scratch, matches);
  REQUIRE(matches.size() == 3);
  CHECK(matches[0].phrase == 1);  // declared before "report*"
  CHECK(matches[1].phrase == 0);
  CHECK(matches[1].span == base::Span{14, 23});
  CHECK(matches[1].first_token == 2);
  CHECK(matches[1].token_count == 2);
  CHECK(matches[2].phrase == 2);
  CHECK(set.list_count() == 1);
  CHECK(matches[1].weight == 0.5);
  CHECK(PhraseSet().list_count() == 0);
  PhraseSet().find(text, tokens, scratch, matches);
  CHECK(matches.empty());
}

TEST_CASE("unusable phrases are told at their place") {
  base::Problems problems;
  PhraseSetBuilder builder;
  std::string long_phrase;
  for (int i = 0; i < 65; ++i) long_phrase += "word ";
  const Phrase phrases[] = {
      {"good", 1, {1, 2}}, {"", 1, {3, 4}}, {"a*b", 1, {5, 6}}, {long_phrase, 1, {7, 8}}};
  builder.add_list({}, phrases, "rules.json", problems);
  std::string out;
  for (const base::Problem& problem : problems.all()) {
    out += problem.file + ":" + std::to_string(problem.span.begin) + " " + problem.message + "\n";
  }
  CHECK(out ==
        "rules.json:3 expected a phrase with a word in it, found ''\n"
        "rules.json:5 expected '*' only at the end of a word, found it in 'a*b'\n"
        "rules.json:7 expected a phrase of at most 64 words and marks, found 65\n");
}

namespace {

/// One word of a phrase, read the slow way.
bool word_matches(std::string asked, const std::string& word, const PhraseListOptions& options) {
  std::string small = word;
  for (char& c : small) c = static_cast<char>(std::tolower(c));
  const bool star = asked.back() == '*';
  if (star) asked.pop_back();
  const std::string& seen = options.case_sensitive ? word : small;
  if (star) return seen.compare(0, asked.size(), asked) == 0;
  if (options.inflect && !options.case_sensitive) {
    WordForms forms;
    forms.find(asked);
    for (size_t i = 0; i < forms.size(); ++i) {
      if (forms[i] == seen) return true;
    }
  }
  return asked == seen;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == ' ') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

using Found = std::tuple<size_t, size_t, size_t, size_t>;  // first token, list, phrase, tokens

std::vector<Found> naive(const std::vector<List>& lists, const std::vector<std::string>& words) {
  std::vector<Found> out;
  std::vector<size_t> covered(lists.size());
  for (size_t at = 0; at < words.size(); ++at) {
    for (size_t l = 0; l < lists.size(); ++l) {
      if (at < covered[l]) continue;
      size_t best = 0;
      size_t which = 0;
      for (size_t p = 0; p < lists[l].phrases.size(); ++p) {
        const std::vector<std::string> row = split(lists[l].phrases[p]);
        bool fits = at + row.size() <= words.size() && row.size() > best;
        for (size_t i = 0; fits && i < row.size(); ++i) {
          fits = word_matches(row[i], words[at + i], lists[l].options);
        }
        if (fits) best = row.size(), which = p;
      }
      if (best == 0) continue;
      covered[l] = at + best;
      out.emplace_back(at, l, which, best);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the automaton finds what a naive reader finds") {
  const std::vector<std::string> vocabulary = {
      "a", "ab", "abc", "A", "Ab", "ABC", "rise", "rose", "rises", "cut", "cuts", "Cutting", "xy"};
  const std::vector<std::string> asked = {"a",     "ab",   "abc", "a*",   "ab*", "rise",
                                          "rises", "ris*", "cut", "cut*", "xy",  "x*"};
  const std::vector<std::string> asked_cased = {"a", "A", "A*", "Ab", "Ab*", "AB*", "Cut*", "rise"};
  std::mt19937 random(11);
  const auto pick = [&random](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  for (int round = 0; round < 1500; ++round) {
    std::vector<List> lists(1 + random() % 4);
    for (List& list : lists) {
      list.options.case_sensitive = random() % 3 == 0;
      list.options.inflect = random() % 2 == 0;
      for (size_t n = 1 + random() % 6; n > 0; --n) {
        std::string phrase;
        for (size_t size = 1 + random() % 4; size > 0; --size) {
          phrase +=
              (phrase.empty() ? "" : " ") + pick(list.options.case_sensitive ? asked_cased : asked);
        }
        list.phrases.push_back(phrase);
      }
    }
    std::string text;
    for (size_t n = random() % 40; n > 0; --n) text += (text.empty() ? "" : " ") + pick(vocabulary);
    base::Problems problems;
    const PhraseSet set = make_set(lists, problems);
    REQUIRE(problems.empty());
    Tokens tokens;
    PhraseScratch scratch;
    std::vector<PhraseMatch> matches;
    tokenise(text, tokens);
    set.find(text, tokens, scratch, matches);
    std::vector<Found> found;
    for (const PhraseMatch& match : matches) {
      found.emplace_back(match.first_token, match.list, match.phrase, match.token_count);
    }
    std::string rules;
    for (const List& list : lists) {
      rules += list.options.case_sensitive ? "[cased" : "[";
      rules += list.options.inflect ? " inflect" : "";
      for (const std::string& phrase : list.phrases) rules += " '" + phrase + "'";
      rules += "]";
    }
    CAPTURE(rules, text, printed(set, text));
    REQUIRE(found == naive(lists, text.empty() ? std::vector<std::string>{} : split(text)));
  }
}

TEST_CASE("steps are linear in the text, whatever the lists") {
  // Phrases made to be nearly found at every place: a, a a, …, each ending in b.
  std::vector<List> lists;
  for (int l = 0; l < 5; ++l) {
    List list{plain, {}};
    std::string run = "a";
    for (int size = 1; size < 60; ++size) {
      list.phrases.push_back(run + " b");
      list.phrases.push_back("b " + run);
      run += " a";
    }
    lists.push_back(list);
  }
  base::Problems problems;
  const PhraseSet set = make_set(lists, problems);
  REQUIRE(problems.empty());
  Tokens tokens;
  PhraseScratch scratch;
  std::vector<PhraseMatch> matches;
  for (const size_t words : {1000u, 10'000u, 100'000u}) {
    std::string text;
    for (size_t i = 0; i < words; ++i) text += "a ";
    tokenise(text, tokens);
    set.find(text, tokens, scratch, matches);
    CHECK(scratch.steps >= words);
    CHECK(scratch.steps <= 8 * words);
  }
}

TEST_CASE("tens of thousands of phrases") {
  std::mt19937 random(12);
  const auto word = [&random] {
    std::string out;
    for (size_t n = 2 + random() % 7; n > 0; --n) out += static_cast<char>('a' + random() % 26);
    return out;
  };
  std::vector<std::string> words;
  for (int i = 0; i < 4000; ++i) words.push_back(word());
  std::vector<List> lists(10, List{plain, {}});
  std::vector<std::string> expected;
  for (int i = 0; i < 30'000; ++i) {
    List& list = lists[random() % lists.size()];
    std::string phrase = words[random() % words.size()];
    for (size_t n = random() % 4; n > 0; --n) phrase += " " + words[random() % words.size()];
    list.phrases.push_back(phrase);
  }
  base::Problems problems;
  const PhraseSet set = make_set(lists, problems);
  REQUIRE(problems.empty());
  for (size_t l = 0; l < lists.size(); ++l) {
    for (size_t p = 0; p < 50; ++p) {
      const std::string& phrase = lists[l].phrases[p];
      CHECK(printed(set, phrase).find(std::to_string(l) + ":" + phrase) != std::string::npos);
    }
  }
}

TEST_CASE("lists that multiply beyond the limit are refused, not built") {
  // Each word of each phrase may be any of many: the sets of open phrases multiply.
  std::vector<std::string> texts;
  for (int i = 0; i < 12; ++i) {
    std::string phrase = "b";
    for (int k = 0; k < 12; ++k) phrase += k == i ? " aa" : " a*";
    texts.push_back(phrase);
  }
  std::vector<Phrase> phrases;
  for (const std::string& text : texts) phrases.push_back({text});
  const std::string story = "b a a aa a a a a a a a a a";
  for (const size_t limit : {size_t{50}, PhraseSetBuilder::state_limit}) {
    base::Problems problems;
    PhraseSetBuilder builder;
    builder.add_list({}, phrases, "", problems);
    const PhraseSet set = builder.build(problems, limit);
    if (limit == 50) {
      REQUIRE(problems.all().size() == 1);
      CHECK(problems.all()[0].code == "phrases-too-ambiguous");
      CHECK(printed(set, story).empty());
    } else {
      CHECK(problems.empty());
      CHECK(set.state_count() > 50);
      CHECK(printed(set, story) == "0:" + story);
    }
  }
}

}  // namespace stet::text
