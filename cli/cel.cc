// stet cel: an expression of the condition language, tried out; its official tests, run.
#include <CLI/CLI.hpp>

#include <functional>
#include <memory>

#include "cli/choice.h"
#include "cli/invocation.h"
#include "cli/one_story.h"
#include "cli/printable_lines.h"
#include "cli/rules_file.h"
#include "engine/cel_json/answer.h"
#include "engine/cel_json/bindings.h"
#include "engine/cel_json/conformance.h"
#include "engine/gate/gate.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(Without a story the expression sees nothing, or the variables of --bindings: a JSON object whose
members are the variables. With a story it sees what conditions of rules see: article, text, clusters,
scores, the terms of the rules file.

Examples:
  stet cel '[1, 2, 3].filter(x, x % 2 == 1)'
  stet cel --bindings data.json 'tags.exists(t, t.startsWith("eu-"))'
  stet cel --trace 'article.sources.all(s, has(s.url))' story.md
  stet cel --conformance conformance.json    run tests of the language

Returns 0 when the expression has a value, 1 when it ends in an error or a test fails, 2 when it is
wrong, 3 when an input cannot be read.)";

struct CelArguments {
  std::string expression, story, bindings, rules, now, conformance;
  bool trace = false;
  bool json = false;
};

constexpr std::string_view expression_name = "expression";

/// Tells problems with the lines they speak of.
void tell(const base::Problems& problems, std::string_view name, std::string_view bytes,
          Invocation& invocation) {
  const report::SourceText source{name, bytes};
  std::string text;
  report::problems_text(problems, {&source, 1}, invocation.err_style(), text);
  invocation.streams.err.write(text);
}

void tell_error(const cel::Error& error, const CelArguments& arguments, Invocation& invocation) {
  base::Problem problem;
  problem.code = cel::to_string(error.code);
  problem.file = expression_name;
  problem.span = error.span;
  problem.message = error.message;
  std::string text;
  report::problem_text(problem, arguments.expression, invocation.err_style(), text);
  invocation.streams.err.write(text);
}

/// The value, and the steps when asked for.
std::string answer_text(const cel::Program& program, const cel::Value& value,
                        const cel::Environment& environment, cel::Evaluation& evaluation,
                        bool trace) {
  std::string text;
  if (!value.is_error()) {
    value.is(cel::Kind::object) ? cel::append_short(text, value, evaluation)
                                : cel::append_value(text, value, &environment);
    text += '\n';
  }
  if (trace) cel::append_steps(text, cel::explain(program, evaluation), evaluation, 1);
  return printable_lines(text);
}

void evaluate(const CelArguments& arguments, const cel::Environment& environment,
              cel::Evaluation& evaluation, Invocation& invocation) {
  base::MappedText mapped;
  mapped.text = arguments.expression;
  mapped.source = {0, static_cast<uint32_t>(arguments.expression.size())};
  base::Problems problems;
  const auto program =
      cel::compile(environment, mapped, expression_name, arguments.expression, {}, problems);
  problems.sort();
  tell(problems, expression_name, arguments.expression, invocation);
  if (!program) {
    invocation.exit = worse(invocation.exit, Exit::wrong_usage);
    return;
  }
  const cel::Value value = cel::evaluate(*program, evaluation);
  if (arguments.json) {
    std::string json;
    cel_json::append_answer_json(json, *program, value, evaluation, {arguments.trace, 2});
    invocation.streams.out.write(json + "\n");
  } else {
    invocation.streams.out.write(
        answer_text(*program, value, environment, evaluation, arguments.trace));
    if (value.is_error()) tell_error(value.error(), arguments, invocation);
  }
  if (value.is_error()) invocation.exit = worse(invocation.exit, Exit::not_cleared);
}

void with_bindings(const CelArguments& arguments, Invocation& invocation) {
  Buffer bytes;
  if (!arguments.bindings.empty() && !read_input(arguments.bindings, bytes, invocation)) return;
  base::Problems problems;
  const auto bindings = cel_json::read_bindings(bytes.view(), arguments.bindings, problems);
  tell(problems, arguments.bindings, bytes.view(), invocation);
  if (bindings == nullptr) {
    invocation.exit = worse(invocation.exit, Exit::unreadable);
    return;
  }
  cel::Evaluation evaluation(bindings->arena, bindings->slots);
  evaluate(arguments, bindings->environment, evaluation, invocation);
}

void with_story(const CelArguments& arguments, Invocation& invocation) {
  const auto gate = load_rules(arguments.rules, invocation);
  Buffer bytes;
  if (!gate || !read_input(arguments.story, bytes, invocation)) return;
  gate::Checker checker(*gate);
  if (!check_story(checker, {arguments.story, bytes.view(), arguments.now}, invocation)) return;
  checker.try_out([&](const cel::Environment& environment, cel::Evaluation& evaluation) {
    evaluate(arguments, environment, evaluation, invocation);
  });
}

void conformance(const std::string& path, Invocation& invocation) {
  Buffer bytes;
  if (!read_input(path, bytes, invocation)) return;
  const cel_json::ConformanceResult result = cel_json::run_conformance(bytes.view());
  if (!result.problem.empty()) {
    return invocation.complain("'" + path + "': " + result.problem, Exit::unreadable);
  }
  invocation.streams.out.write(printable_lines(cel_json::conformance_report(result)));
  if (result.all.failed > 0) invocation.exit = worse(invocation.exit, Exit::not_cleared);
}

void run(const CelArguments& arguments, Invocation& invocation) {
  if (!arguments.conformance.empty()) return conformance(arguments.conformance, invocation);
  if (arguments.expression.empty()) {
    return invocation.complain("expected an expression, or --conformance", Exit::wrong_usage);
  }
  arguments.story.empty() ? with_bindings(arguments, invocation)
                          : with_story(arguments, invocation);
}

}  // namespace

void add_cel(CLI::App& app, Invocation& invocation) {
  CLI::App& command = *app.add_subcommand("cel", "Try out an expression of the condition language");
  const auto arguments = std::make_shared<CelArguments>();
  command.add_option("EXPR", arguments->expression, "an expression")->type_name("");
  CLI::Option* story =
      command.add_option("STORY", arguments->story, "a story, or '-'; default: none")
          ->type_name("");
  command.add_option("--bindings", arguments->bindings, "variables: a JSON object, or '-'")
      ->type_name("FILE")
      ->excludes(story);
  add_rules_option(command, arguments->rules);
  command
      .add_option("--now", arguments->now, "time that 'now' stands for; default: the current time")
      ->type_name("TIME");
  command.add_flag("--trace", arguments->trace, "the values of all sub-expressions");
  add_choice<bool>(command, "--format", arguments->json, {{"text", false}, {"json", true}},
                   "FORMAT", "text or json");
  command.add_option("--conformance", arguments->conformance, "run the tests of a file")
      ->type_name("FILE");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
