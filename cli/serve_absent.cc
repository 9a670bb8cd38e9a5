// stet serve in a build without the library that serves (StetThirdParty.cmake): says so.
#include <CLI/CLI.hpp>

#include "cli/invocation.h"

namespace stet::cli {

void add_serve(CLI::App& app, Invocation& invocation) {
  CLI::App& command = *app.add_subcommand("serve", "Serve the workbench (not in this build)");
  command.allow_extras();
  command.callback([&invocation] {
    invocation.complain("this build cannot serve: cpp-httplib was not there when it was made",
                        Exit::wrong_usage);
  });
}

}  // namespace stet::cli
