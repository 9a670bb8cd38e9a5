// stet serve, as a browser meets it: files with their types, the policy, nothing outside the
// folder.
#include <catch2/catch.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;
using stet::tests::shell;

namespace {

bool can_serve() {
  const Ran ran = run_stet({"serve", "--folder", "/nowhere"});
  if (ran.err.find("cannot serve") == std::string::npos) return true;
  WARN("this build has no server");
  return false;
}

/// Serves `folder`, runs a line of bash in which $AT is the address, ends the server.
Ran with_server(const std::string& folder, const std::string& line) {
  Folder notes;
  return shell("\"$STET\" serve --port 0 --folder '" + folder + "' >'" + notes.path("at") +
               "' 2>/dev/null </dev/null & server=$!; "
               "for i in {1..200}; do grep -q http '" +
               notes.path("at") +
               "' && break; sleep .05; done; "
               "AT=$(tr -cd 0-9 <'" +
               notes.path("at") + "'); " + line + "; kill $server");
}

/// What GET of a path answers: status, type, policy, body.
std::string get(const std::string& path) {
  return "exec 4<>/dev/tcp/127.0.0.1/$AT; "
         "printf 'GET " +
         path + " HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' >&4; cat <&4";
}

}  // namespace

TEST_CASE("the workbench is served with types and a policy") {
  if (!can_serve()) return;
  Folder folder;
  folder.write("index.html", "<!doctype html>hello");
  folder.write("stet.wasm", "wasm");
  const std::string page = with_server(folder.path(), get("/")).out;
  CHECK(page.find("200 OK") != std::string::npos);
  CHECK(page.find("Content-Type: text/html") != std::string::npos);
  CHECK(page.find("Content-Security-Policy: default-src 'self'") != std::string::npos);
  CHECK(page.find("<!doctype html>hello") != std::string::npos);
  const std::string module = with_server(folder.path(), get("/stet.wasm")).out;
  CHECK(module.find("Content-Type: application/wasm") != std::string::npos);
  CHECK(module.find("Content-Security-Policy") == std::string::npos);
}

TEST_CASE("nothing outside the folder is served") {
  if (!can_serve()) return;
  Folder folder;
  folder.write("site/index.html", "inside");
  folder.write("secret.txt", "outside");
  for (const char* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/none"}) {
    const std::string answer = with_server(folder.path("site"), get(path)).out;
    INFO(path);
    CHECK(answer.find("outside") == std::string::npos);
    CHECK(answer.find("404") != std::string::npos);
  }
}

TEST_CASE("what cannot be served is told") {
  if (!can_serve()) return;
  Folder folder;
  const Ran none = run_stet({"serve", "--folder", folder.path()});
  CHECK(none.exit == 2);
  CHECK(none.err.find("expected the workbench, found none in '") != std::string::npos);
  folder.write("index.html", "hello");
  const Ran taken = with_server(
      folder.path(), "\"$STET\" serve --port $AT --folder '" + folder.path() + "' 2>&1; echo $?");
  CHECK(taken.out.find("is taken; --port 0") != std::string::npos);
  CHECK(taken.out.find("\n2\n") != std::string::npos);
  CHECK(run_stet({"serve", "--port", "70000"}).exit == 2);
}
