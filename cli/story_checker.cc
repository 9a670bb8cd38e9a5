#include "cli/story_checker.h"

#include <optional>

#include "cli/clock.h"

namespace stet::cli {

void ChunkResult::clear() {
  verdicts.clear();
  messages.clear();
  tally = {};
}

void StoryChecker::check(const Chunk& chunk, ChunkResult& result) {
  stories_.each(
      chunk,
      [&](std::string_view bytes, std::string_view name, formats::Format format) {
        check_story(bytes, name, format, result);
      },
      [&](const std::string& name, const std::string& error) { cannot_read(name, error, result); });
}

void StoryChecker::check_story(std::string_view bytes, std::string_view name,
                               formats::Format format, ChunkResult& result) {
  gate::CheckOptions options;
  options.name = name;
  options.format = format;
  options.now = settings_.now;
  const bool json = settings_.format != VerdictFormat::text;
  options.lean = json && settings_.detail == report::Detail::ids && !settings_.ways;
  options.quantities = json && settings_.detail == report::Detail::full;
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
  write(verdict, options, result.verdicts);
}

void StoryChecker::write(const gate::Verdict& verdict, const gate::CheckOptions& options,
                         std::string& out) {
  std::optional<upkeep::WaysToPass> ways;
  if (settings_.ways) ways = upkeep::find_ways_to_pass(*settings_.gate, verdict, options);
  switch (settings_.format) {
    case VerdictFormat::text:
      report::verdict_text(verdict, settings_.style, out);
      if (ways) upkeep::append_ways_text(out, *ways, verdict, settings_.style);
      out += '\n';
      return;
    case VerdictFormat::json:
      if (!out.empty()) out += ",\n";
      return append_json(verdict, ways ? &*ways : nullptr, 2, out);
    case VerdictFormat::jsonl:
      append_json(verdict, ways ? &*ways : nullptr, 0, out);
      out += '\n';
      return;
  }
}

void StoryChecker::append_json(const gate::Verdict& verdict, const upkeep::WaysToPass* ways,
                               int indent, std::string& out) const {
  if (ways == nullptr) return report::verdict_json(verdict, settings_.detail, out, indent);
  upkeep::append_verdict_json(out, *ways, verdict, settings_.detail, indent);
}

void StoryChecker::cannot_read(const std::string& name, const std::string& error,
                               ChunkResult& result) {
  ++result.tally.unreadable;
  result.messages.append("stet: cannot read '").append(name).append("': ").append(error);
  result.messages += '\n';
}

}  // namespace stet::cli
