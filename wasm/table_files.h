// The files of a compile request: name → text. WebAssembly has no folders; the host sends all files
// that the methodology extends.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/methodology/methodology.h"
#include "engine/report/report.h"

namespace stet::wasm {

class TableFiles : public methodology::FileSource {
 public:
  void add(std::string name, std::string bytes) { files_[std::move(name)] = std::move(bytes); }
  /// All files; they refer to what is kept here.
  std::vector<report::SourceText> sources() const;
  std::optional<std::string> read(const std::string& name) override;
  /// Names with '/' are relative to the folder of `from`, as on disk.
  std::string resolve(const std::string& from, const std::string& target) override;

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace stet::wasm
