// What a stream is connected to: colour and width.
#pragma once

#include <cstdint>

namespace stet::cli {

enum class ColorChoice : uint8_t { automatic, always, never };

bool is_terminal(int descriptor);

/// Whether to colour what goes to `descriptor`. Automatic means a terminal that is not "dumb",
/// unless NO_COLOR is set to anything but the empty string (no-color.org).
bool use_color(ColorChoice choice, int descriptor);

/// Width in columns; 80 when it cannot be known.
uint32_t columns(int descriptor);

}  // namespace stet::cli
