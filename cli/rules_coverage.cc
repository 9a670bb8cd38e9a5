// stet rules coverage: what the tests of a methodology never tried.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/case_files.h"
#include "cli/choice.h"
#include "cli/invocation.h"
#include "cli/rules_file.h"
#include "engine/upkeep/coverage.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(The examples of the rules and the cases beside the file are run; told is which rules never fired or
never stayed silent, which parts of conditions and terms were never true, never false or never
evaluated, which signals never counted and which phrases were never found. Counted on the expressions
themselves: layout changes nothing.

Returns 0; with --least 1 when fewer branches are covered than that; 2 for a wrong rules file.

Examples:
  stet rules coverage rules/finance.json
  stet rules coverage --least 100 desk.json             for CI
  stet rules coverage --format html desk.json > coverage.html
  stet rules coverage --format lcov desk.json > coverage.info)";

enum class CoverageFormat : uint8_t { text, json, lcov, html };

struct CoverageArguments {
  std::string file;
  std::vector<std::string> cases;
  CoverageFormat format = CoverageFormat::text;
  double least = 0;
  upkeep::Inherited inherited = upkeep::Inherited::left_out;
};

void run(const CoverageArguments& arguments, Invocation& invocation) {
  const auto gate = load_rules(arguments.file, invocation);
  if (!gate) return;
  const auto cases = load_cases(arguments.file, arguments.cases, *gate, invocation);
  if (!cases) return;
  const upkeep::Coverage coverage =
      upkeep::measure_coverage(*gate, upkeep::test_stories(*gate, *cases), arguments.inherited);
  std::string text;
  switch (arguments.format) {
    case CoverageFormat::text: append_coverage_text(text, coverage, gate->methodology()); break;
    case CoverageFormat::json: append_coverage_json(text, coverage, gate->methodology()); break;
    case CoverageFormat::lcov: append_coverage_lcov(text, coverage, gate->methodology()); break;
    case CoverageFormat::html: append_coverage_html(text, coverage, gate->methodology()); break;
  }
  invocation.streams.out.write(text);
  if (arguments.inherited == upkeep::Inherited::left_out) {
    invocation.note(upkeep::left_out_text(gate->methodology()));
  }
  invocation.note(upkeep::PackagedPhrases(gate->methodology()).text());
  const upkeep::Share branches = coverage.branches();
  const auto covered = static_cast<double>(branches.covered) * 100;
  if (covered < arguments.least * static_cast<double>(branches.all)) {
    invocation.complain("fewer branches are covered than --least asks for", Exit::not_cleared);
  }
}

}  // namespace

void add_rules_coverage(CLI::App& rules, Invocation& invocation) {
  CLI::App& command = *rules.add_subcommand("coverage", "Show what the tests never tried");
  const auto arguments = std::make_shared<CoverageArguments>();
  command.add_option("FILE", arguments->file, "rules file (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  command.add_option("--cases", arguments->cases, "files of cases; default: those beside the file")
      ->type_name("FILE");
  add_choice<CoverageFormat>(command, "--format", arguments->format,
                             {{"text", CoverageFormat::text},
                              {"json", CoverageFormat::json},
                              {"lcov", CoverageFormat::lcov},
                              {"html", CoverageFormat::html}},
                             "text|json|lcov|html", "for people, programs, lcov's tools, browsers");
  command.add_option("--least", arguments->least, "percent of branches that must be covered")
      ->type_name("PERCENT");
  command.add_flag_callback(
      "--inherited", [arguments] { arguments->inherited = upkeep::Inherited::included; },
      "rules of files that it extends, too, though they have tests of their own");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
