// What the process returns. Scripts and CI rely on these numbers; docs/cli.md explains them.
#pragma once

namespace stet::cli {

enum class Exit : int {
  cleared = 0,      ///< every story may run
  not_cleared = 1,  ///< some story may not, or an example of a rule failed
  wrong_usage = 2,  ///< the command line or the rules file is wrong; nothing was decided
  unreadable = 3,   ///< some input could not be read, or output could not be written
};

/// The one to return when both happened: wrong usage, then unreadable, then not cleared.
constexpr Exit worse(Exit a, Exit b) {
  constexpr auto rank = [](Exit code) {
    switch (code) {
      case Exit::cleared: return 0;
      case Exit::not_cleared: return 1;
      case Exit::unreadable: return 2;
      case Exit::wrong_usage: return 3;
    }
    return 3;
  };
  return rank(a) < rank(b) ? b : a;
}

}  // namespace stet::cli
