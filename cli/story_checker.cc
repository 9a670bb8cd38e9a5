#include "cli/story_checker.h"

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
