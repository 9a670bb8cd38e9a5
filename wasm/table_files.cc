#include "wasm/table_files.h"

namespace stet::wasm {
namespace {

/// "a/b/../c/./d" → "a/c/d"; leading ".." stay.
std::string normalise(const std::string& path) {
  std::vector<std::string> parts;
  size_t begin = 0;
  while (begin <= path.size()) {
    size_t end = path.find('/', begin);
    if (end == std::string::npos) end = path.size();
    const std::string part = path.substr(begin, end - begin);
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  std::string out = path.substr(0, 1) == "/" ? "/" : "";
  for (size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? "/" : "") + parts[i];
  return out;
}

}  // namespace

std::vector<report::SourceText> TableFiles::sources() const {
  std::vector<report::SourceText> out;
  out.reserve(files_.size());
  for (const auto& [name, bytes] : files_) out.push_back({name, bytes});
  return out;
}

std::optional<std::string> TableFiles::read(const std::string& name) {
  const auto found = files_.find(name);
  if (found == files_.end()) return std::nullopt;
  return found->second;
}

std::string TableFiles::resolve(const std::string& from, const std::string& target) {
  if (target.substr(0, 1) == "/") return target;
  const size_t slash = from.rfind('/');
  return normalise(slash == std::string::npos ? target : from.substr(0, slash + 1) + target);
}

}  // namespace stet::wasm
