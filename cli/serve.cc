// stet serve: the workbench on this machine, from the folder that the build made.
#include <httplib.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

#include "cli/files.h"
#include "cli/invocation.h"

namespace stet::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    R"(Serves the workbench to browsers on this machine, and to nobody else. Stories and rules that are edited
there stay in the browser. Ends with Ctrl-C. Returns 2 when there is no workbench or the port is taken.

Examples:
  stet serve
  stet serve --port 0                any port that is free
  stet serve --folder build/workbench)";

constexpr const char* policy =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

struct ServeArguments {
  std::string folder;
  int port = 4180;
};

void prepare(httplib::Server& server, const std::string& folder) {
  // The library's own choice lets two servers share a port, and browsers meet either.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server.set_file_extension_and_mimetype_mapping("wasm", "application/wasm");
  server.set_file_extension_and_mimetype_mapping("md", "text/markdown");
  // The worker's file compiles the module, so its own policy has to allow that.
  server.set_file_request_handler([](const httplib::Request& request, httplib::Response& response) {
    if (request.path == "/" || request.path == "/index.html") {
      response.set_header("Content-Security-Policy", policy);
    }
  });
  server.set_mount_point("/", folder,
                         {{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-cache"}});
}

void run(const ServeArguments& arguments, Invocation& invocation) {
  const std::string folder = arguments.folder.empty() ? shipped_workbench() : arguments.folder;
  std::error_code error;
  if (folder.empty() || !fs::is_regular_file(fs::path(folder) / "index.html", error)) {
    return invocation.complain("expected the workbench, found none" +
                                   (folder.empty() ? "" : " in '" + folder + "'") +
                                   "; 'tools/build wasm' makes it",
                               Exit::wrong_usage);
  }
  httplib::Server server;
  prepare(server, folder);
  const char* host = "127.0.0.1";
  const int port = arguments.port == 0                         ? server.bind_to_any_port(host)
                   : server.bind_to_port(host, arguments.port) ? arguments.port
                                                               : -1;
  if (port < 0) {
    return invocation.complain(
        "port " + std::to_string(arguments.port) + " is taken; --port 0 takes one that is free",
        Exit::wrong_usage);
  }
  invocation.streams.out.write("workbench at http://localhost:" + std::to_string(port) + "/\n");
  invocation.streams.out.flush();
  server.listen_after_bind();
}

}  // namespace

void add_serve(CLI::App& app, Invocation& invocation) {
  CLI::App& command = *app.add_subcommand("serve", "Serve the workbench on this machine");
  const auto arguments = std::make_shared<ServeArguments>();
  command.add_option("--port", arguments->port, "port, 0 for any that is free (4180)")
      ->check(CLI::Range(0, 65535))
      ->type_name("N");
  command.add_option("--folder", arguments->folder, "the built workbench")->type_name("FOLDER");
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli
