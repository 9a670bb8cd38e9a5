#include "cli/archive_stats.h"

namespace stet::cli {

upkeep::ArchiveStats archive_stats(const ArchiveArguments& arguments, const gate::Gate& gate,
                                   Invocation& invocation) {
  upkeep::ArchiveStats stats;
  ArchiveSteps<upkeep::ArchiveStats> steps;
  steps.make_visit = [&] {
    return [judge = std::make_shared<upkeep::Judge>(gate), &arguments](
               std::string_view bytes, std::string_view name, formats::Format format,
               upkeep::ArchiveStats& piece) {
      const gate::Verdict& verdict = judge->lean_verdict(bytes, format, arguments.now);
      piece.add(verdict, judge->checker(), name);
    };
  };
  steps.add = [&](const upkeep::ArchiveStats& piece) {
    stats.add(piece);
    return true;
  };
  run_archive(arguments, invocation, steps);
  return stats;
}

}  // namespace stet::cli
