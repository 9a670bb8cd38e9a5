#include "cli/chunk_stories.h"

#include "engine/base/number.h"

namespace stet::cli {

namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

formats::Format format_by_name(std::string_view path) {
  const size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return formats::Format::automatic;
  const std::string_view extension = path.substr(dot);
  if (extension == ".md" || extension == ".markdown") return formats::Format::markdown;
  if (extension == ".json") return formats::Format::json;
  return formats::Format::automatic;
}

}  // namespace

void ChunkStories::each(const Chunk& chunk, const Story& story, const Unreadable& unreadable) {
  switch (chunk.kind) {
    case Chunk::Kind::lines: return lines(chunk, story);
    case Chunk::Kind::story:
      return story(chunk.bytes.view(), chunk.name, formats::Format::automatic);
    case Chunk::Kind::files:
      for (const std::string& path : chunk.paths) file(path, story, unreadable);
      return;
    case Chunk::Kind::error: return unreadable(chunk.name, chunk.error);
  }
}

void ChunkStories::lines(const Chunk& chunk, const Story& story) {
  std::string_view rest = chunk.bytes.view();
  for (uint64_t number = chunk.first_line; !rest.empty(); ++number) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (is_blank(line)) continue;
    name_.assign(chunk.name).append(":");
    base::append_uint(name_, number);
    story(line, name_, formats::Format::json);
  }
}

void ChunkStories::file(const std::string& path, const Story& story, const Unreadable& unreadable) {
  const auto read = read_file(path, formats::Limits::bytes + 1, file_);
  if (!read) return unreadable(path, read.error());
  story(file_.view(), path, format_by_name(path));
  file_.shrink(chunk_size * 4);
}

}  // namespace stet::cli
