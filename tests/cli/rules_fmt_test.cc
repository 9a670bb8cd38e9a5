// `stet rules fmt`: what is written, what is only told.
#include <catch2/catch.hpp>

#include "tests/cli/process.h"

using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;

TEST_CASE("rules fmt lays out in place, --check only tells") {
  const Folder folder;
  const std::string file = folder.write("a.json", "{\n\"a\":1, // one\n  \"b\" : [ 2 ],\n}\n");
  const Ran checked = run_stet({"rules", "fmt", "--check", file});
  CHECK(checked.exit == 1);
  CHECK(checked.out == file + ":2: laid out differently\n");
  const Ran written = run_stet({"rules", "fmt", file});
  CHECK(written.exit == 0);
  CHECK(written.out == file + ": laid out\n");
  const Ran again = run_stet({"rules", "fmt", file});
  CHECK(again.exit == 0);
  CHECK(again.out.empty());
  CHECK(run_stet({"rules", "fmt", "--check", file}).exit == 0);
  CHECK(run_stet({"rules", "fmt", "-"}, "{\"a\":1}").out == "{\"a\": 1}\n");
}

TEST_CASE("rules fmt lays YAML out, tells what is wrong and goes on") {
  const Folder folder;
  const std::string yaml = folder.write("a.yaml", "stet: 1\nid:    x # why\n");
  const std::string wrong = folder.write("b.json", "{\"a\": }");
  const std::string right = folder.write("c.json", "{\"a\":1}");
  const Ran ran = run_stet({"rules", "fmt", yaml, wrong, right});
  CHECK(ran.exit == 2);
  CHECK(ran.err.find(wrong + ":1:7: error: expected a value") != std::string::npos);
  CHECK(ran.out == yaml + ": laid out\n" + right + ": laid out\n");
  CHECK(run_stet({"rules", "fmt", folder.path("none.json")}).exit == 3);
}
