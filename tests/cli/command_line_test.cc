// Wrong usage: what is said, and that it is 2.
#include <catch2/catch.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;

namespace {

struct Wrong {
  std::vector<std::string> arguments;
  std::string said;  ///< the first line on standard error
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("wrong usage is told with what was meant") {
  const Wrong table[] = {
      {{},
       "stet: expected a command: check, explain, rules, score, convert, cel, inspect, serve, lsp"},
      {{"chekc"}, "stet: no command 'stet chekc'; did you mean 'check'?"},
      {{"xyzzy"}, "stet: no command 'stet xyzzy'"},
      {{"rules"},
       "stet: expected a command: check, test, prove, verify, fmt, coverage, mutate, sensitivity, "
       "diff, stats, doc, reference, bundle"},
      {{"rules", "tset", "a"}, "stet: no command 'stet rules tset'; did you mean 'test'?"},
      {{"check", "--fromat", "json", "a"},
       "stet: no option '--fromat' for 'stet check'; did you mean '--format'?"},
      {{"check", "--jbos=2", "a"},
       "stet: no option '--jbos' for 'stet check'; did you mean '--jobs'?"},
      {{"check", "--format", "xml", "a"},
       "stet: --format: expected text, json or jsonl, found 'xml'"},
      {{"check", "--color", "blue", "a"},
       "stet: --color: expected auto, always or never, found 'blue'"},
      {{"check"}, "stet: expected PATH: stories, folders of stories, or '-'"},
      {{"convert"}, "stet: expected FILE: story Markdown or JSON, or '-'"},
      {{"check", "-x", "a"}, "stet: no option '-x' for 'stet check'"},
      {{"check", "--jobs", "0", "a"},
       "stet: --jobs: expected a number of threads from 1 to 1,024, found '0'"},
      {{"check", "-j", "two", "a"},
       "stet: --jobs: expected a number of threads from 1 to 1,024, found 'two'"},
      {{"check", "--now", "yesterday", "a"},
       "stet: --now: expected a time such as 2026-11-01T09:30:00Z or a date, found 'yesterday'"},
      {{"check", "--now", "2026-02-30", "a"},
       "stet: --now: expected a time such as 2026-11-01T09:30:00Z or a date, found '2026-02-30'"},
      {{"explain"}, "stet: expected the id of a rule, a story, or --list"},
      {{"check", "--rules", "/no/such/rules.json", "a"},
       "stet: cannot read the rules file '/no/such/rules.json': No such file or directory"},
      {{"check", "--rules", "/", "a"},
       "stet: cannot read the rules file '/': it is a folder; name one of its files, or, of "
       "versions, "
       "the day: stet check --as-of DATE"},
      {{"rules", "check", "/"},
       "stet: cannot read the rules file '/': it is a folder; name one of its files, or, of "
       "versions, "
       "the day: stet check --as-of DATE"},
  };
  for (const Wrong& wrong : table) {
    const Ran ran = run_stet(wrong.arguments);
    INFO(ran.err);
    CHECK(ran.exit == 2);
    CHECK(first_line(ran.err) == wrong.said);
    CHECK(ran.out.empty());
  }
}

TEST_CASE("help and version go to standard output") {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                    {"check", "--help"},
                                                    {"rules", "--help"},
                                                    {"rules", "test", "--help"},
                                                    {"rules", "check", "--help"},
                                                    {"rules", "reference", "--help"},
                                                    {"rules", "fmt", "--help"},
                                                    {"rules", "coverage", "--help"},
                                                    {"rules", "mutate", "--help"},
                                                    {"rules", "diff", "--help"},
                                                    {"rules", "stats", "--help"},
                                                    {"rules", "doc", "--help"},
                                                    {"rules", "bundle", "--help"},
                                                    {"explain", "--help"},
                                                    {"convert", "--help"}}) {
    const Ran ran = run_stet(arguments);
    CHECK(ran.exit == 0);
    CHECK(ran.err.empty());
    CHECK(ran.out.find("Examples:") != std::string::npos);
    for (size_t at = 0; at < ran.out.size();) {
      const size_t end = std::min(ran.out.find('\n', at), ran.out.size());
      CHECK(end - at <= 104);
      at = end + 1;
    }
  }
  CHECK(run_stet({"rules", "test", "--help"}).out.find("stet rules test [OPTIONS] FILE...") !=
        std::string::npos);
  const Ran version = run_stet({"--version"});
  CHECK(version.exit == 0);
  CHECK(first_line(version.out) == "stet 0.1.0");
  CHECK(version.out.find("\nsimdjson 3.0.1\n") != std::string::npos);
}
