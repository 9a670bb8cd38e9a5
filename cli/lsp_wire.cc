#include "cli/lsp_wire.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>

namespace stet::cli {

namespace {

constexpr std::string_view separator = "\r\n\r\n";
constexpr size_t read_size = size_t{64} << 10;

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

/// The number behind the last "Content-Length:" of a header; nothing when there is none that is
/// one. The last, so that bytes of a message that was not understood do no harm.
std::optional<uint64_t> content_length(std::string_view header) {
  constexpr std::string_view name = "content-length:";
  const std::string text = lowered(header);
  size_t at = text.rfind(name);
  if (at == std::string::npos) return std::nullopt;
  at += name.size();
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  uint64_t value = 0;
  size_t digits = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && digits < 18; ++at, ++digits) {
    value = value * 10 + static_cast<uint64_t>(text[at] - '0');
  }
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  if (digits == 0 || (at < text.size() && text[at] != '\r')) return std::nullopt;
  return value;
}

}  // namespace

void LspWire::drop(size_t bytes) {
  at_ += std::min(bytes, buffer_.size() - at_);
  if (at_ == buffer_.size() || at_ > (size_t{1} << 20)) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
}

/// Reads what is there; false when there is nothing now, or never again.
bool LspWire::fill(bool wait) {
  if (ended_) return false;
  pollfd descriptor{in_, POLLIN, 0};
  while (true) {
    const int ready = ::poll(&descriptor, 1, wait ? -1 : 0);
    if (ready == 0) return false;
    if (ready < 0 && errno == EINTR) continue;
    const size_t before = buffer_.size();
    buffer_.resize(before + read_size);
    const ssize_t read = ::read(in_, buffer_.data() + before, read_size);
    buffer_.resize(before + static_cast<size_t>(std::max<ssize_t>(read, 0)));
    if (read > 0) return true;
    if (read < 0 && errno == EINTR) continue;
    ended_ = true;
    return false;
  }
}

bool LspWire::skip_content() {
  const uint64_t now = std::min<uint64_t>(skipped_, buffer_.size() - at_);
  skipped_ -= now;
  drop(static_cast<size_t>(now));
  return skipped_ == 0;
}

LspWire::Got LspWire::take_header(std::string& content) {
  const size_t end = rest().find(separator);
  if (end == std::string_view::npos && rest().size() <= most_header) return Got::nothing;
  if (end == std::string_view::npos) {
    drop(rest().size() - separator.size());
    content = "expected a header that ends within 8 KiB, found none";
    return Got::malformed;
  }
  const std::optional<uint64_t> length = content_length(rest().substr(0, end));
  drop(end + separator.size());
  if (!length) {
    content = "expected 'Content-Length: N' in the header, found none";
    return Got::malformed;
  }
  if (*length > most_content) {
    skipped_ = *length;
    content = "expected a content of at most 64 MiB, found " + std::to_string(*length) + " bytes";
    return Got::malformed;
  }
  length_ = static_cast<int64_t>(*length);
  return Got::message;
}

LspWire::Got LspWire::take_message(std::string& content) {
  if (!skip_content()) return Got::nothing;
  if (length_ < 0) {
    const Got header = take_header(content);
    if (header != Got::message) return header;
  }
  const auto length = static_cast<size_t>(length_);
  if (rest().size() < length) return Got::nothing;
  content = rest().substr(0, length);
  drop(length);
  length_ = -1;
  return Got::message;
}

LspWire::Got LspWire::receive(bool wait, std::string& content) {
  while (true) {
    const Got got = take_message(content);
    if (got != Got::nothing) return got;
    if (!fill(wait)) return ended_ ? Got::ended : Got::nothing;
  }
}

void LspWire::send(const std::string& content) {
  out_.write("Content-Length: " + std::to_string(content.size()) + "\r\n\r\n");
  out_.write(content);
  out_.flush();
}

}  // namespace stet::cli
