// Writing that notices failure. A full disk or a closed pipe is remembered and told once; the
// commands then stop and return Exit::unreadable. Tested in tests/cli/check_test.cc.
#pragma once

#include <string>
#include <string_view>

namespace stet::cli {

/// A buffered file descriptor. Not for use by two threads at once.
class Output {
 public:
  /// `what` is how people call it: "standard output".
  Output(int descriptor, std::string what) : descriptor_(descriptor), what_(std::move(what)) {}
  ~Output() { flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// False from the first failure on; what comes after it is dropped.
  bool write(std::string_view bytes);
  bool flush();
  bool ok() const { return error_ == 0; }
  /// "cannot write to standard output: No space left on device"; empty while all is well.
  std::string error() const;
  int descriptor() const { return descriptor_; }

 private:
  bool write_through(std::string_view bytes);

  int descriptor_;
  std::string what_;
  std::string pending_;
  int error_ = 0;  ///< errno of the first failure
};

/// The two streams of the process, and what is said about its own failures.
struct Streams {
  Output out{1, "standard output"};
  Output err{2, "standard error"};
};

/// Keeps 0, 1 and 2 occupied, so that a file opened later never takes their place, and turns a
/// closed pipe into an error of write. To be called first.
void prepare_streams();

}  // namespace stet::cli
