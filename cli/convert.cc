// stet convert: an article in any format, as canonical JSON.
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/files.h"
#include "cli/invocation.h"
#include "cli/rules_file.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(What the gate understood of a story: every field under its JSON name, unknown fields kept. Headings
of story Markdown are read with the methodology's names for sections.

Examples:
  stet convert story.md                      to look at
  stet convert --compact story.md >> archive.jsonl
  stet convert story.md | stet check -       the same verdict as for story.md)";

struct ConvertArguments {
  std::string rules;
  std::string file;
  bool compact = false;
};

void run(const ConvertArguments& arguments, Invocation& invocation) {
  const auto gate = load_rules(arguments.rules, invocation);
  if (!gate) return;
  Buffer bytes;
  const auto loaded = read_file(arguments.file, formats::Limits::bytes + 1, bytes);
  if (!loaded) {
    return invocation.complain("cannot read '" + arguments.file + "': " + loaded.error(),
                               Exit::unreadable);
  }
  formats::ReadOptions options;
  options.name = arguments.file;
  options.sections = gate->methodology().sections;
  formats::Reader reader;
  base::Problems problems;
  const formats::Article* article = reader.read(bytes.view(), options, problems);

  const report::SourceText source{arguments.file, bytes.view()};
  std::string text;
  report::problems_text(problems, {&source, 1}, invocation.err_style(), text);
  invocation.streams.err.write(text);
  if (article == nullptr) {
    invocation.exit = worse(invocation.exit, Exit::unreadable);
    return;
  }
  std::string json;
  formats::write_json(*article, json, arguments.compact ? 0 : 2);
  invocation.streams.out.write(json + "\n");
}

}  // namespace

void add_convert(CLI::App& app, Invocation& invocation) {
  CLI::App& command = *app.add_subcommand("convert", "Write a story as canonical JSON");
  const auto arguments = std::make_shared<ConvertArguments>();
  command.add_option("FILE", arguments->file, "story Markdown or JSON, or '-'")
      ->required()
      ->type_name("");
  command.add_flag("--compact", arguments->compact, "one line, as archives have it");
  add_rules_option(command, arguments->rules);
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
