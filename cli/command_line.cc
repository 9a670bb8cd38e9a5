#include "cli/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <new>
#include <string>
#include <vector>

#include "cli/invocation.h"
#include "cli/version.h"
#include "engine/base/suggest.h"

namespace stet::cli {

namespace {

constexpr const char* footer = R"(Examples:
  stet check story.md                what would the gate say, and why
  stet check --format jsonl archive.jsonl > verdicts.jsonl
  stet explain single-source         why a rule is there, what satisfies it
  stet rules test rules/finance.json

'stet COMMAND --help' shows the options of a command and more examples.)";

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options([](const CLI::Option*) { return true; })) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string suggestion(const std::string& word, const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return base::did_you_mean(word, candidates);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool is_option(const std::string& word) { return word.size() > 1 && word[0] == '-'; }

/// The command that the arguments reach, before anything is parsed, and the first word that is no
/// command where one has to stand.
struct Reached {
  const CLI::App* command;
  std::string stray;
};

Reached reach(const CLI::App& app, const std::vector<std::string>& arguments) {
  Reached reached{&app, {}};
  for (const std::string& word : arguments) {
    const std::vector<std::string> names = command_names(*reached.command);
    if (names.empty()) break;
    if (is_option(word)) continue;
    if (std::find(names.begin(), names.end(), word) == names.end()) {
      reached.stray = word;
      break;
    }
    reached.command = reached.command->get_subcommand(word);
  }
  return reached;
}

std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return (parent == nullptr ? "" : full_name(*parent) + " ") + command.get_name();
}

/// The first word that looks like an option and is none, without its value; or nothing.
std::string unknown_option(const CLI::App& command, const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    if (!is_option(argument)) continue;
    const bool is_long = argument[1] == '-';
    std::string name = is_long ? argument.substr(0, argument.find('=')) : argument.substr(0, 2);
    if (command.get_option_no_throw(name) == nullptr) return name;
  }
  return {};
}

bool is_missing(const CLI::Option* option) {
  return option->get_required() && option->count() == 0;
}

/// What is wrong in words of ours, where they help more than the parser's.
std::string complaint(const CLI::App& app, const std::vector<std::string>& arguments,
                      const CLI::ParseError& error) {
  const Reached reached = reach(app, arguments);
  if (!reached.stray.empty()) {
    const std::string hint = suggestion(reached.stray, command_names(*reached.command));
    return "no command '" + full_name(*reached.command) + " " + reached.stray + "'" +
           (hint.empty() ? "" : "; " + hint);
  }
  if (const std::vector<std::string> names = command_names(*reached.command); !names.empty()) {
    const bool any_option = std::any_of(arguments.begin(), arguments.end(), is_option);
    if (!any_option) return "expected a command: " + joined(names);
  }
  const std::string stranger = unknown_option(*reached.command, arguments);
  if (!stranger.empty()) {
    const std::string hint = suggestion(stranger, option_names(*reached.command));
    return "no option '" + stranger + "' for '" + full_name(*reached.command) + "'" +
           (hint.empty() ? "" : "; " + hint);
  }
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError)) {
    for (const CLI::Option* option : reached.command->get_options(is_missing)) {
      return "expected " + option->get_name() + ": " + option->get_description();
    }
  }
  return error.what();
}

void usage_error(const CLI::App& app, const std::vector<std::string>& arguments,
                 const CLI::ParseError& error, Invocation& invocation) {
  invocation.complain(complaint(app, arguments, error), Exit::wrong_usage);
  const std::string command = full_name(*reach(app, arguments).command);
  invocation.streams.err.write("try '" + command + " --help'\n");
}

void declare(CLI::App& app, Invocation& invocation) {
  app.description("Decides whether a news story may run, by the newsroom's own written rules.");
  app.footer(footer);
  app.require_subcommand(1);
  app.get_formatter()->column_width(28);
  app.set_version_flag("--version", version_text, "Version of the engine and its libraries");
  add_check(app, invocation);
  add_explain(app, invocation);
  CLI::App& rules = *app.add_subcommand("rules", "Maintain rules files: check, test, lay out");
  rules.require_subcommand(1);
  rules.footer(
      "Examples:\n"
      "  stet rules check rules/finance.json        mistakes, each at its place\n"
      "  stet rules test rules/finance.json         run the examples that the rules carry\n"
      "  stet rules prove rules/finance.json        do its invariants and rankings hold\n"
      "  stet rules verify --watch rules/finance.json   all that matters, on every save\n"
      "  stet rules fmt rules/finance.json          lay it out\n"
      "  stet rules coverage rules/finance.json     what the tests never tried\n"
      "  stet rules mutate rules/finance.json       which mistakes they would not notice\n"
      "  stet rules diff old.json new.json          what another version changes\n"
      "  stet rules stats rules/finance.json --archive stories/   what the rules do in an archive\n"
      "  stet rules doc rules/finance.json --output page.html     the methodology page\n"
      "  stet rules reference rules/finance.json   what conditions may refer to\n"
      "  stet rules bundle rules/finance.json public/finance.bundle.json   one file for pages");
  add_rules_check(rules, invocation);
  add_rules_test(rules, invocation);
  add_rules_prove(rules, invocation);
  add_rules_verify(rules, invocation);
  add_rules_fmt(rules, invocation);
  add_rules_coverage(rules, invocation);
  add_rules_mutate(rules, invocation);
  add_rules_sensitivity(rules, invocation);
  add_rules_diff(rules, invocation);
  add_rules_stats(rules, invocation);
  add_rules_doc(rules, invocation);
  add_rules_reference(rules, invocation);
  add_rules_bundle(rules, invocation);
  add_score(app, invocation);
  add_convert(app, invocation);
  add_cel(app, invocation);
  add_inspect(app, invocation);
  add_serve(app, invocation);
  add_lsp(app, invocation);
}

void parse(CLI::App& app, int argc, char** argv, Invocation& invocation) {
  const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const CLI::App& command = *reach(app, arguments).command;
    // The command's own name includes those above it: "stet rules test".
    const CLI::App* parent = command.get_parent();
    invocation.streams.out.write(command.help(parent == nullptr ? "" : full_name(*parent)));
  } catch (const CLI::CallForVersion& version) {
    invocation.streams.out.write(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    usage_error(app, arguments, error, invocation);
  } catch (const std::bad_alloc&) {
    invocation.complain("out of memory", Exit::unreadable);
  } catch (const std::exception& error) {
    invocation.complain(error.what(), Exit::unreadable);
  }
}

}  // namespace

Exit run_command_line(int argc, char** argv) {
  prepare_streams();
  Invocation invocation;
  CLI::App app("", "stet");
  declare(app, invocation);
  parse(app, argc, argv, invocation);
  invocation.streams.out.flush();
  if (!invocation.streams.out.ok()) {
    invocation.complain(invocation.streams.out.error(), Exit::unreadable);
  }
  invocation.streams.err.flush();
  return invocation.exit;
}

}  // namespace stet::cli
