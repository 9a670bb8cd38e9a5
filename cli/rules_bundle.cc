// stet rules bundle: a rules file and all that it extends as one file, for pages.
#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

#include "cli/replace_file.h"
#include "cli/rules_file.h"
#include "engine/base/json_writer.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(One JSON object, {"entry": …, "files": {name: text, …}}: what createGate takes as a methodology and
<stet-gate rules> as an address, so that a page asks for one file in place of one after the other. The
texts are those of the files, byte for byte: verdicts carry the same digest.

Returns 0; 2 for a wrong rules file; 3 when OUT cannot be written.

Examples:
  stet rules bundle rules/finance.json public/finance.bundle.json
  stet rules bundle desk.yaml | gzip > desk.bundle.json.gz)";

struct BundleArguments {
  std::string file, out;
};

/// Names count from the folder of the entry, whose files are the first.
std::string bundle_json(const methodology::Methodology& methodology) {
  const std::filesystem::path folder =
      std::filesystem::path(methodology.files.front()->name).parent_path();
  const auto name_of = [&folder](const methodology::File& file) {
    return std::filesystem::path(file.name).lexically_relative(folder).generic_string();
  };
  std::string out;
  base::JsonWriter writer(out);
  writer.begin_object();
  writer.member("entry", name_of(*methodology.files.front()));
  writer.key("files");
  writer.begin_object();
  for (const auto& file : methodology.files) {
    writer.any_key(name_of(*file));
    writer.string(file->bytes);
  }
  writer.end_object();
  writer.end_object();
  return out + "\n";
}

void run(const BundleArguments& arguments, Invocation& invocation) {
  const auto gate = load_rules(arguments.file, invocation);
  if (!gate) return;
  const std::string bundle = bundle_json(gate->methodology());
  if (arguments.out.empty() || arguments.out == "-") {
    invocation.streams.out.write(bundle);
    return;
  }
  if (const auto written = replace_file(arguments.out, bundle); !written) {
    invocation.complain("cannot write '" + arguments.out + "': " + written.error(),
                        Exit::unreadable);
  }
}

}  // namespace

void add_rules_bundle(CLI::App& rules, Invocation& invocation) {
  CLI::App& command =
      *rules.add_subcommand("bundle", "Put a rules file and all that it extends into one");
  const auto arguments = std::make_shared<BundleArguments>();
  command.add_option("FILE", arguments->file, "rules file (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  command.add_option("OUT", arguments->out, "where to write it; default: standard output")
      ->type_name("");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
