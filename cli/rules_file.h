// Loading a methodology for a command, with its problems told.
#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "cli/invocation.h"
#include "engine/gate/gate.h"

namespace stet::cli {

/// `--rules FILE`. Without it the shipped rules are meant; an empty name is a mistake.
void add_rules_option(CLI::App& command, std::string& path);

/// Compiles `path`, or the shipped rules when it is empty. Problems go to standard error with the
/// lines they speak of; null after an error, which is Exit::wrong_usage.
std::unique_ptr<const gate::Gate> load_rules(const std::string& path, Invocation& invocation);

/// `path`, or where the shipped rules are; empty, and told, when there are none.
std::string rules_path(const std::string& path, Invocation& invocation);

}  // namespace stet::cli
