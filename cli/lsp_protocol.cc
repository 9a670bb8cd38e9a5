#include "cli/lsp_protocol.h"

#include <filesystem>

namespace stet::cli {

namespace {

constexpr std::string_view file_scheme = "file://";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool stays_in_uri(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

std::optional<uint32_t> uinteger_of(const Json& value) {
  constexpr uint64_t most = 0x7FFFFFFF;
  if (!value.is_number_unsigned()) return std::nullopt;
  const auto* number = value.get_ptr<const Json::number_unsigned_t*>();
  if (number == nullptr || *number > most) return std::nullopt;
  return static_cast<uint32_t>(*number);
}

}  // namespace

Json json_of(assist::Position position) {
  return {{"line", position.line}, {"character", position.character}};
}

Json json_of(const assist::Positions& positions, base::Span span) {
  return {{"start", json_of(positions.at(span.begin))}, {"end", json_of(positions.at(span.end))}};
}

std::optional<assist::Position> position_of(const Json& value) {
  const auto line = uinteger_of(member(value, "line"));
  const auto character = uinteger_of(member(value, "character"));
  if (!line || !character) return std::nullopt;
  return assist::Position{*line, *character};
}

std::string path_of_uri(std::string_view uri) {
  if (uri.substr(0, file_scheme.size()) != file_scheme) return std::string(uri);
  std::string_view rest = uri.substr(file_scheme.size());
  const size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return std::string(uri);
  rest.remove_prefix(slash);  // "localhost" or nothing
  std::string path;
  for (size_t i = 0; i < rest.size(); ++i) {
    const bool escape = rest[i] == '%' && i + 2 < rest.size() && hex_value(rest[i + 1]) >= 0 &&
                        hex_value(rest[i + 2]) >= 0;
    if (escape) {
      path += static_cast<char>(hex_value(rest[i + 1]) * 16 + hex_value(rest[i + 2]));
      i += 2;
    } else {
      path += rest[i];
    }
  }
  // A name with a NUL byte would reach the system as another one.
  if (path.find('\0') != std::string::npos) return std::string(uri);
  return std::filesystem::path(path).lexically_normal().string();
}

std::string uri_of_path(std::string_view path) {
  if (path.empty() || path[0] != '/') return std::string(path);
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri(file_scheme);
  for (const char c : path) {
    if (stays_in_uri(c)) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += digits[byte >> 4];
      uri += digits[byte & 0xF];
    }
  }
  return uri;
}

std::string lsp_text(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stet::cli
