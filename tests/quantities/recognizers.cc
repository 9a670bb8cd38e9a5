#include "tests/quantities/recognizers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <set>

#include "engine/base/number.h"
#include "engine/base/utf8.h"
#include "engine/quantities/civil.h"
#include "engine/quantities/quantities.h"

namespace stet::quantities {

namespace {

using nlohmann::json;

struct Answer {
  uint32_t begin = 0, end = 0;  ///< UTF-16 units, half-open
  std::set<std::string> values;
  friend bool operator<(const Answer& a, const Answer& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  }
};

/// Twelve digits, so that both sides round alike.
std::string number_text(double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.12g", value);
  return text.data();
}

std::string number_text(const json& value) {
  if (value.is_null() || value == "null") return "none";
  std::string text = value.get<std::string>();
  const bool percent = !text.empty() && text.back() == '%';
  if (percent) text.pop_back();
  const auto number = base::parse_double(text);
  return number ? number_text(*number) : text;
}

std::string range_text(const Quantity& q) {
  const auto end = [](double value) { return std::isinf(value) ? "" : number_text(value); };
  return (q.low_open ? "(" : "[") + end(q.low) + "," + end(q.high) + (q.high_open ? ")" : "]");
}
/// "[0.4,)" with its numbers as number_text prints them.
std::string range_text(const std::string& written) {
  const size_t comma = written.find(',');
  const auto end = [](const std::string& text) {
    return text.empty() ? text : number_text(json(text));
  };
  return written[0] + end(written.substr(1, comma - 1)) + "," +
         end(written.substr(comma + 1, written.size() - comma - 2)) + written.back();
}

std::string duration_text(double seconds) { return number_text(seconds); }

/// What the specification calls the values of a moment: timex and what it stands for.
std::set<std::string> moment_values(const Quantity& q) {
  std::set<std::string> values;
  for (const Reading& reading : q.readings) {
    std::string text = reading.timex + "|";
    if (q.kind == Kind::duration) {
      text += duration_text(q.value);
    } else if (reading.is_point) {
      text += reading.has_start ? print_civil(reading.start, q.kind) : "";
    } else {
      text += (reading.has_start ? print_civil(reading.start, q.kind) : "") + "/" +
              (reading.has_end ? print_civil(reading.end, q.kind) : "");
      if (text.back() == '/' && !reading.has_start) text = reading.timex + "|";
    }
    values.insert(text);
  }
  return values;
}

bool fits(Kind kind, const std::string& file) {
  if (file == "datetime") return is_moment(kind);
  if (file == "date_period") return kind == Kind::date_period;
  if (file == "percent") return kind == Kind::percent;
  return to_string(kind) == file;
}

std::set<std::string> values_of(const Quantity& q, const std::string& file) {
  if (is_moment(q.kind)) return moment_values(q);
  if (file == "number_range") return {range_text(q)};
  const std::string value = q.has_value ? number_text(q.value) : "none";
  if (file == "ordinal") {
    return {value + " " + (q.relative.empty() ? "start" : std::string(q.relative))};
  }
  if (file == "currency") return {value + " " + q.unit + " " + std::string(q.currency)};
  if (file == "dimension") return {value + " " + q.unit};
  return {value};
}

std::string text_or_empty(const json& object, const char* key) {
  return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : "";
}

std::set<std::string> expected_moments(const json& resolution) {
  std::set<std::string> values;
  if (!resolution.contains("values") || !resolution["values"].is_array()) return values;
  for (const json& each : resolution["values"]) {
    const std::string timex = text_or_empty(each, "timex");
    std::string text = timex + "|";
    const std::string value = text_or_empty(each, "value");
    if (text_or_empty(each, "type") == "duration") {
      text += number_text(json(value));
    } else if (each.contains("start") || each.contains("end")) {
      text += text_or_empty(each, "start") + "/" + text_or_empty(each, "end");
    } else if (value != "not resolved") {
      text += value;
    }
    values.insert(text);
  }
  return values;
}

/// The parser-level files: past and future resolutions beside one timex.
std::set<std::string> expected_parsed(const json& value) {
  std::set<std::string> values;
  const std::string timex = text_or_empty(value, "Timex");
  for (const char* side : {"PastResolution", "FutureResolution"}) {
    if (!value.contains(side)) continue;
    const json& resolution = value[side];
    std::string text = timex + "|";
    if (resolution.contains("duration")) {
      text += number_text(resolution["duration"]);
    } else if (resolution.contains("date")) {
      text += text_or_empty(resolution, "date");
    } else if (resolution.contains("startDate") || resolution.contains("endDate")) {
      text += text_or_empty(resolution, "startDate") + "/" + text_or_empty(resolution, "endDate");
    }
    values.insert(text);
  }
  return values;
}

std::set<std::string> expected_values(const json& result, const std::string& file) {
  if (result.contains("Value")) return expected_parsed(result["Value"]);
  const json& resolution = result["Resolution"];
  if (resolution.contains("values")) return expected_moments(resolution);
  const json value = resolution.contains("value") ? resolution["value"] : json();
  if (file == "number_range") return {range_text(value.get<std::string>())};
  if (file == "ordinal") {
    return {number_text(resolution["offset"]) + " " + text_or_empty(resolution, "relativeTo")};
  }
  if (file == "currency") {
    return {number_text(value) + " " + text_or_empty(resolution, "unit") + " " +
            text_or_empty(resolution, "isoCurrency")};
  }
  if (file == "dimension") return {number_text(value) + " " + text_or_empty(resolution, "unit")};
  return {number_text(value)};
}

std::vector<Answer> expected(const json& spec, const std::string& file) {
  std::vector<Answer> answers;
  for (const json& result : spec["Results"]) {
    const auto begin = result["Start"].get<uint32_t>();
    const uint32_t end = result.contains("End") ? result["End"].get<uint32_t>() + 1
                                                : begin + result["Length"].get<uint32_t>();
    answers.push_back({begin, end, expected_values(result, file)});
  }
  std::sort(answers.begin(), answers.end());
  return answers;
}

std::vector<Answer> found(const json& spec, const std::string& file) {
  const std::string text = spec["Input"].get<std::string>();
  Options options;
  options.moments = file == "datetime" || file.starts_with("date") || file == "duration";
  if (spec.contains("Context")) {
    options.now = read_civil(spec["Context"]["ReferenceDateTime"].get<std::string>()).value_or(0);
  }
  text::Tokens tokens;
  text::tokenise(text, tokens);
  std::vector<Answer> answers;
  uint32_t end = 0;
  for (const Quantity& q : find_quantities(text, tokens, options)) {
    if (!fits(q.kind, file)) continue;
    if (file == "datetime" && q.span.end <= end) continue;  // the largest alone
    end = std::max(end, q.span.end);
    const auto utf16 = [&](uint32_t at) { return base::utf16_length(text.substr(0, at)); };
    answers.push_back({utf16(q.span.begin), utf16(q.span.end), values_of(q, file)});
  }
  std::sort(answers.begin(), answers.end());
  return answers;
}

std::string print(const std::vector<Answer>& answers) {
  std::string text;
  for (const Answer& answer : answers) {
    text += " [" + std::to_string(answer.begin) + "-" + std::to_string(answer.end);
    for (const std::string& value : answer.values) text += " {" + value + "}";
    text += "]";
  }
  return text;
}

void run(const json& spec, const std::string& name, Score& score) {
  const std::vector<Answer> want = expected(spec, name);
  const std::vector<Answer> have = found(spec, name);
  ++score.cases;
  bool spans = want.size() == have.size();
  bool values = spans;
  for (size_t i = 0; spans && i < want.size(); ++i) {
    spans = want[i].begin == have[i].begin && want[i].end == have[i].end;
    values = values && spans && want[i].values == have[i].values;
  }
  score.spans += spans;
  score.values += spans && values;
  if (spans && values) return;
  score.failures.push_back((spans ? "value: " : "span:  ") + spec["Input"].dump() + "\n    want" +
                           print(want) + "\n    have" + print(have));
}

}  // namespace

std::vector<Score> run_recognizers(const std::string& folder) {
  std::vector<Score> scores;
  for (const char* name : {"number", "percent", "currency", "datetime", "number_range", "ordinal",
                           "dimension", "date", "date_period", "duration"}) {
    std::ifstream file(folder + "/" + name + ".json");
    const json specs = json::parse(file, nullptr, false);
    if (!specs.is_array()) continue;
    Score score;
    score.file = name;
    for (const json& spec : specs) run(spec, name, score);
    scores.push_back(std::move(score));
  }
  return scores;
}

std::string print_scores(const std::vector<Score>& scores) {
  std::string text = "file            cases  spans %  with values %\n";
  for (const Score& score : scores) {
    std::array<char, 96> line{};
    const double all = std::max(1u, score.cases);
    std::snprintf(line.data(), line.size(), "%-14s %6u %8.1f %14.1f\n", score.file.c_str(),
                  score.cases, 100 * score.spans / all, 100 * score.values / all);
    text += line.data();
  }
  return text;
}

}  // namespace stet::quantities
