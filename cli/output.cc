#include "cli/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace stet::cli {

namespace {
constexpr size_t buffer_size = size_t{64} << 10;
}  // namespace

bool Output::write(std::string_view bytes) {
  if (!ok()) return false;
  if (pending_.size() + bytes.size() < buffer_size) {
    pending_.append(bytes);
    return true;
  }
  return flush() && write_through(bytes);
}

bool Output::flush() {
  if (pending_.empty()) return ok();
  const bool written = write_through(pending_);
  pending_.clear();
  return written;
}

bool Output::write_through(std::string_view bytes) {
  while (ok() && !bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  return ok();
}

std::string Output::error() const {
  if (ok()) return {};
  // A program that reads our output and stops early is no mystery: say it in plain words.
  const char* reason = error_ == EPIPE ? "its reader closed the pipe" : std::strerror(error_);
  return "cannot write to " + what_ + ": " + reason;
}

void prepare_streams() {
  std::signal(SIGPIPE, SIG_IGN);
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // Read-only on purpose: writing to a stream that was closed has to fail, and be told.
    if (::open("/dev/null", O_RDONLY) < 0) return;
  }
}

}  // namespace stet::cli
