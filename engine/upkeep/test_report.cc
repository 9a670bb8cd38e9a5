// What the tests of a methodology found, for people, for CI servers and for programs.
#include "engine/base/json_writer.h"
#include "engine/report/excerpt.h"
#include "engine/upkeep/html.h"
#include "engine/upkeep/suite.h"

namespace stet::upkeep {
namespace {

void attribute(std::string& out, std::string_view name, std::string_view value) {
  out.append(" ").append(name).append("=\"");
  append_html(out, value);
  out += '"';
}

report::Position position(const TestEntry& entry, CaseFiles cases,
                          const methodology::Methodology& methodology) {
  return report::Places(bytes_of(entry.file, cases, methodology)).at(entry.place.begin);
}

}  // namespace

void append_failure_text(std::string& out, const TestEntry& entry, std::string_view bytes,
                         const report::Style& style) {
  out += style.bold;
  report::append_place(out, entry.file, report::Places(bytes).at(entry.place.begin));
  out.append(style.reset).append(style.bad).append("failed").append(style.reset);
  if (entry.group == entry.file) {
    out += ": case '" + entry.name + "'";
  } else if (entry.group == invariants_group) {
    out += ": invariant '" + entry.name + "'";
  } else {
    out += ": '" + entry.group + "', example '" + entry.name + "'";
  }
  if (entry.differences.size() == 1) out += ": " + entry.differences.front();
  out += '\n';
  report::append_excerpt(out, bytes, {entry.place.begin, entry.place.begin + 1}, style);
  if (entry.differences.size() == 1) return;
  for (const std::string& line : entry.differences) out += "  " + line + "\n";
}

void append_junit(std::string& out, const TestReport& report, std::string_view name,
                  CaseFiles cases, const methodology::Methodology& methodology) {
  out += "  <testsuite";
  attribute(out, "name", name);
  attribute(out, "tests", std::to_string(report.entries.size()));
  attribute(out, "failures", std::to_string(report.failed));
  attribute(out, "skipped", std::to_string(report.todo));
  out += ">\n";
  for (const TestEntry& entry : report.entries) {
    out += "    <testcase";
    attribute(out, "classname", entry.group);
    attribute(out, "name", entry.name);
    attribute(out, "file", entry.file);
    if (entry.state == TestState::passed) {
      out += "/>\n";
      continue;
    }
    attribute(out, "line", std::to_string(position(entry, cases, methodology).line));
    if (entry.state == TestState::todo) {
      out += "><skipped/></testcase>\n";
      continue;
    }
    std::string lines;
    for (const std::string& line : entry.differences) lines += line + "\n";
    out += "><failure";
    attribute(out, "message", entry.differences.front());
    out += ">";
    append_html(out, lines);
    out += "</failure></testcase>\n";
  }
  out += "  </testsuite>\n";
}

void append_test_json(std::string& out, const TestReport& report, std::string_view name,
                      CaseFiles cases, const methodology::Methodology& methodology, int indent) {
  static constexpr std::string_view states[] = {"passed", "failed", "todo"};
  base::JsonWriter json(out, indent);
  json.begin_object();
  json.member("file", name);
  json.member_int("passed", static_cast<int64_t>(report.passed));
  json.member_int("failed", static_cast<int64_t>(report.failed));
  json.member_int("todo", static_cast<int64_t>(report.todo));
  json.key("tests");
  json.begin_array();
  for (const TestEntry& entry : report.entries) {
    json.begin_object();
    json.member("group", entry.group);
    json.member("name", entry.name);
    json.member("state", states[static_cast<size_t>(entry.state)]);
    if (entry.state == TestState::failed) {
      const report::Position at = position(entry, cases, methodology);
      json.member("file", entry.file);
      json.member_int("line", at.line);
      json.member_int("column", at.column);
      json.key("differences");
      json.begin_array();
      for (const std::string& line : entry.differences) json.string(line);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace stet::upkeep
