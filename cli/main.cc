// The program `stet`. Everything is in cli/command_line.cc and one file per command.
#include "cli/command_line.h"

int main(int argc, char** argv) {
  return static_cast<int>(stet::cli::run_command_line(argc, argv));
}
