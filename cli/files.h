// The disk: reading files whole, finding the stories of a folder, the files of a methodology.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cli/buffer.h"
#include "engine/methodology/methodology.h"

namespace stet::cli {

/// A file descriptor that is closed with its owner; standard input is left open.
class InputFile {
 public:
  /// "-" is standard input. The error is the system's own words, or "is a directory".
  static tl::expected<InputFile, std::string> open(const std::string& path);
  ~InputFile();
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&& other) noexcept;

  /// Appends up to `limit` bytes that are there to be read; 0 at the end of the file. Waits only
  /// when there are none.
  tl::expected<size_t, std::string> read_some(Buffer& buffer, size_t limit);
  /// Bytes from here to the end, when that can be known (a regular file).
  std::optional<uint64_t> size() const;

 private:
  explicit InputFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

/// Replaces `buffer` by the file's bytes, but no more than `limit` of them.
tl::expected<void, std::string> read_file(const std::string& path, size_t limit, Buffer& buffer);

/// How the bytes of an input are to be taken.
enum class InputKind : uint8_t {
  automatic,  ///< by the name, or by looking at the first bytes
  story,      ///< one story, JSON or Markdown
  lines       ///< one JSON story per line
};
InputKind kind_by_name(std::string_view path);

/// Whether a file is a rules file or one of cases, by its name: *.json, *.jsonc, *.yaml, *.yml.
bool is_rules_name(std::string_view path);

struct StoryFile {
  std::string path;
  InputKind kind = InputKind::story;
  std::optional<uint64_t> size;  ///< bytes, when known
  std::string error;             ///< not empty: cannot be read, and why
};

/// The inputs that the arguments of a command stand for, in their order: files as they are, folders
/// walked down in the order of their names (*.md, *.json, *.jsonl; not what starts with a dot).
/// What cannot be read is in the list too, with its error.
std::vector<StoryFile> find_stories(const std::vector<std::string>& arguments);

/// The files of a methodology, from the disk; `extends` is relative to the file it stands in. Keeps
/// what was read, to show the lines that problems speak of.
class DiskFiles : public methodology::FileSource {
 public:
  std::optional<std::string> read(const std::string& name) override;
  std::string resolve(const std::string& from, const std::string& target) override;
  const std::map<std::string, std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, std::string> texts_;
};

/// `target` as written in the file `from`: relative to the folder that `from` stands in.
std::string beside(const std::string& from, const std::string& target);

/// The rules that come with the program: beside the binary, in the share folder of its
/// installation, or in the source tree it was built in. Empty when there are none.
std::string shipped_rules();
/// The folder of the built workbench, in the same places. Empty when there is none.
std::string shipped_workbench();

}  // namespace stet::cli
