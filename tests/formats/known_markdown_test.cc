// A reader that remembers gives, after every edit, the article of one that reads it for the first
// time; and where it may it reads little.
#include "engine/formats/known_markdown.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "engine/formats/read_markdown.h"
#include "tests/formats/print_article.h"
#include "tests/formats/samples.h"

namespace stet::formats::testing {
namespace {

/// A story in one place in memory, so that its edits are followed.
class Story {
 public:
  explicit Story(std::string_view text) {
    bytes_.reserve(size_t{1} << 16);
    replace(0, 0, text);
  }
  void replace(size_t begin, size_t size, std::string_view with) {
    bytes_.resize(size_);
    bytes_.replace(begin, size, with);
    size_ = bytes_.size();
    bytes_.append(input_padding, '{');
  }
  std::string_view text() const { return std::string_view(bytes_).substr(0, size_); }

 private:
  std::string bytes_;
  size_t size_ = 0;
};

std::string read(Reader& reader, std::string_view text) {
  ReadOptions options;
  options.name = "test";
  options.format = Format::markdown;
  base::Problems problems;
  const Article* article = reader.read(text, options, problems);
  const std::string problem_lines = print(problems, text);
  return (article == nullptr ? "none" : print(*article, Print::places)) + "\n" + problem_lines;
}

const char* const plain = R"md(---
id: s
sources:
  - {id: wire, publisher: Wire}
---
# Ferries wait

The port[^wire] is closed, the mayor said.

Nobody knows *when* it opens &mdash; or why.[^late]
Two lines.

## Key facts

- [c1]: It closed on Monday.[^wire]
- It opens soon.

  Or never.

> "We wait," he said.

Été is over. The [list](https://a.example) is long.

The end.

[^late]: https://late.example Late news.

[^wire]: The port is closed.
)md";

const char* const pieces[] = {"",       "a",     " ",         "\n",    "\n\n",
                              "*",      "é",     "\xC3",      "- ",    "> ",
                              "# ",     "[^w]",  "[^x]: y\n", "```",   "<b>",
                              "[a]: b", "---\n", "    code",  "&amp;", "\n\nNew one.\n\n",
                              "[a]",    "]:",    "<!-- ",     "\r\n",  "\t",
                              "2. two", "\\",    "~~~\n"};

/// Whether version after version is read as it is by a fresh reader.
void follow(std::string_view text, uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](size_t bound) { return random() % bound; };
  Story story(text);
  Reader remembering;
  remembering.remember();
  for (int step = 0; step < 400; ++step) {
    Reader fresh;
    INFO(story.text());
    REQUIRE(read(remembering, story.text()) == read(fresh, story.text()));
    if (step % 40 == 39) {
      story.replace(0, story.text().size(), text);
      continue;
    }
    const size_t size = story.text().size(), begin = below(size + 1);
    const size_t end = std::min(size, begin + below(below(4) == 0 ? 60 : 3));
    const std::string copied(story.text().substr(below(size + 1), below(60)));
    story.replace(begin, end - begin, below(4) == 0 ? copied : pieces[below(std::size(pieces))]);
  }
}

}  // namespace

TEST_CASE("versions of a story are read as if each were the first") {
  for (uint32_t seed = 1; seed <= 12; ++seed) {
    follow(plain, seed);
    follow(rich_markdown, seed);
    follow(std::string_view(plain).substr(std::string_view(plain).find("# Ferries")), seed);
  }
}

TEST_CASE("what is read again after an edit, and what makes all of it be read") {
  struct Row {
    const char *before, *after;
    bool followed;
  };
  const Row rows[] = {
      {"mayor said", "mayors said", true},
      {"The end.", "", true},
      {"Or never.", "Or\n\nA new paragraph.\n\nnever.", true},
      {"The port is closed.\n", "The port is open.\n", true},
      {"id: s\n", "id: t\n", false},
      {"Two lines", "```\nTwo lines", false},
      {"Two lines", "<!-- Two lines", false},
      {"Two lines.", "Two lines.\n\n[list]: https://b.example", false},
      {"Two lines", "Two \xC3 lines", false},
  };
  for (const Row& row : rows) {
    INFO(row.after);
    Story story(plain);
    KnownMarkdown known;
    base::Arena arena;
    base::Problems problems;
    Article article;
    Findings findings("test", problems);
    UnknownNames names;
    article.input = story.text();
    REQUIRE(read_markdown(story.text(), {}, names, arena, article, findings, &known));
    REQUIRE(problems.empty());
    const std::string_view before = row.before;
    story.replace(story.text().find(before), before.size(), row.after);
    CHECK(known.update(story.text(), 1000) == row.followed);
  }
}

TEST_CASE("a story in another place is read as a whole") {
  const Story story(plain), copy(plain);
  Reader reader, fresh;
  reader.remember();
  read(reader, story.text());
  CHECK(read(reader, copy.text()) == read(fresh, copy.text()));
}

}  // namespace stet::formats::testing
