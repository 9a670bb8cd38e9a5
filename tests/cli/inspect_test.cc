// `stet inspect`: what the engine sees, for people and for programs.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <vector>

#include "engine/base/number.h"
#include "tests/cli/process.h"

using nlohmann::json;
using stet::tests::Folder;
using stet::tests::Ran;
using stet::tests::run_stet;

namespace {

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(json::parse(line, nullptr, false));
  return lines;
}

/// A double as conditions print it.
std::string number_of(const json& line, const char* name) {
  const auto found = line.find(name);
  const bool given = found != line.end() && found->is_number();
  std::string text;
  stet::base::append_double(text, given ? found->get<double>() : 0);
  return text;
}

/// What inspect says of a quantity, in one line.
std::string row_of(const json& line) {
  std::string row = line["text"].get<std::string>() + "|" + line["kind"].get<std::string>();
  const json readings = line.value("readings", json::array());
  const bool duration = line["kind"] == "duration";
  row += "|" + (duration ? number_of(readings[0], "value") : number_of(line, "value"));
  for (const char* member : {"unit", "iso_currency", "dimension", "modifier"}) {
    row += "|" + line.value(member, std::string());
  }
  row += "|" + number_of(line, "precision") + "|";
  for (size_t i = 0; i < readings.size(); ++i) {
    row += (i > 0 ? " " : "") + readings[i]["timex"].get<std::string>();
  }
  return row;
}

}  // namespace

TEST_CASE("inspect marks quantities in their lines") {
  const Folder folder;
  const std::string file = folder.write("a.txt", "Up 3 %.\n\n€5bn tomorrow\n");
  const Ran ran = run_stet({"inspect", "quantities", "--now", "2026-11-24", file});
  CHECK(ran.out ==
        file + ":1:4: percent: 3\n  Up 3 %.\n     ^~~\n" +                               //
            file + ":3:1: currency: 5000000000 Euro (EUR)\n  €5bn tomorrow\n  ^~~~\n" +  //
            file + ":3:6: date: 2026-11-25 2026-11-25\n  €5bn tomorrow\n       ^~~~~~~~\n");
  CHECK(ran.exit == 0);
}

TEST_CASE("inspect gives both kinds of offsets, half-open, per line of input") {
  const Ran ran = run_stet({"inspect", "quantities", "--lines", "--format", "jsonl", "--now",
                            "2016-11-07T00:00:00", "-"},
                           "nothing\r\n€5bn for 😀 3 %\nnext week");
  const std::vector<json> lines = lines_of(ran.out);
  REQUIRE(lines.size() == 6);
  CHECK(lines[0]["line"] == 2);
  CHECK(lines[0]["text"] == "€5bn");
  CHECK(lines[0]["start"] == 0);
  CHECK(lines[0]["end"] == 6);
  CHECK(lines[0]["end_utf16"] == 4);
  CHECK(lines[0]["value"] == 5e9);
  CHECK(lines[0]["iso_currency"] == "EUR");
  CHECK(lines[1]["nested"] == true);
  CHECK(lines[2]["kind"] == "percent");
  CHECK(lines[2]["start"] == 16);
  CHECK(lines[2]["start_utf16"] == 12);
  CHECK(lines[4]["line"] == 3);
  CHECK(lines[4]["kind"] == "date_period");
  CHECK(lines[4]["readings"][0]["timex"] == "2016-W46");
  CHECK(lines[4]["readings"][0]["start"] == "2016-11-14");
  CHECK(lines[4]["readings"][0]["end"] == "2016-11-21");
  CHECK(run_stet({"inspect", "quantities", "--lines", "--format", "jsonl", "-"}, "").out.empty());
}

TEST_CASE("inspect shows each subject of a story") {
  const auto count = [](const char* subject) {
    const Ran ran = run_stet({"inspect", subject, "--format", "jsonl", "--now", "2026-11-24",
                              "rules/examples/svb-one-wire.md"});
    CHECK(ran.exit == 0);
    CHECK(ran.err.empty());
    const std::vector<json> lines = lines_of(ran.out);
    for (const json& line : lines) {
      REQUIRE(line.is_object());
      CHECK(line["start"] < line["end"]);
      CHECK(line["start_utf16"] < line["end_utf16"]);
    }
    return lines.size();
  };
  CHECK(count("tokens") > 50);
  CHECK(count("quantities") > 0);
  CHECK(count("attributions") > 0);
  CHECK(count("attributions") < count("hits"));
  CHECK(count("sources") > 0);
  CHECK(count("claims") > 0);
  CHECK(lines_of(run_stet({"inspect", "quotations", "--lines", "--format", "jsonl", "-"},
                          "“Well,” he said.")
                     .out)
            .at(0)["said"] == "Well,");
}

TEST_CASE("inspect hits names list, weight, voice and attribution; attributions are some of them") {
  const std::string text =
      "It was reportedly sold.\n“We admit it,” a person familiar with the plan said.\n";
  const auto listed = [&](const char* subject) {
    std::string out;
    const Ran ran = run_stet({"inspect", subject, "--lines", "--format", "jsonl", "-"}, text);
    for (const json& line : lines_of(ran.out)) {
      out += std::to_string(line["line"].get<int>()) + " " + line["text"].get<std::string>() + " " +
             line["list"].get<std::string>() + " " + line["voice"].get<std::string>() +
             (line["attributed"] == true ? " attributed" : "") +
             (line["weight"] == 1 ? "" : " weighed") + "\n";
    }
    return out;
  };
  const std::string hits = listed("hits");
  for (const char* hit : {"1 reportedly hedges own\n", "1 reportedly rumours own\n",
                          "2 person familiar with unnamed-sources paraphrase attributed\n",
                          "2 said attribution paraphrase attributed\n"}) {
    INFO(hits);
    CHECK(hits.find(hit) != std::string::npos);
  }
  CHECK(listed("attributions") == "2 said attribution paraphrase attributed\n");
}

TEST_CASE("inspect quantities shows what conditions see") {
  const char* const fields =
      "text.quantities.map(q, [q.text, q.kind, string(q.?value.orValue(0.0)), q.unit, q.currency, "
      "q.dimension, q.approximation, string(q.precision), q.readings.map(r, r.timex).join(' ')]"
      ".join('|'))";
  size_t compared = 0;
  for (const char* story : {"svb-one-wire.md", "nvidia-split.md", "china-balanced-trade.md",
                            "fed-rate-cut.md", "walmart-litecoin.md", "settlement-t1.md"}) {
    INFO(story);
    const std::string file = std::string("rules/examples/") + story;
    const Ran cel =
        run_stet({"cel", "--format", "json", "--now", "2026-11-24T12:00:00Z", fields, file});
    const json seen = json::parse(cel.out, nullptr, false);
    REQUIRE(seen.is_object());
    std::vector<std::string> shown;
    const Ran ran = run_stet(
        {"inspect", "quantities", "--format", "jsonl", "--now", "2026-11-24T12:00:00Z", file});
    for (const json& line : lines_of(ran.out)) {
      if (line["nested"] == false) shown.push_back(row_of(line));
    }
    // Conditions see the headline and the claims first, wherever they stand in the file.
    auto known = seen["value"].get<std::vector<std::string>>();
    std::sort(known.begin(), known.end());
    std::sort(shown.begin(), shown.end());
    CHECK(shown == known);
    compared += shown.size();
  }
  CHECK(compared > 50);
}

TEST_CASE("inspect quantities shows what verdicts have") {
  size_t compared = 0;
  for (const char* story : {"svb-one-wire.md", "nvidia-split.md", "settlement-t1.md"}) {
    INFO(story);
    const std::string file = std::string("rules/examples/") + story;
    const Ran checked = run_stet({"check", "--rules", "rules/copy-desk.json", "--format", "jsonl",
                                  "--now", "2026-11-24T12:00:00Z", file});
    json verdict = json::parse(checked.out, nullptr, false);
    REQUIRE(verdict.is_object());
    std::vector<json> shown;
    const Ran ran = run_stet(
        {"inspect", "quantities", "--format", "jsonl", "--now", "2026-11-24T12:00:00Z", file});
    for (json& line : lines_of(ran.out)) {
      if (line["nested"] == true) continue;
      for (const char* name : {"nested", "end_utf16", "start_utf16"}) line.erase(name);
      shown.push_back(std::move(line));
    }
    for (json& quantity : verdict["quantities"]) {
      const json place = quantity["place"];
      quantity.erase("place");
      quantity["start"] = place["begin"];
      quantity["end"] = place["end"];
      quantity["line"] = place["line"];
      // Verdicts go through the headline and the claims first, wherever they stand in the file.
      CHECK(std::find(shown.begin(), shown.end(), quantity) != shown.end());
      ++compared;
    }
    CHECK(verdict["quantities"].size() == shown.size());
  }
  CHECK(compared > 30);
}

TEST_CASE("inspect tells what it cannot do") {
  CHECK(run_stet({"inspect"}).exit == 2);
  const Ran subject = run_stet({"inspect", "quantites", "-"});
  CHECK(subject.exit == 2);
  CHECK(subject.err.find("did you mean 'quantities'?") != std::string::npos);
  const Ran now = run_stet({"inspect", "quantities", "--now", "soon", "-"});
  CHECK(now.exit == 2);
  CHECK(now.err.find("--now: expected a time") != std::string::npos);
  CHECK(run_stet({"inspect", "tokens", "no-such-file.txt"}).exit == 3);
  CHECK(run_stet({"inspect", "tokens", "--lines", "-"}, "\xff\n").exit == 3);
  CHECK(run_stet({"inspect", "hits", "--rules", "none.json", "-"}, "{}").exit == 2);
}
