// Runs the real program and keeps what it printed and returned.
#pragma once

#include <string>
#include <vector>

namespace stet::tests {

struct Ran {
  int exit = -1;  ///< 128 + number when a signal ended it
  std::string out, err;
};

/// `arguments` after the name of the program; `input` is its standard input. NO_COLOR is not set.
Ran run_stet(const std::vector<std::string>& arguments, const std::string& input = "");

/// A line of bash in which "$STET" is the program.
Ran shell(const std::string& script, const std::string& input = "");

/// A folder of its own, removed with all that is in it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// Writes a file, its folders too; returns its whole path.
  std::string write(const std::string& name, const std::string& content) const;
  std::string path(const std::string& name = "") const;

 private:
  std::string path_;
};

/// A methodology with one rule, which holds headlines beyond 20 characters, and stories for it.
std::string small_rules();
std::string small_story(const std::string& id, const std::string& headline = "A berth opens");

}  // namespace stet::tests
