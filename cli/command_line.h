// The whole command line: which command, what was mistyped.
#pragma once

#include "cli/exit_code.h"

namespace stet::cli {

/// Runs the command that the arguments ask for. Never throws.
Exit run_command_line(int argc, char** argv);

}  // namespace stet::cli
