// One story for commands that look into it: read, checked, and told when that cannot be done.
#pragma once

#include <string>
#include <string_view>

#include "cli/buffer.h"
#include "cli/invocation.h"
#include "engine/gate/gate.h"

namespace stet::cli {

/// False, and told, when the file cannot be read.
bool read_input(const std::string& path, Buffer& bytes, Invocation& invocation);

struct OneStory {
  const std::string& name;
  std::string_view bytes;
  const std::string& now;  ///< RFC 3339; empty: the current time
};

/// The verdict, until the next check. Null, with its problems told, when the story cannot be read
/// as one.
const gate::Verdict* check_story(gate::Checker& checker, const OneStory& story,
                                 Invocation& invocation);

}  // namespace stet::cli
