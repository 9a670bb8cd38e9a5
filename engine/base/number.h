// Numbers to text and back, the same on every machine and in both builds, whatever the locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stet::base {

/// Shortest decimal text that reads back as the same double: "0.1", "12.0" for integral values when
/// `keep_point`, "1e+21". NaN and infinities print as NaN, Infinity, -Infinity.
void append_double(std::string& out, double value, bool keep_point = false);

/// The same to `out`, which has room for so many bytes; returns how many were written.
inline constexpr size_t longest_double = 32, longest_uint = 20;
size_t print_double(char* out, double value, bool keep_point = false);
size_t print_uint(char* out, uint64_t value);

void append_int(std::string& out, int64_t value);
void append_uint(std::string& out, uint64_t value);

/// The nearest double to a decimal text (JSON grammar plus a leading '+', '.5' and '5.'); nothing
/// for anything else or an overflow.
std::optional<double> parse_double(std::string_view text);
std::optional<int64_t> parse_int(std::string_view text);

}  // namespace stet::base
