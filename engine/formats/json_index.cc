// Only the first stage of simdjson is used: the second builds a tree, and its on-demand interface
// has no places, coarse errors and lets malformed parts pass that nobody asked for. See
// docs/decisions/0005-reading-json.md. Tested in tests/formats/read_json_test.cc, where both ways
// of finding tokens must agree.
#include "engine/formats/json_index.h"

#include <simdjson.h>

#include <algorithm>
#include <vector>

#include "engine/base/utf8.h"

namespace stet::formats {

struct JsonIndex::State {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::vector<uint32_t> slow;
};

JsonIndex::JsonIndex() : state_(std::make_unique<State>()) {}
JsonIndex::~JsonIndex() = default;
JsonIndex::JsonIndex(JsonIndex&&) noexcept = default;
JsonIndex& JsonIndex::operator=(JsonIndex&&) noexcept = default;

void JsonIndex::build(std::string_view text) {
  fault_ = JsonFault::none;
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
  positions_ = parser->structural_indexes.get();
  size_ = parser->n_structural_indexes;
}

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_structure(char c) {
  return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':';
}

}  // namespace

void JsonIndex::build_slowly(std::string_view text) {
  std::vector<uint32_t>& out = state_->slow;
  out.clear();
  const auto note = [&](JsonFault fault, size_t at) {
    if (fault_ != JsonFault::none && fault_at_ <= at) return;
    fault_ = fault;
    fault_at_ = static_cast<uint32_t>(at);
  };
  if (const auto bad = base::find_invalid_utf8(text)) note(JsonFault::invalid_utf8, *bad);
  bool in_scalar = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_space(c)) {
      in_scalar = false;
    } else if (is_structure(c)) {
      in_scalar = false;
      out.push_back(static_cast<uint32_t>(i));
    } else if (c == '"') {
      const size_t open = i++;
      if (!in_scalar) out.push_back(static_cast<uint32_t>(open));
      for (; i < text.size() && text[i] != '"'; ++i) {
        if (static_cast<unsigned char>(text[i]) < 0x20) note(JsonFault::control_character, i);
        if (text[i] == '\\') ++i;
      }
      if (i >= text.size()) note(JsonFault::unclosed_string, open);
      in_scalar = false;
    } else {
      if (!in_scalar) out.push_back(static_cast<uint32_t>(i));
      in_scalar = true;
      // A backslash outside of strings is wrong in any case; simdjson lets it escape a quote.
      const bool escapes =
          c == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == c);
      if (escapes) ++i;
    }
  }
  size_ = static_cast<uint32_t>(out.size());
  out.push_back(static_cast<uint32_t>(text.size()));
  positions_ = out.data();
}

}  // namespace stet::formats
