// Only the first stage of simdjson is used: the second builds a tree, and its on-demand interface
// has no places, coarse errors and lets malformed parts pass that nobody asked for. See
// docs/decisions/0005-reading-json.md. Tested in tests/formats/read_json_test.cc, where both ways
// of finding tokens must agree.
#include "engine/formats/json_index.h"

#include <algorithm>
#include <array>
#include <vector>

#if !defined(__wasm__)
#include <simdjson.h>
#endif

#include "engine/base/utf8.h"

namespace stet::formats {

#if defined(__wasm__)

// simdjson's kernel for WebAssembly goes byte by byte as well; the module has only ours.
struct JsonIndex::State {
  std::vector<uint32_t> slow;
};

void JsonIndex::build(std::string_view text) { build_slowly(text); }

#else

struct JsonIndex::State {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::vector<uint32_t> slow;
};

void JsonIndex::build(std::string_view text) {
  auto& parser = state_->parser;
  if (!parser) {
    const simdjson::implementation& here = *simdjson::get_active_implementation();
    if (here.create_dom_parser_implementation(0, 1, parser) != simdjson::SUCCESS) {
      parser.reset();
      return build_slowly(text);
    }
  }
  if (parser->capacity() < text.size()) {
    const size_t wanted = std::max({text.size(), parser->capacity() * 2, size_t{1} << 16});
    if (parser->set_capacity(wanted) != simdjson::SUCCESS) return build_slowly(text);
  }
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto error = text.empty()
                         ? simdjson::EMPTY
                         : parser->stage1(bytes, text.size(), simdjson::stage1_mode::regular);
  if (error != simdjson::SUCCESS) return build_slowly(text);
  fault_ = JsonFault::none;
  positions_ = parser->structural_indexes.get();
  size_ = parser->n_structural_indexes;
}

#endif

JsonIndex::JsonIndex() : state_(std::make_unique<State>()) {}
JsonIndex::~JsonIndex() = default;
JsonIndex::JsonIndex(JsonIndex&&) noexcept = default;
JsonIndex& JsonIndex::operator=(JsonIndex&&) noexcept = default;

namespace {

enum ByteKind : uint8_t { space = 1, structure = 2, quote = 4, stops_string = 8 };

constexpr std::array<uint8_t, 256> byte_kinds() {
  std::array<uint8_t, 256> kinds{};
  for (const char c : std::string_view(" \n\t\r")) kinds[static_cast<uint8_t>(c)] = space;
  for (size_t control = 0; control < 0x20; ++control) {
    kinds[control] = static_cast<uint8_t>(kinds[control] | stops_string);
  }
  for (const char c : std::string_view("{}[],:")) kinds[static_cast<uint8_t>(c)] = structure;
  kinds['"'] = quote | stops_string;
  kinds['\\'] = stops_string;
  return kinds;
}

constexpr std::array<uint8_t, 256> kind_of_byte = byte_kinds();

uint8_t kind_of(char c) { return kind_of_byte[static_cast<uint8_t>(c)]; }

}  // namespace

void JsonIndex::build_slowly(std::string_view text) {
  fault_ = JsonFault::none;
  const auto note = [&](JsonFault fault, size_t at) {
    if (fault_ != JsonFault::none && fault_at_ <= at) return;
    fault_ = fault;
    fault_at_ = static_cast<uint32_t>(at);
  };
  if (const auto bad = base::find_invalid_utf8(text)) note(JsonFault::invalid_utf8, *bad);
  std::vector<uint32_t>& out = state_->slow;
  if (out.size() <= text.size()) out.resize(std::max(text.size() + 1, out.size() * 2));
  uint32_t* end = out.data();
  bool in_scalar = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const uint8_t kind = kind_of(text[i]);
    if (kind & space) {
      in_scalar = false;
    } else if (kind & structure) {
      in_scalar = false;
      *end++ = static_cast<uint32_t>(i);
    } else if (kind & quote) {
      const size_t open = i++;
      if (!in_scalar) *end++ = static_cast<uint32_t>(open);
      for (; i < text.size() && text[i] != '"'; ++i) {
        if (!(kind_of(text[i]) & stops_string)) continue;
        if (text[i] == '\\') {
          ++i;
        } else {
          note(JsonFault::control_character, i);
        }
      }
      if (i >= text.size()) note(JsonFault::unclosed_string, open);
      in_scalar = false;
    } else {
      if (!in_scalar) *end++ = static_cast<uint32_t>(i);
      in_scalar = true;
      // A backslash outside of strings is wrong in any case; simdjson lets it escape a quote.
      const bool escapes =
          text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
      if (escapes) ++i;
    }
  }
  size_ = static_cast<uint32_t>(end - out.data());
  *end = static_cast<uint32_t>(text.size());
  positions_ = out.data();
}

}  // namespace stet::formats
