// A session gives the bytes of a fresh check, whatever was edited before: random edits of real
// stories, in Markdown and in JSON, most of which leave a story and some of which leave none.
#include <cstring>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "engine/formats/reader.h"
#include "engine/gate/session.h"
#include "engine/report/report.h"
#include "tests/gate/harness.h"
#include "tests/support/generate.h"

namespace stet::report {

namespace {

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

class RulesFolder : public methodology::FileSource {
 public:
  std::optional<std::string> read(const std::string& name) override {
    std::string text = file("rules/" + name);
    if (text.empty()) return std::nullopt;
    return text;
  }
  std::string resolve(const std::string&, const std::string& target) override { return target; }
};

const gate::Gate& finance() {
  static const std::unique_ptr<const gate::Gate> gate = [] {
    RulesFolder files;
    base::Problems problems;
    auto compiled = gate::compile("finance.json", files, problems);
    REQUIRE(compiled != nullptr);
    return compiled;
  }();
  return *gate;
}

gate::CheckOptions options() {
  gate::CheckOptions options;
  options.name = "story";
  options.now = "2026-11-24T12:00:00Z";
  return options;
}

std::string printed(const gate::Verdict& verdict) {
  std::string out;
  verdict_json(verdict, Detail::full, out);
  return out;
}

std::string checked_afresh(std::string_view bytes, const gate::Gate& gate = finance()) {
  gate::Checker checker(gate);
  const gate::testing::Padded padded(bytes);
  return printed(checker.check(padded.view(), options()));
}

const char* const stories[] = {"boj-no-sources", "china-balanced-trade", "dogecoin-logo",
                               "fed-rate-cut",   "nvidia-split",         "settlement-t1",
                               "svb-one-wire",   "walmart-litecoin"};

std::string markdown(const char* story) {
  return file("rules/examples/" + std::string(story) + ".md");
}

std::string as_json(const std::string& text) {
  formats::Reader reader;
  base::Problems problems;
  const gate::testing::Padded padded(text);
  formats::ReadOptions read;
  read.format = formats::Format::markdown;
  read.sections = finance().methodology().sections;
  const formats::Article* article = reader.read(padded.view(), read, problems);
  REQUIRE(article != nullptr);
  std::string out;
  formats::write_json(*article, out);
  return out;
}

/// Typing, deleting, pasting: some of it breaks words, quotations, blocks or the whole story.
base::Span edit_place(tests::Generator& random, std::string_view bytes) {
  const auto size = static_cast<uint32_t>(bytes.size());
  const uint32_t begin = random.below(size + 1);
  const uint32_t longest = random.one_in(4) ? 200 : 2;
  return {begin, std::min(size, begin + random.below(longest))};
}

std::string edit_text(tests::Generator& random, std::string_view bytes) {
  switch (random.below(6)) {
    case 0: return "";
    case 1: return random.pick({"a", " ", ".", "\u201c", "\u201d", "\"", "'", "\n\n", "\xff", "{"});
    case 2: return random.pick({" rose 5.2 %", " said to", ", she said.", "# Analysis\n\n"});
    default: break;
  }
  // A piece of the story itself, as by copy and paste.
  const auto begin = random.below(static_cast<uint32_t>(bytes.size() + 1));
  return std::string(bytes.substr(begin, random.below(random.one_in(3) ? 400 : 4)));
}

void edit_at_random(std::string bytes, uint32_t seed, const gate::Gate& gate = finance()) {
  tests::Generator random(seed);
  gate::Session session(gate, bytes);
  CHECK(printed(session.check(options())) == checked_afresh(bytes, gate));
  const std::string original = bytes;
  for (int step = 0; step < 60; ++step) {
    if (step % 15 == 14) {  // all of it undone in one step
      REQUIRE(session.replace({0, static_cast<uint32_t>(bytes.size())}, original));
      bytes = original;
    } else {
      const base::Span place = edit_place(random, bytes);
      const std::string text = edit_text(random, bytes);
      REQUIRE(session.replace(place, text));
      bytes.replace(place.begin, place.size(), text);
    }
    REQUIRE(session.bytes() == bytes);
    REQUIRE(printed(session.check(options())) == checked_afresh(bytes, gate));
  }
}

/// Rules over findings: of their passage alone, of more than it, and of more from some on.
std::unique_ptr<const gate::Gate> rules_over_findings() {
  const std::pair<const char*, const char*> rules[] = {
      {"text.sentences", "it.part == 'body' && it.text.contains('ferr')"},
      {"text.sentences", "it.part == 'body' && it.voice == 'own' && it.figures > 1"},
      {"text.sentences", "it.section == 'analysis' && it.figures > 0"},
      {"text.sentences", "it.attributed && text.blocks % 2 == 0"},
      {"text.sentences", "it.part == 'takeaway' && share_in_body(it.text) < 0.8"},
      {"text.sentences", "it.figures > 0 && dyn(it)['sec' + 'tion'] == 'lead'"},
      {"text.sentences", "it.figures / (it.figures - 1) > 1"},
      {"text.sentences", "it.figures > 0 && text.words / (it.figures - 1) > 99"},
      {"text.figures",
       "it.part == 'headline' && "
       "!text.figures.exists(f, f.part == 'body' && f.value == it.value)"},
      {"text.figures", "text.figures.exists(f, f.value == it.value && f.sentence < it.sentence)"},
      {"text.quotations", "it.sentence % 3 == 0"},
      {"text.quotations", "!it.attributed"},
      {"text.hedges", "it.voice == 'own' && it.phrase.size() > 3"},
      {"text.hedges", "has(article.description) && it.part != 'headline'"},
      {"text.sentences.filter(s, s.figures > 0)", "it.voice == 'own'"},
  };
  std::string members;
  for (const auto& [each, when] : rules) {
    members +=
        (members.empty() ? "" : ", ") +
        gate::testing::rule("\"id\": \"r" + std::to_string(members.size()) +
                            "\", \"decision\": \"hold\", \"each\": \"" + each + "\", \"when\": \"" +
                            when + "\", \"message\": \"'{it.text}', one of {text.words}\"");
  }
  return gate::testing::must_compile("\"rules\": [" + members + "]");
}

}  // namespace

TEST_CASE("a session asks anew what may have changed: rules over findings", "[session]") {
  const auto gate = rules_over_findings();
  uint32_t seed = 200;
  for (const char* story : stories) edit_at_random(markdown(story), seed++, *gate);
}

TEST_CASE("a session: what changes far from where it is edited", "[session]") {
  const auto gate = rules_over_findings();
  const std::string story =
      "---\nheadline: A berth for 40 ferries\n---\n\nIt may rain. 4 ferries wait, 5 berths close."
      "\n\n## Analysis\n\n6 ferries wait, 7 berths close. It could rain.\n\n“Wait,” he said.\n";
  const std::pair<const char*, const char*> edits[] = {
      {"40", "41"},
      {"41", "4"},
      {"Analysis", "Outlook"},
      {"Outlook", "Analysis"},
      {"## Analysis", ""},
      {"It may", "It can"},
      {"6 ferries", "Ferries"},
      {"5 berths", "Berths"},
      {"“Wait,”", "Wait,"},
      {"Ferries", "14 ferries"},
      {"4 ", "104 "},
  };
  gate::Session session(*gate, story);
  CHECK(printed(session.check(options())) == checked_afresh(story, *gate));
  for (const auto& [from, to] : edits) {
    INFO(from << " becomes " << to);
    const size_t at = session.bytes().find(from);
    REQUIRE(at != std::string::npos);
    const auto begin = static_cast<uint32_t>(at);
    REQUIRE(session.replace({begin, begin + static_cast<uint32_t>(std::strlen(from))}, to));
    const std::string now(session.bytes());
    REQUIRE(printed(session.check(options())) == checked_afresh(now, *gate));
  }
}

TEST_CASE("a session gives the verdict of a fresh check: story Markdown", "[session]") {
  uint32_t seed = 1;
  for (const char* story : stories) edit_at_random(markdown(story), seed++);
}

TEST_CASE("a session gives the verdict of a fresh check: JSON", "[session]") {
  uint32_t seed = 100;
  for (const char* story : stories) edit_at_random(as_json(markdown(story)), seed++);
}

TEST_CASE("a session: moved, repeated and removed paragraphs", "[session]") {
  std::vector<std::string> blocks;
  for (const char* story : stories) {
    std::string text = markdown(story);
    for (size_t at = 0; (at = text.find("\n\n")) != std::string::npos; text.erase(0, at + 2)) {
      if (at > 40 && text[0] != '-' && text[0] != '#') blocks.push_back(text.substr(0, at));
    }
  }
  REQUIRE(blocks.size() > 20);
  const std::string front = "---\nheadline: Paragraphs on the move\n---\n\n";
  tests::Generator random(7);
  std::string bytes = front;
  gate::Session session(finance(), bytes);
  for (int step = 0; step < 200; ++step) {
    if (random.one_in(3)) random.shuffle(blocks);
    std::string next = front;
    const uint32_t count = random.below(static_cast<uint32_t>(blocks.size()));
    for (uint32_t i = 0; i < count; ++i) next += blocks[random.one_in(8) ? 0 : i] + "\n\n";
    REQUIRE(session.replace({0, static_cast<uint32_t>(bytes.size())}, next));
    bytes = next;
    REQUIRE(printed(session.check(options())) == checked_afresh(bytes));
  }
}

TEST_CASE("a session refuses edits that are not within the story", "[session]") {
  gate::Session session(finance(), "{}");
  CHECK_FALSE(session.replace({3, 3}, "x"));
  CHECK_FALSE(session.replace({0, 3}, "x"));
  CHECK_FALSE(session.replace({2, 1}, "x"));
  CHECK(session.bytes() == "{}");
  CHECK(session.replace({1, 1}, "\"headline\": \"Berth opens\""));
  CHECK(session.bytes() == "{\"headline\": \"Berth opens\"}");
  CHECK(session.check(options()).article->headline.view() == "Berth opens");
}

}  // namespace stet::report
