#include "cli/archive_run.h"

#include "engine/formats/date_time.h"

namespace stet::cli {

void add_archive_options(CLI::App& command, ArchiveArguments& arguments) {
  command.add_option("--archive", arguments.paths, "stories to judge: files, folders, or '-'")
      ->type_name("PATH");
  command
      .add_option("--now", arguments.now, "time to decide for, RFC 3339; default: the current time")
      ->type_name("TIME");
  command.add_option("--jobs", arguments.jobs, "threads; default: one per processor")
      ->type_name("N");
}

bool settle_now(ArchiveArguments& arguments, Invocation& invocation) {
  if (arguments.now.empty()) arguments.now = now_rfc3339();
  if (formats::parse_date_time(arguments.now)) return true;
  invocation.complain("--now: expected a time such as 2026-11-01T09:30:00Z or a date, found '" +
                          arguments.now + "'",
                      Exit::wrong_usage);
  return false;
}

}  // namespace stet::cli
