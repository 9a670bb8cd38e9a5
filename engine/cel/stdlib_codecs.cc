// The encoders extension: Base64 (RFC 4648, standard alphabet, padding optional when reading).
#include <string>

#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"

namespace stet::cel {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Value encode(Evaluation& e, const Value* a) {
  if (!e.charge(a[0].size() / 16)) return e.budget_error();
  const std::string_view bytes = a[0].as_text();
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t left = std::min<size_t>(bytes.size() - i, 3);
    uint32_t group = 0;
    for (size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < left ? static_cast<uint8_t>(bytes[i + k]) : 0u);
    }
    for (size_t k = 0; k < 4; ++k) {
      out += k <= left ? alphabet[group >> (18 - 6 * k) & 63] : '=';
    }
  }
  return e.make_string(out);
}

Value decode(Evaluation& e, const Value* a) {
  if (!e.charge(a[0].size() / 16)) return e.budget_error();
  std::string_view text = a[0].as_text();
  const bool padded = text.size() % 4 == 0;
  for (int i = 0; padded && i < 2 && !text.empty() && text.back() == '='; ++i) {
    text.remove_suffix(1);
  }
  std::string out;
  uint32_t group = 0;
  int bits = 0;
  bool valid = text.size() % 4 != 1;
  for (const char c : text) {
    const size_t digit = alphabet.find(c);
    valid = valid && digit != std::string_view::npos;
    group = group << 6 | static_cast<uint32_t>(digit & 63);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(group >> bits & 0xFF);
  }
  valid = valid && (group & ((1u << bits) - 1)) == 0;
  return valid ? e.make_bytes(out) : e.fail(ErrorCode::conversion, "text is not Base64");
}

constexpr Function table[] = {
    {"base64.encode", "base64_encode_bytes", "(bytes) -> string", encode, "Bytes as Base64."},
    {"base64.decode", "base64_decode_string", "(string) -> bytes", decode, "Base64 as bytes."},
};

}  // namespace

std::span<const Function> codec_functions() { return table; }

}  // namespace stet::cel
