// Messages of the Language Server Protocol on two file descriptors: "Content-Length: N", an empty
// line, N bytes. What is no message is told and skipped, and reading goes on behind it.
#pragma once

#include <cstdint>
#include <string>

#include "cli/output.h"

namespace stet::cli {

class LspWire {
 public:
  /// Longer contents are skipped.
  static constexpr uint64_t most_content = uint64_t{64} << 20;
  static constexpr size_t most_header = size_t{8} << 10;

  LspWire(int in, Output& out) : in_(in), out_(out) {}

  enum class Got : uint8_t {
    message,    ///< `content` is one
    nothing,    ///< there is none right now
    malformed,  ///< `content` says why
    ended,      ///< nothing will come any more
  };
  /// With `wait`, does not return `nothing`.
  Got receive(bool wait, std::string& content);
  void send(const std::string& content);
  /// Whether what was sent arrived so far.
  bool ok() const { return out_.ok(); }

 private:
  bool fill(bool wait);
  bool skip_content();
  Got take_header(std::string& content);
  Got take_message(std::string& content);
  std::string_view rest() const { return std::string_view(buffer_).substr(at_); }
  void drop(size_t bytes);

  int in_;
  Output& out_;
  std::string buffer_;
  size_t at_ = 0;         ///< what stands before it is done with
  uint64_t skipped_ = 0;  ///< bytes of a content that is not taken, still to come
  int64_t length_ = -1;   ///< of the content whose header was read
  bool ended_ = false;
};

}  // namespace stet::cli
