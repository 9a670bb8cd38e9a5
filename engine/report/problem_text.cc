// Problems for people: place, severity, message, code; the line with a caret; the suggestion.
#include "engine/base/json_writer.h"
#include "engine/base/number.h"
#include "engine/report/excerpt.h"
#include "engine/report/json_place.h"
#include "engine/report/places.h"
#include "engine/report/printable.h"
#include "engine/report/report.h"

namespace stet::report {

namespace {

std::string_view severity_name(base::Severity severity) {
  switch (severity) {
    case base::Severity::error: return "error";
    case base::Severity::warning: return "warning";
    case base::Severity::note: return "note";
  }
  return "error";
}

std::string_view severity_style(base::Severity severity, const Style& style) {
  switch (severity) {
    case base::Severity::error: return style.bad;
    case base::Severity::warning: return style.warn;
    case base::Severity::note: return style.note;
  }
  return style.bad;
}

const SourceText* find_source(std::span<const SourceText> sources, std::string_view name) {
  for (const SourceText& source : sources) {
    if (source.name == name) return &source;
  }
  return nullptr;
}

}  // namespace

Style Style::colours() {
  return {"\x1b[32m", "\x1b[33m", "\x1b[31m", "\x1b[36m", "\x1b[1m", "\x1b[2m", "\x1b[0m"};
}

void problem_text(const base::Problem& problem, std::string_view source, const Style& style,
                  std::string& out) {
  out += style.bold;
  if (!source.empty()) {
    append_place(out, problem.file, Places(source).at(problem.span.begin));
  } else if (!problem.file.empty()) {
    append_printable(out, problem.file);
    out += ": ";
  }
  out.append(style.reset).append(severity_style(problem.severity, style));
  out.append(severity_name(problem.severity)).append(style.reset).append(": ");
  append_printable(out, problem.message);
  out.append(style.dim).append(" [").append(problem.code).append("]").append(style.reset);
  out += '\n';
  append_excerpt(out, source, problem.span, style);
  if (problem.suggestion.empty()) return;
  out.append("  ").append(style.note);
  append_printable(out, problem.suggestion);
  out.append(style.reset).append("\n");
}

void problems_text(const base::Problems& problems, std::span<const SourceText> sources,
                   const Style& style, std::string& out) {
  for (const base::Problem& problem : problems.all()) {
    const SourceText* source = find_source(sources, problem.file);
    problem_text(problem, source == nullptr ? std::string_view() : source->bytes, style, out);
  }
  if (problems.dropped() == 0) return;
  out += "and ";
  base::append_uint(out, problems.dropped());
  out += " more problems\n";
}

void append_problem_members(base::JsonWriter& json, const base::Problem& problem, Places* places) {
  json.member("severity", severity_name(problem.severity));
  json.member("code", problem.code);
  json.member("file", problem.file);
  json.member("message", problem.message);
  if (!problem.suggestion.empty()) json.member("suggestion", problem.suggestion);
  if (places != nullptr) append_place_json(json, problem.span, *places);
}

void problems_json(std::span<const base::Problem> problems, std::span<const SourceText> sources,
                   std::string& out, int indent) {
  base::JsonWriter json(out, indent);
  json.begin_array();
  // Problems come sorted by file, so one index at a time is enough.
  const SourceText* indexed = nullptr;
  Places places{std::string_view()};
  for (const base::Problem& problem : problems) {
    const SourceText* source = find_source(sources, problem.file);
    if (source != nullptr && source != indexed) places = Places(source->bytes), indexed = source;
    json.begin_object();
    append_problem_members(json, problem, source == nullptr ? nullptr : &places);
    json.end_object();
  }
  json.end_array();
}

}  // namespace stet::report
