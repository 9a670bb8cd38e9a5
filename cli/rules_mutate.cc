// stet rules mutate: which small mistakes in a methodology would its tests notice?
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/case_files.h"
#include "cli/choice.h"
#include "cli/clock.h"
#include "cli/invocation.h"
#include "cli/parallel.h"
#include "cli/rules_file.h"
#include "engine/upkeep/mutants.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(One small mistake at a time is made: a threshold one off, < for <=, && for ||, exists for all, a part
left out, an item of a list missing, a weight or a number changed. Then the examples of the rules and
the cases beside the file are run. What none of them notices is told in words, at its place. Mistakes
that are shown to mean the same are left out.

Returns 0; with --least 1 when a smaller share is noticed than that; 2 for a wrong rules file.

Examples:
  stet rules mutate rules/finance.json
  stet rules mutate --only conditions desk.json         on every save
  stet rules mutate --least 95 --format json desk.json  for CI)";

enum class Only : uint8_t { all, conditions, data };

struct MutateArguments {
  std::string file;
  std::vector<std::string> cases;
  Only only = Only::all;
  bool json = false;
  unsigned jobs = 0;
  double least = 0;
  upkeep::Inherited inherited = upkeep::Inherited::left_out;
};

std::vector<upkeep::Mutant> chosen(const gate::Gate& gate, Only only, upkeep::Inherited inherited) {
  std::vector<upkeep::Mutant> out;
  for (upkeep::Mutant& mutant : upkeep::list_mutants(gate, {}, inherited)) {
    const bool data = mutant.of == upkeep::Mutant::Of::data;
    if (only == Only::all || data == (only == Only::data)) out.push_back(std::move(mutant));
  }
  return out;
}

void run(const MutateArguments& arguments, Invocation& invocation) {
  const uint64_t started = monotonic_ns();
  const auto gate = load_rules(arguments.file, invocation);
  if (!gate) return;
  const auto cases = load_cases(arguments.file, arguments.cases, *gate, invocation);
  if (!cases) return;
  const auto stories = upkeep::test_stories(*gate, *cases);
  std::vector<upkeep::Mutant> mutants = chosen(*gate, arguments.only, arguments.inherited);
  // Mutants of one rule share the analysis of its stories, so pieces are not too small.
  const size_t piece = std::max<size_t>(16, mutants.size() / 16);
  in_parallel(mutants.size(), piece, arguments.jobs, "mistakes", invocation.streams.err,
              [&](size_t begin, size_t end) {
                upkeep::try_mutants(*gate, stories, {mutants.data() + begin, end - begin});
              });
  std::string text;
  arguments.json ? append_mutants_json(text, mutants, gate->methodology())
                 : append_mutants_text(text, mutants, gate->methodology());
  if (arguments.json) text += '\n';
  invocation.streams.out.write(text);
  char seconds[48];
  std::snprintf(seconds, sizeof seconds, "%zu mistakes in %zu stories; %.2f s\n", mutants.size(),
                stories.size(), static_cast<double>(monotonic_ns() - started) / 1e9);
  invocation.streams.err.write(seconds);
  if (arguments.inherited == upkeep::Inherited::left_out) {
    invocation.note(upkeep::left_out_text(gate->methodology()));
  }
  invocation.note(upkeep::PackagedPhrases(gate->methodology()).text());
  if (upkeep::score_of(mutants).percent() < arguments.least) {
    invocation.complain("fewer mistakes would be noticed than --least asks for", Exit::not_cleared);
  }
}

}  // namespace

void add_rules_mutate(CLI::App& rules, Invocation& invocation) {
  CLI::App& command =
      *rules.add_subcommand("mutate", "Show which mistakes in the file no test would notice");
  const auto arguments = std::make_shared<MutateArguments>();
  command.add_option("FILE", arguments->file, "rules file (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  command.add_option("--cases", arguments->cases, "files of cases; default: those beside the file")
      ->type_name("FILE");
  add_choice<Only>(command, "--only", arguments->only,
                   {{"all", Only::all}, {"conditions", Only::conditions}, {"data", Only::data}},
                   "conditions|data", "mistakes in conditions and terms, or in all other values");
  add_choice<bool>(command, "--format", arguments->json, {{"text", false}, {"json", true}},
                   "text|json", "json: the score and every mistake, with the test that noticed it");
  command.add_option("--jobs", arguments->jobs, "threads; default: one per processor")
      ->type_name("N");
  command.add_option("--least", arguments->least, "percent of mistakes that must be noticed")
      ->type_name("PERCENT");
  command.add_flag_callback(
      "--inherited", [arguments] { arguments->inherited = upkeep::Inherited::included; },
      "rules of files that it extends, too, though they have tests of their own");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
