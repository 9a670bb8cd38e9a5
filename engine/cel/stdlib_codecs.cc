// The encoders extension: Base64.
#include <string>

#include "engine/base/base64.h"
#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"

namespace stet::cel {
namespace {

Value encode(Evaluation& e, const Value* a) {
  if (!e.charge(a[0].size() / 16)) return e.budget_error();
  std::string out;
  base::append_base64(out, a[0].as_text());
  return e.make_string(out);
}

Value decode(Evaluation& e, const Value* a) {
  if (!e.charge(a[0].size() / 16)) return e.budget_error();
  const auto bytes = base::decode_base64(a[0].as_text());
  return bytes ? e.make_bytes(*bytes) : e.fail(ErrorCode::conversion, "text is not Base64");
}

constexpr Function table[] = {
    {"base64.encode", "base64_encode_bytes", "(bytes) -> string", encode, "Bytes as Base64."},
    {"base64.decode", "base64_decode_string", "(string) -> bytes", decode, "Base64 as bytes."},
};

}  // namespace

std::span<const Function> codec_functions() { return table; }

}  // namespace stet::cel
