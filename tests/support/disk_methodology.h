// A methodology of the project, read from the files as a newsroom would.
#pragma once

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "engine/methodology/methodology.h"

namespace stet::tests {

class DiskSource : public methodology::FileSource {
 public:
  std::optional<std::string> read(const std::string& name) override {
    std::ifstream file(name, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }
  std::string resolve(const std::string& from, const std::string& target) override {
    return from.substr(0, from.rfind('/') + 1) + target;
  }
};

/// Null when it has errors.
inline std::unique_ptr<methodology::Methodology> read_methodology(const std::string& path) {
  DiskSource files;
  base::Problems problems;
  auto read = methodology::read(path, files, problems);
  return problems.has_errors() ? nullptr : std::move(read);
}

}  // namespace stet::tests
