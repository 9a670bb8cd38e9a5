#include "cli/replace_file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace stet::cli {

namespace fs = std::filesystem;

tl::expected<void, std::string> replace_file(const std::string& path, std::string_view bytes) {
  std::error_code error;
  const bool exists = fs::exists(path, error);
  const fs::path target = exists ? fs::canonical(path, error) : fs::path(path);
  const fs::path beside = target.string() + ".new";
  {
    errno = 0;
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
      const std::string reason = std::generic_category().message(errno);
      fs::remove(beside, error);
      return tl::unexpected<std::string>("'" + beside.string() + "': " + reason);
    }
  }
  if (exists) fs::permissions(beside, fs::status(target, error).permissions(), error);
  fs::rename(beside, target, error);
  if (!error) return {};
  std::error_code ignored;
  fs::remove(beside, ignored);
  return tl::unexpected<std::string>(error.message());
}

}  // namespace stet::cli
