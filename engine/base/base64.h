// Bytes as Base64: RFC 4648, standard alphabet. Writing pads; reading takes texts without padding
// too. Tested in tests/base/base64_test.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stet::base {

void append_base64(std::string& out, std::string_view bytes);
/// Nothing for a character, a length or spare bits that Base64 does not have.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace stet::base
