// The words of the Language Server Protocol that all of its parts share. JSON is read without
// exceptions: what is missing or of another kind is empty.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "engine/assist/positions.h"
#include "engine/base/span.h"
#include "engine/cel_json/json_members.h"

namespace stet::cli {

using Json = nlohmann::json;
using cel_json::flag_member;
using cel_json::member;
using cel_json::text_member;
using cel_json::text_of;

enum class LspError : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  not_initialized = -32002,
  request_failed = -32803,
  request_cancelled = -32800,
};

struct LspFailure {
  LspError code = LspError::invalid_params;
  std::string message;
};

/// What a request is answered with.
using LspAnswer = tl::expected<Json, LspFailure>;

inline tl::unexpected<LspFailure> lsp_failure(LspError code, std::string message) {
  return tl::unexpected<LspFailure>(LspFailure{code, std::move(message)});
}

Json json_of(assist::Position position);
Json json_of(const assist::Positions& positions, base::Span span);
/// Nothing when it is none.
std::optional<assist::Position> position_of(const Json& value);

/// "file:///a%20b.json" ↔ "/a b.json"; of any other scheme the URI stays as it is, and is the name.
std::string path_of_uri(std::string_view uri);
std::string uri_of_path(std::string_view path);

/// JSON as bytes; what is no UTF-8 is replaced.
std::string lsp_text(const Json& message);

}  // namespace stet::cli
