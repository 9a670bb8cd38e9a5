#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace stet::cli {

namespace fs = std::filesystem;

namespace {

tl::unexpected<std::string> system_error() {
  return tl::unexpected<std::string>(std::strerror(errno));
}

std::string extension(std::string_view path) {
  std::string found = fs::path(path).extension().string();
  for (char& c : found) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return found;
}

bool is_story_name(const fs::path& path) {
  static constexpr std::string_view extensions[] = {".md", ".markdown", ".json", ".jsonl",
                                                    ".ndjson"};
  const std::string name = path.filename().string();
  if (name.empty() || name[0] == '.') return false;
  return std::find(std::begin(extensions), std::end(extensions), extension(name)) !=
         std::end(extensions);
}

StoryFile story_file(std::string path) {
  StoryFile file;
  file.kind = kind_by_name(path);
  std::error_code error;
  const uintmax_t size = fs::file_size(path, error);
  if (!error) file.size = size;
  file.path = std::move(path);
  return file;
}

StoryFile unreadable(std::string path, std::string error) {
  StoryFile file;
  file.path = std::move(path);
  file.error = std::move(error);
  return file;
}

/// Folders within are entered, symbolic links to folders are not: a link may lead back up.
void walk(const fs::path& folder, std::vector<StoryFile>& found) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    entries.push_back(*entry);
  }
  if (error) {
    found.push_back(unreadable(folder.string(), error.message()));
    return;
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return a.path().filename().native() < b.path().filename().native();
  });
  for (const fs::directory_entry& item : entries) {
    const std::string name = item.path().filename().string();
    if (name.empty() || name[0] == '.') continue;
    if (!item.is_symlink(error) && item.is_directory(error)) {
      walk(item.path(), found);
    } else if (is_story_name(item.path()) && !item.is_directory(error)) {
      found.push_back(story_file(item.path().string()));
    }
  }
}

/// Where this program stands; empty when the system does not say.
fs::path program_path() {
  std::error_code error;
#ifdef __APPLE__
  char path[4096];
  uint32_t size = sizeof path;
  return _NSGetExecutablePath(path, &size) == 0 ? fs::canonical(path, error) : fs::path();
#else
  return fs::read_symlink("/proc/self/exe", error);
#endif
}

}  // namespace

tl::expected<InputFile, std::string> InputFile::open(const std::string& path) {
  if (path == "-") return InputFile(STDIN_FILENO);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_error();
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(descriptor);
    return tl::unexpected<std::string>("is a directory");
  }
  return InputFile(descriptor);
}

InputFile::~InputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

InputFile& InputFile::operator=(InputFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

tl::expected<size_t, std::string> InputFile::read_some(Buffer& buffer, size_t limit) {
  const size_t before = buffer.size();
  buffer.reserve(before + limit);
  while (true) {
    const ssize_t count = ::read(descriptor_, buffer.data() + before, limit);
    if (count >= 0) {
      buffer.resize(before + static_cast<size_t>(count));
      return static_cast<size_t>(count);
    }
    if (errno != EINTR) return system_error();
  }
}

std::optional<uint64_t> InputFile::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  const off_t here = ::lseek(descriptor_, 0, SEEK_CUR);
  if (here < 0 || here > status.st_size) return std::nullopt;
  return static_cast<uint64_t>(status.st_size - here);
}

tl::expected<void, std::string> read_file(const std::string& path, size_t limit, Buffer& buffer) {
  constexpr size_t step = size_t{64} << 10;
  auto file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  buffer.clear();
  // One byte more than the file is said to have: the read that finds its end then needs no room.
  const std::optional<uint64_t> size = file->size();
  size_t wanted = size ? static_cast<size_t>(std::min<uint64_t>(*size + 1, limit)) : step;
  while (buffer.size() < limit) {
    const auto count = file->read_some(buffer, std::min(wanted, limit - buffer.size()));
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) break;
    wanted = step;
  }
  return {};
}

bool is_rules_name(std::string_view path) {
  const std::string name = extension(path);
  return name == ".json" || name == ".jsonc" || name == ".yaml" || name == ".yml";
}

InputKind kind_by_name(std::string_view path) {
  if (path == "-") return InputKind::automatic;
  const std::string name = extension(path);
  return name == ".jsonl" || name == ".ndjson" ? InputKind::lines : InputKind::story;
}

std::vector<StoryFile> find_stories(const std::vector<std::string>& arguments) {
  std::vector<StoryFile> found;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument == "-" || !fs::is_directory(argument, error)) {
      found.push_back(story_file(argument));
      continue;
    }
    const size_t before = found.size();
    walk(argument, found);
    if (found.size() == before) {
      found.push_back(unreadable(argument, "no stories in this folder (*.md, *.json, *.jsonl)"));
    }
  }
  return found;
}

std::optional<std::string> DiskFiles::read(const std::string& name) {
  Buffer bytes;
  if (!read_file(name, formats::Limits::bytes + 1, bytes)) return std::nullopt;
  return texts_[name] = bytes.view();
}

std::string DiskFiles::resolve(const std::string& from, const std::string& target) {
  return beside(from, target);
}

std::string beside(const std::string& from, const std::string& target) {
  return (fs::path(from).parent_path() / target).lexically_normal().string();
}

namespace {

/// The first of `places`, from the folder of the program, that has `file` in it.
fs::path shipped(std::initializer_list<const char*> places, const char* file) {
  std::error_code error;
  const fs::path folder = program_path().parent_path();
  if (folder.empty()) return {};
  for (const char* place : places) {
    const fs::path candidate = (folder / place / file).lexically_normal();
    if (fs::is_regular_file(candidate, error)) return candidate;
  }
  return {};
}

}  // namespace

std::string shipped_rules() {
  const fs::path found =
      shipped({"rules", "../share/stet/rules", "../rules", "../../rules"}, "finance.json");
  if (found.empty()) return {};
  // Shown in summaries and messages: short when it lies below the current folder.
  std::error_code error;
  const fs::path near = fs::proximate(found, error);
  const bool below = !near.empty() && *near.begin() != "..";
  return (below ? near : fs::canonical(found, error)).string();
}

std::string shipped_workbench() {
  return shipped({"workbench", "../share/stet/workbench", "../workbench"}, "index.html")
      .parent_path()
      .string();
}

}  // namespace stet::cli
