#include "cli/story_checker.h"

#include "cli/clock.h"
#include "engine/base/number.h"

namespace stet::cli {

namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

formats::Format format_by_name(std::string_view path) {
  const size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return formats::Format::automatic;
  const std::string_view extension = path.substr(dot);
  if (extension == ".md" || extension == ".markdown") return formats::Format::markdown;
  if (extension == ".json") return formats::Format::json;
  return formats::Format::automatic;
}

}  // namespace

void ChunkResult::clear() {
  verdicts.clear();
  messages.clear();
  tally = {};
}

void StoryChecker::check(const Chunk& chunk, ChunkResult& result) {
  switch (chunk.kind) {
    case Chunk::Kind::lines: return check_lines(chunk, result);
    case Chunk::Kind::story:
      return check_story(chunk.bytes.view(), chunk.name, formats::Format::automatic, result);
    case Chunk::Kind::files:
      for (const std::string& path : chunk.paths) check_file(path, result);
      return;
    case Chunk::Kind::error: return cannot_read(chunk.name, chunk.error, result);
  }
}

void StoryChecker::check_lines(const Chunk& chunk, ChunkResult& result) {
  std::string_view rest = chunk.bytes.view();
  for (uint64_t number = chunk.first_line; !rest.empty(); ++number) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (is_blank(line)) continue;
    name_.assign(chunk.name).append(":");
    base::append_uint(name_, number);
    check_story(line, name_, formats::Format::json, result);
  }
}

void StoryChecker::check_file(const std::string& path, ChunkResult& result) {
  const auto read = read_file(path, formats::Limits::bytes + 1, file_);
  if (!read) return cannot_read(path, read.error(), result);
  check_story(file_.view(), path, format_by_name(path), result);
  file_.shrink(chunk_size * 4);
}

void StoryChecker::check_story(std::string_view bytes, std::string_view name,
                               formats::Format format, ChunkResult& result) {
  gate::CheckOptions options;
  options.name = name;
  options.format = format;
  options.now = settings_.now;
  const bool ids_only = settings_.detail == report::Detail::ids;
  options.lean = ids_only && settings_.format != VerdictFormat::text;
  options.profile = settings_.profile;
  options.trace = settings_.trace;
  options.previous = settings_.previous;
  options.clock = settings_.profile ? monotonic_ns : nullptr;
  const gate::Verdict& verdict = checker_.check(bytes, options);

  Tally& tally = result.tally;
  ++tally.stories;
  tally.bytes += bytes.size();
  tally.not_cleared += verdict.clears ? 0 : 1;
  tally.waived += verdict.checked.waived;
  tally.rules = std::max<uint64_t>(tally.rules, verdict.checked.rules);
  if (tally.decisions.size() <= verdict.decision) tally.decisions.resize(verdict.decision + 1);
  ++tally.decisions[verdict.decision];
  if (settings_.profile) tally.add(checker_.profile());
  if (verdict.article == nullptr) {
    ++tally.unreadable;
    if (settings_.format != VerdictFormat::text) {
      for (const base::Problem& problem : verdict.problems) {
        report::problem_text(problem, bytes, settings_.message_style, result.messages);
      }
    }
  }
  write(verdict, result);
}

void StoryChecker::write(const gate::Verdict& verdict, ChunkResult& result) {
  std::string& out = result.verdicts;
  switch (settings_.format) {
    case VerdictFormat::text:
      report::verdict_text(verdict, settings_.style, out);
      out += '\n';
      return;
    case VerdictFormat::json:
      if (!out.empty()) out += ",\n";
      report::verdict_json(verdict, settings_.detail, out, 2);
      return;
    case VerdictFormat::jsonl:
      report::verdict_json(verdict, settings_.detail, out, 0);
      out += '\n';
      return;
  }
}

void StoryChecker::cannot_read(const std::string& name, const std::string& error,
                               ChunkResult& result) {
  ++result.tally.unreadable;
  result.messages.append("stet: cannot read '").append(name).append("': ").append(error);
  result.messages += '\n';
}

}  // namespace stet::cli
