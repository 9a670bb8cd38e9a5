// JSON in, printed article and problems out. What is asserted is what a person would see.
#include "engine/formats/read_json.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "engine/formats/json_string.h"
#include "tests/formats/print_article.h"
#include "tests/formats/samples.h"

namespace stet::formats::testing {
namespace {

struct Row {
  std::string_view input, expected;
};

void check(const Row& row, Print what = Print::values) {
  INFO(row.input);
  CHECK(Reading(row.input, Format::json).printed(what) == row.expected);
}

TEST_CASE("json: every kind of field") {
  const Row rows[] = {
      {"{}", "{}"},
      {" \n{\t}\r\n", "{}"},
      {"\xEF\xBB\xBF{\"id\": \"a\"}", "{id: a}"},
      {R"({"id":"a","headline":"B"})", "{id: a, headline: B}"},
      {R"({"id":null,"sources":null,"declared":null,"datePublished":null,"takeaways":null})",
       "{id: null, datePublished: null, takeaways: null, sources: null, declared: {sentiment: "
       "null, "
       "impact: null, sources: null}}"},
      {R"({"author":"A. Writer","takeaways":"one","keywords":[],"mentions":[]})",
       "{author: [{name: A. Writer}], takeaways: [one], mentions: [], keywords: []}"},
      {R"({"author":{"name":"A","url":"u"}})", "{author: [{name: A, url: u}]}"},
      {R"({"author":["A",{"name":"B"}]})", "{author: [{name: A}, {name: B}]}"},
      {R"({"datePublished":"2024-05-31","dateModified":"2024-05-31T09:30:00.25+02:00"})",
       "{datePublished: 2024-05-31=1717113600, dateModified: "
       "2024-05-31T09:30:00.25+02:00=1717140600.250000000}"},
      {R"({"declared":{"impact":7,"sentiment":"neutral","sources":2.0},"coverage":{"outlets":1e2}})",
       "{declared: {sentiment: neutral, impact: 7, sources: 2}, coverage: {outlets: 100}}"},
      {R"({"sources":[{"id":"s","anonymous":true,"derivedFrom":["t"]},{"anonymous":false}]})",
       "{sources: [{id: s, derivedFrom: [t], anonymous: true}, {anonymous: false}]}"},
      {R"({"claims":[{"id":"c","text":"T","sources":["a","b"]},"bare"]})",
       "{claims: [{id: c, text: T, sources: [a, b]}, {text: bare}]}"},
      {R"({"articleBody":["One",{"kind":"heading","text":"Two","section":"analysis"},{}]})",
       "{articleBody: [{kind: paragraph, text: One}, {kind: heading, section: analysis, text: "
       "Two}, "
       "{kind: paragraph}]}"},
      {R"({"articleBody":"One\nline.\n\n \nTwo \"q\".\r\n\r\nThree\u2019s"})",
       "{articleBody: [{kind: paragraph, text: One\\nline.}, {kind: paragraph, text: Two \"q\".}, "
       "{kind: paragraph, text: Three’s}]}"},
      {R"({"\u0069d":"a"})", "{id: a}"},
      {R"({"id":"q\"\\\/\b\f\n\r\t\u00e9\u2019\ud83d\ude00é"})", "{id: q\"\\/\b\f\\n\\r\\té’😀é}"},
      {R"({"correction":[{"date":"2024-01-01","kind":"correction","text":"x"}],"waivers":[{"rule":"r","reason":"w","by":"e","until":"2025-01-01"}]})",
       "{correction: [{date: 2024-01-01=1704067200, kind: correction, text: x}], waivers: [{rule: "
       "r, "
       "reason: w, by: e, until: 2025-01-01=1735689600}]}"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("json: places") {
  const Row rows[] = {
      {R"({"id": "a",  "headline" : "B \"c\"" })", R"({id: a‹a›, headline: B "c"‹B \"c\"›})"},
      {R"({"declared": {"impact": 7 } , "author": [ "A" , {"name":"B"} ]})",
       R"({author: [{name: A‹A›}‹"A"›, {name: B‹B›}‹{"name":"B"}›]‹[ "A" , {"name":"B"} ]›, )"
       R"(declared: {impact: 7‹7›}‹{"impact": 7 }›})"},
      {R"({"articleBody": "One\n\nTw\u00f6 x"})",
       R"({articleBody: [{kind: paragraph‹One›, text: One‹One›}‹One›, )"
       R"({kind: paragraph‹Tw\u00f6 x›, text: Twö x‹Tw\u00f6 x›}‹Tw\u00f6 x›]‹"One\n\nTw\u00f6 x"›})"},
      {R"({"x": {"a": [1, 2]} , "id": null})",
       R"({id: null‹null›, +x: {"a": [1, 2]}‹{"a": [1, 2]}›})"},
  };
  for (const Row& row : rows) check(row, Print::places);
}

TEST_CASE("json: strings without escapes are slices of the input, others map back") {
  const Reading reading(R"({"headline":"plain é","description":"a \u2019b\" c"})");
  REQUIRE(reading.article != nullptr);
  const base::MappedText& plain = reading.article->headline.value;
  CHECK(plain.text.data() == reading.input().data() + plain.source.begin);
  const base::MappedText& escaped = reading.article->description.value;
  CHECK(escaped.text == "a ’b\" c");
  CHECK(base::slice(reading.input(), base::to_source(escaped, reading.input(), {2, 5})) ==
        "\\u2019");
  CHECK(base::slice(reading.input(), base::to_source(escaped, reading.input(), {5, 7})) == "b\\\"");
  CHECK(base::slice(reading.input(), base::to_source(escaped, reading.input(), {8, 9})) == "c");
}

TEST_CASE("json: wrong values cost their field, are all told and are kept") {
  const Row rows[] = {
      {R"({"headline":5,"id":"a"})",
       "{id: a, headline: !, +headline: 5}\n1:13 wrong-type: expected a string, found a number"},
      {R"({"id":[1],"url":{},"description":true,"datePublished":1,"takeaways":7,"claims":"x","sources":"y"})",
       "{id: !, url: !, description: !, datePublished: !, takeaways: []!, claims: [{text: x}], "
       "sources: []!, +id: [1], +url: {}, +description: true, +datePublished: 1, +takeaways: 7, "
       "+sources: \"y\"}\n"
       "1:7 wrong-type: expected a string, found a list\n"
       "1:17 wrong-type: expected a string, found an object\n"
       "1:34 wrong-type: expected a string, found true or false\n"
       "1:55 wrong-type: expected a date or time in a string, found a number\n"
       "1:69 wrong-type: expected a list of strings, found a number\n"
       "1:94 wrong-type: expected a list of objects, found a string"},
      {R"({"datePublished":"yesterday"})",
       "{datePublished: !, +datePublished: \"yesterday\"}\n"
       "1:19 wrong-time: expected a date such as 2024-05-31 or a time such as "
       "2024-05-31T09:30:00Z, "
       "found 'yesterday'"},
      {R"({"declared":{"impact":7.5,"sources":12345678901234567890,"sentiment":1e999}})",
       "{declared: {sentiment: !, impact: !, sources: !, +impact: 7.5, +sources: "
       "12345678901234567890, +sentiment: 1e999}}\n"
       "1:23 not-whole: expected a whole number, found '7.5'\n"
       "1:37 not-whole: expected a number of at most 18 digits, found '12345678901234567890'\n"
       "1:70 wrong-type: expected a string, found a number"},
      {R"({"declared":"x","coverage":[]})",
       "{declared: {sentiment: !, impact: !, sources: !}, coverage: {outlets: !}, +declared: "
       "\"x\", "
       "+coverage: []}\n"
       "1:13 wrong-type: expected an object, found a string\n"
       "1:28 wrong-type: expected an object, found a list"},
      {R"({"takeaways":["a",1,null,"b"]})",
       "{takeaways: [a, !, !, b]!, +takeaways: [\"a\",1,null,\"b\"]}\n"
       "1:19 wrong-type: expected a string, found a number\n"
       "1:21 wrong-type: expected a string, found null"},
      {R"({"sources":[{"id":"a"},5,{"id":6,"anonymous":"no"}]})",
       "{sources: [{id: a}, {id: !, publisher: !, owner: !, kind: !, name: !, url: !, "
       "canonicalUrl: !, "
       "creditText: !, datePublished: !, derivedFrom: []!, text: !, anonymous: !, reasonAnonymous: "
       "!}, "
       "{id: !, anonymous: !, +id: 6, +anonymous: \"no\"}]!, +sources: "
       "[{\"id\":\"a\"},5,{\"id\":6,\"anonymous\":\"no\"}]}\n"
       "1:24 wrong-type: expected an object, found a number\n"
       "1:32 wrong-type: expected a string, found a number\n"
       "1:46 wrong-type: expected true or false, found a string"},
      {R"({"id":"\ud800","url":"\udc00x"})",
       "{id: !, url: !, +id: \"\\ud800\", +url: \"\\udc00x\"}\n"
       "1:8 lone-surrogate: expected both halves of a surrogate pair, found '\\ud800'\n"
       "1:23 lone-surrogate: expected both halves of a surrogate pair, found '\\udc00'"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("json: keys that stand twice, and keys we do not know") {
  const Row rows[] = {
      {R"({"id":"a","url":"u","id":"b"})",
       "{id: !, url: u, +id: \"a\", +id: \"b\"}\n"
       "1:22 duplicate-key: expected each key once, found 'id' again"},
      {R"({"sources":[{"id":"a"}],"sources":[]})",
       "{sources: [{id: a}]!, +sources: [{\"id\":\"a\"}], +sources: []}\n"
       "1:26 duplicate-key: expected each key once, found 'sources' again"},
      {R"({"id":1,"id":2,"id":3})",
       "{id: !, +id: 1, +id: 2, +id: 3}\n1:7 wrong-type: expected a string, found a number\n"
       "1:10 duplicate-key: expected each key once, found 'id' again\n"
       "1:17 duplicate-key: expected each key once, found 'id' again"},
      {R"({"x":1,"x":2})",
       "{+x: 1, +x: 2}\n1:9 duplicate-key: expected each key once, found 'x' again"},
      {R"({"@type":"NewsArticle","image":[{"url":"x"}],"":0})",
       "{+@type: \"NewsArticle\", +image: [{\"url\":\"x\"}], +: 0}"},
      {R"({"hedline":"x","sources":[{"publishr":"y"}]})",
       "{sources: [{+publishr: \"y\"}], +hedline: \"x\"}\n"
       "1:3 unknown-field: warning: expected a field that is known, found 'hedline' (did you mean "
       "'headline'?)\n"
       "1:29 unknown-field: warning: expected a field that is known, found 'publishr' (did you "
       "mean "
       "'publisher'?)"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("json: syntax") {
  const Row rows[] = {
      {"", "1:1 empty: expected an article, found an empty text"},
      {" \n ", "1:1 empty: expected an article, found an empty text"},
      {"[]", "1:1 json-syntax: expected '{' to open the article, found '['"},
      {"7", "1:1 json-syntax: expected '{' to open the article, found '7'"},
      {"{", "1:2 json-syntax: expected a key in quotes, found the end of the text"},
      {"{\"id\"", "1:6 json-syntax: expected ':' after a key, found the end of the text"},
      {"{\"id\":", "1:7 json-syntax: expected a value, found the end of the text"},
      {"{\"id\":}", "1:7 json-syntax: expected a value, found '}'"},
      {"{\"id\":\"a\"",
       "1:10 json-syntax: expected ',' or '}' after a value, found the end of the text"},
      {"{\"id\":\"a\" \"b\"}",
       "1:11 json-syntax: expected ',' or '}' after a value, found a string"},
      {"{\"id\":\"a\",}", "1:11 json-syntax: expected a key in quotes, found '}'"},
      {"{id:1}", "1:2 json-syntax: expected a key in quotes, found 'id'"},
      {"{\"id\":\"a\"}x",
       "1:11 json-syntax: expected the end of the text after the article, found 'x'"},
      {"{}{}", "1:3 json-syntax: expected the end of the text after the article, found '{'"},
      {"{\"takeaways\":[\"a\"",
       "1:18 json-syntax: expected ',' or ']' after a value, found the end of the text"},
      {"{\"takeaways\":[,]}", "1:15 json-syntax: expected a value, found ','"},
      {"{\"takeaways\":[\"a\",]}", "1:19 json-syntax: expected a value, found ']'"},
      {"{\"id\":tru}", "1:7 json-syntax: expected a value, found 'tru'"},
      {"{\"id\":nul}", "1:7 json-syntax: expected a value, found 'nul'"},
      {"{\"x\":01}", "1:6 json-syntax: expected a value, found '01'"},
      {"{\"x\":1.}", "1:6 json-syntax: expected a value, found '1.'"},
      {"{\"x\":+1}", "1:6 json-syntax: expected a value, found '+1'"},
      {"{\"x\":NaN}", "1:6 json-syntax: expected a value, found 'NaN'"},
      {"{\"id\":'a'}", "1:7 json-syntax: expected a value, found ''a''"},
      {"{\"x\":12\"a\"}", "1:6 json-syntax: expected a value, found '12\"a\"'"},
      {"{\"id\":\"a", "1:7 json-syntax: expected a closing '\"', found the end of the text"},
      {"{\"id\":\"a\\\"}", "1:7 json-syntax: expected a closing '\"', found the end of the text"},
      {"{\"id\":\"a\nb\"}",
       "1:9 json-syntax: expected an escape such as \\n inside a string, found a control "
       "character"},
      {"{\"id\":\"\\q\"}",
       "1:8 json-syntax: expected an escape such as \\n or \\u2019, found '\\q'"},
      {"{\"x\":\"\\u12\"}",
       "1:7 json-syntax: expected an escape such as \\n or \\u2019, found '\\u'"},
      {"{\"id\":\"\xFF\"}",
       "1:8 invalid-utf8: expected UTF-8 text, found a byte that is not part of it"},
      {"{\"id\":\"\xC3\"}",
       "1:8 invalid-utf8: expected UTF-8 text, found a byte that is not part of it"},
      {std::string_view("{\0}", 3),
       "1:2 json-syntax: expected a key in quotes, found a control character"},
      {std::string_view("{\"a\0\":1}", 8),
       "1:4 json-syntax: expected an escape such as \\n inside a string, found a control "
       "character"},
      {"{/* c */}", "1:2 json-syntax: expected a key in quotes, found '/*'"},
      {"{\"x\":{\"a\":[1,2}}", "1:15 json-syntax: expected ',' or ']' after a value, found '}'"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("json: limits are errors that name them") {
  const auto list = [](const char* open, const char* item, size_t count, const char* close) {
    std::string out = open;
    for (size_t i = 0; i < count; ++i) out += (i > 0 ? std::string(",") : std::string()) + item;
    return out + close;
  };
  const auto problems = [](const std::string& input) {
    const Reading reading(input, Format::json);
    return (reading.article == nullptr ? "refused " : "read ") + print(reading.problems, input);
  };
  CHECK(problems(list("{\"sources\":[", "{}", Limits::sources, "]}")) == "read ");
  CHECK(problems(list("{\"sources\":[", "{}", Limits::sources + 1, "]}")) ==
        "refused 1:12 too-many: expected at most 1000 items in 'sources', found more");
  CHECK(problems(list("{\"claims\":[", "\"\"", Limits::claims + 1, "]}")) ==
        "refused 1:11 too-many: expected at most 1000 items in 'claims', found more");
  CHECK(problems(list("{\"keywords\":[", "\"\"", Limits::items + 1, "]}")) ==
        "refused 1:13 too-many: expected at most 10000 items in 'keywords', found more");
  CHECK(problems(list("{\"articleBody\":[", "\"\"", Limits::blocks + 1, "]}")) ==
        "refused 1:16 too-many: expected at most 20000 items in 'articleBody', found more");
  std::string text = "{\"articleBody\":\"";
  for (uint32_t i = 0; i <= Limits::blocks; ++i) text += "a\\n\\n";
  CHECK(problems(text + "\"}") ==
        "refused 1:17 too-many: expected at most 20000 items in 'articleBody', found more");
  std::string unknown = "{";
  for (uint32_t i = 0; i <= Limits::unknown_fields; ++i)
    unknown += "\"@" + std::to_string(i) + "\":1,";
  CHECK(problems(unknown + "\"id\":\"\"}").find("expected at most 256 items in 'unknown fields'") !=
        std::string::npos);
  CHECK(problems("{\"x\":" + std::string(63, '[') + std::string(63, ']') + "}") == "read ");
  CHECK(problems("{\"x\":" + std::string(64, '[') + std::string(64, ']') + "}") ==
        "refused 1:69 too-deep: expected at most 64 levels of nesting, found more");
  CHECK(problems("{\"x\":" + std::string(1000000, '[')) ==
        "refused 1:69 too-deep: expected at most 64 levels of nesting, found more");
  std::string deep;
  for (int i = 0; i < 1000000; ++i) deep += "{\"a\":";
  CHECK(problems(deep).find("too-deep: expected at most 64 levels") != std::string::npos);
  CHECK(problems(std::string(Limits::bytes + 1, ' ')) ==
        "refused 1:1 too-large: expected at most 67108864 bytes, found 67108865");
}

TEST_CASE("json: the two ways of finding tokens agree") {
  // A fault after the text makes the slow way read all of it; its positions must be the same.
  std::mt19937 random(7);
  const std::string_view bytes = "{}[],: \n\"\\a1";
  int compared = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text(rich_json);
    for (int change = 0; round > 0 && change < 2; ++change) {
      text[random() % text.size()] = bytes[random() % bytes.size()];
    }
    JsonIndex fast;
    fast.build(text);
    if (fast.fault() != JsonFault::none) continue;
    JsonIndex slow;
    const std::string faulty = text + " \"\x01\"";
    slow.build(faulty);
    REQUIRE(slow.fault() == JsonFault::control_character);
    REQUIRE(slow.fault_at() == faulty.size() - 2);
    REQUIRE(slow.size() == fast.size() + 1);
    REQUIRE(std::equal(fast.positions(), fast.positions() + fast.size(), slow.positions()));
    ++compared;
  }
  CHECK(compared > 500);
}

TEST_CASE("json: cut at every byte, a rich article gives one clear problem") {
  const std::string_view whole(rich_json);
  REQUIRE(Reading(whole, Format::json).problems.empty());
  const size_t end = whole.rfind('}');
  for (size_t size = 0; size <= end; ++size) {
    const Reading reading(whole.substr(0, size), Format::json);
    INFO(size);
    CHECK(reading.article == nullptr);
    REQUIRE(reading.problems.error_count() == 1);
    const base::Problem& problem = reading.problems.all().back();
    CHECK(problem.message.substr(0, 9) == "expected ");
    CHECK(problem.span.end <= size);
  }
}

TEST_CASE("json: random changes never crash and never go without a reason") {
  std::mt19937 random(20240531);
  const std::string_view bytes("\"\\{}[]:,0e-. \n\xFF\x00tnu", 20);
  for (int round = 0; round < 20000; ++round) {
    std::string text(rich_json);
    for (int change = 0; change < 3; ++change) {
      const size_t at = random() % text.size();
      if (random() % 4 == 0)
        text.erase(at, random() % 5);
      else
        text[at] = bytes[random() % bytes.size()];
    }
    const Reading reading(text, Format::json);
    if (reading.article == nullptr) REQUIRE(reading.problems.has_errors());
  }
}

TEST_CASE("json: a reader that read much reads little as well") {
  Reader reader;
  base::Problems problems;
  const std::string big =
      "{\"headline\":\"" + std::string(3 << 20, 'x') + "\"}" + std::string(64, ' ');
  const std::string small = "{\"id\":\"a\"}" + std::string(64, ' ');
  CHECK(reader.read(std::string_view(big).substr(0, big.size() - 64), {}, problems) != nullptr);
  const Article* article = reader.read(std::string_view(small).substr(0, 10), {}, problems);
  REQUIRE(article != nullptr);
  CHECK(print(*article) == "{id: a}");
  CHECK(problems.empty());
}

TEST_CASE("json strings: raw sizes follow the decoded text") {
  const std::string_view raw = R"(a\n\u00e9\ud83d\ude00é\"z)";
  char out[64];
  const DecodedString decoded = decode_json_string(raw, out);
  CHECK(std::string_view(out, decoded.size) == "a\né😀é\"z");
  CHECK(raw_json_size(raw, 0) == 0);
  CHECK(raw_json_size(raw, 1) == 1);
  CHECK(raw_json_size(raw, 2) == 3);
  CHECK(raw_json_size(raw, 4) == 9);
  CHECK(raw_json_size(raw, 8) == 21);
  CHECK(raw_json_size(raw, decoded.size) == raw.size());
}

}  // namespace
}  // namespace stet::formats::testing
