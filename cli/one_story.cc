#include "cli/one_story.h"

#include "cli/clock.h"
#include "cli/files.h"
#include "engine/formats/date_time.h"

namespace stet::cli {

bool read_input(const std::string& path, Buffer& bytes, Invocation& invocation) {
  const auto loaded = read_file(path, formats::Limits::bytes + 1, bytes);
  if (!loaded) {
    invocation.complain("cannot read '" + path + "': " + loaded.error(), Exit::unreadable);
  }
  return loaded.has_value();
}

const gate::Verdict* check_story(gate::Checker& checker, const OneStory& story,
                                 Invocation& invocation) {
  if (!story.now.empty() && !formats::parse_date_time(story.now)) {
    invocation.complain(
        "--now: expected a time such as 2026-11-01T09:30:00Z or a date, found '" + story.now + "'",
        Exit::wrong_usage);
    return nullptr;
  }
  const std::string now = story.now.empty() ? now_rfc3339() : story.now;
  gate::CheckOptions options;
  options.name = story.name;
  options.now = now;
  const gate::Verdict& verdict = checker.check(story.bytes, options);
  if (verdict.article != nullptr) return &verdict;
  std::string text;
  for (const base::Problem& problem : verdict.problems) {
    report::problem_text(problem, story.bytes, invocation.err_style(), text);
  }
  invocation.streams.err.write(text);
  invocation.exit = worse(invocation.exit, Exit::unreadable);
  return nullptr;
}

}  // namespace stet::cli
