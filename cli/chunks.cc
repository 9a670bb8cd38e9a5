#include "cli/chunks.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace stet::cli {

namespace {

constexpr size_t most_files_per_chunk = 32;
constexpr size_t longest_line = formats::Limits::bytes;

/// How far to look into standard input to tell lines from one story.
constexpr size_t look_ahead = size_t{64} << 10;

std::string_view without_space(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

uint64_t count_lines(std::string_view text) {
  uint64_t lines = 0;
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    ++lines;
  }
  return lines;
}

/// Whether `text`, which begins with '{', closes that brace with its last byte.
bool is_closed_object(std::string_view text) {
  size_t depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return i + 1 == text.size();
    }
  }
  return false;
}

}  // namespace

ChunkSource::ChunkSource(std::vector<StoryFile> inputs, InputKind kind, unsigned workers)
    : inputs_(std::move(inputs)), kind_(kind) {
  files_per_chunk_ = std::clamp<size_t>(inputs_.size() / (size_t{8} * std::max(workers, 1u)), 1,
                                        most_files_per_chunk);
  single_ = inputs_.size() == 1 && kind != InputKind::lines && inputs_[0].kind == InputKind::story;
  uint64_t total = 0;
  for (const StoryFile& input : inputs_) {
    if (!input.error.empty()) continue;
    if (!input.size) return;
    total += *input.size;
  }
  total_bytes_ = total;
}

bool ChunkSource::next(Chunk& chunk) {
  chunk.bytes.clear();
  chunk.bytes.shrink(chunk_size * 4);
  chunk.paths.clear();
  chunk.error.clear();
  while (true) {
    if (stream_) {
      if (next_lines(chunk)) return true;
      continue;
    }
    if (position_ == inputs_.size()) return false;
    const StoryFile& input = inputs_[position_];
    if (!input.error.empty()) {
      ++position_;
      return fail(chunk, input.path, input.error);
    }
    const InputKind kind = kind_ == InputKind::automatic ? input.kind : kind_;
    if (kind == InputKind::story && input.path != "-") return next_files(chunk);
    ++position_;
    if (open_stream(input, kind, chunk)) return true;
  }
}

bool ChunkSource::next_files(Chunk& chunk) {
  chunk.kind = Chunk::Kind::files;
  while (position_ < inputs_.size() && chunk.paths.size() < files_per_chunk_) {
    const StoryFile& input = inputs_[position_];
    const InputKind kind = kind_ == InputKind::automatic ? input.kind : kind_;
    if (!input.error.empty() || kind != InputKind::story || input.path == "-") break;
    chunk.paths.push_back(input.path);
    ++position_;
  }
  return true;
}

bool ChunkSource::open_stream(const StoryFile& input, InputKind kind, Chunk& chunk) {
  auto file = InputFile::open(input.path);
  if (!file) return fail(chunk, input.path, file.error());
  stream_.emplace(std::move(*file));
  stream_name_ = input.path;
  stream_error_.clear();
  carry_.clear();
  line_ = 1;
  skipping_ = ended_ = false;
  if (kind == InputKind::lines) return false;
  if (kind == InputKind::automatic && stream_looks_like_lines()) return false;
  return rest_as_story(chunk);
}

/// One story, whole: beyond the limit only enough is read for the reader to refuse it.
bool ChunkSource::rest_as_story(Chunk& chunk) {
  while (!ended_ && carry_.size() <= longest_line) fill();
  stream_.reset();
  if (!stream_error_.empty()) return fail(chunk, stream_name_, stream_error_);
  chunk.kind = Chunk::Kind::story;
  chunk.name = stream_name_;
  chunk.bytes.append(carry_.view().substr(0, longest_line + 1));
  carry_.shrink(chunk_size * 4);
  return true;
}

/// JSON lines: the first line is a whole object, or it begins one and so does the second. A story
/// written over several lines never looks like that.
bool ChunkSource::stream_looks_like_lines() {
  while (!ended_ && carry_.size() < look_ahead) {
    const std::string_view begun = without_space(carry_.view());
    const size_t end = begun.find('\n');
    if (!begun.empty() && begun[0] != '{') break;
    if (end != std::string_view::npos && !without_space(begun.substr(end)).empty()) break;
    fill();
  }
  const std::string_view text = without_space(carry_.view());
  if (text.empty() || text[0] != '{') return false;
  const size_t end = text.find('\n');
  if (end == std::string_view::npos) return carry_.size() >= look_ahead && !ended_;
  if (is_closed_object(without_space(text.substr(0, end)))) return true;
  return without_space(text.substr(end)).substr(0, 1) == "{";
}

/// Reads more into `carry_`; false at the end of the stream.
bool ChunkSource::fill() {
  const auto count = stream_->read_some(carry_, chunk_size);
  if (!count) stream_error_ = count.error();
  ended_ = !count || *count == 0;
  return !ended_;
}

/// Moves `size` bytes from the front of `carry_` to `chunk`.
void ChunkSource::take_lines(size_t size, Chunk& chunk) {
  chunk.kind = Chunk::Kind::lines;
  chunk.name = stream_name_;
  chunk.first_line = line_;
  // The chunk takes the whole buffer; what is beyond the last line end goes back.
  std::swap(chunk.bytes, carry_);
  carry_.clear();
  carry_.append(chunk.bytes.view().substr(size));
  chunk.bytes.resize(size);
  line_ += count_lines(chunk.bytes.view());
}

bool ChunkSource::next_lines(Chunk& chunk) {
  size_t searched = 0;
  while (true) {
    if (skipping_) {
      const size_t end = carry_.view().find('\n');
      const size_t drop = end == std::string_view::npos ? carry_.size() : end;
      // The line end stays: it ends the line that was cut, and keeps the count.
      Buffer rest;
      rest.append(carry_.view().substr(drop));
      std::swap(carry_, rest);
      skipping_ = end == std::string_view::npos && !ended_;
      searched = 0;
    }
    const std::string_view read = carry_.view();
    const size_t end = skipping_ ? std::string_view::npos : read.substr(searched).rfind('\n');
    if (end != std::string_view::npos) {
      take_lines(searched + end + 1, chunk);
      return true;
    }
    searched = read.size();
    if (searched > longest_line) {
      take_lines(longest_line + 1, chunk);
      skipping_ = true;
      return true;
    }
    if (ended_) {
      if (!carry_.empty()) {
        take_lines(carry_.size(), chunk);
        return true;
      }
      stream_.reset();
      return stream_error_.empty() ? false : fail(chunk, stream_name_, stream_error_);
    }
    fill();
  }
}

bool ChunkSource::fail(Chunk& chunk, const std::string& name, const std::string& error) {
  chunk.kind = Chunk::Kind::error;
  chunk.name = name;
  chunk.error = error;
  return true;
}

}  // namespace stet::cli
