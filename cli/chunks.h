// Inputs cut into pieces of work that keep their order, whatever their size:
//
//   stories.jsonl ─┬─ chunk 0   lines 1–70      a few hundred kB of whole lines
//                  └─ chunk 1   lines 71–138
//   folder/ ───────── chunk 2   a.md b.md …     paths; the worker reads them
//   (standard input, one story) chunk 3
//
// A chunk never holds more than one line beyond its size, so memory does not grow with the input. A
// line beyond formats::Limits::bytes is cut one byte after the limit, for the reader to refuse.
// Tested in tests/cli/chunks_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/buffer.h"
#include "cli/files.h"

namespace stet::cli {

struct Chunk {
  enum class Kind : uint8_t { lines, story, files, error } kind = Kind::lines;
  std::string name;                ///< of the input; error: what cannot be read
  Buffer bytes;                    ///< lines, story
  uint64_t first_line = 1;         ///< lines: the number of the first
  std::vector<std::string> paths;  ///< files
  std::string error;               ///< error: why
};

/// Bytes of input that a chunk of lines aims at.
inline constexpr size_t chunk_size = size_t{128} << 10;

class ChunkSource {
 public:
  /// `kind` other than automatic overrides what names and first bytes say. `workers` only shapes
  /// how many files go into a chunk.
  ChunkSource(std::vector<StoryFile> inputs, InputKind kind, unsigned workers);

  /// Fills `chunk`, reusing its memory; false at the end. Waits for input that is not there yet.
  bool next(Chunk& chunk);

  /// Whether one chunk at most will come, so that threads are not worth starting.
  bool is_single() const { return single_; }
  /// Of all inputs, when every size is known.
  std::optional<uint64_t> total_bytes() const { return total_bytes_; }

 private:
  bool next_lines(Chunk& chunk);
  bool next_files(Chunk& chunk);
  /// Opens `input` for reading as lines, or gives a chunk that is all of it or an error.
  bool open_stream(const StoryFile& input, InputKind kind, Chunk& chunk);
  bool rest_as_story(Chunk& chunk);
  bool stream_looks_like_lines();
  bool fill();
  void take_lines(size_t size, Chunk& chunk);
  bool fail(Chunk& chunk, const std::string& name, const std::string& error);

  std::vector<StoryFile> inputs_;
  InputKind kind_;
  size_t position_ = 0;
  size_t files_per_chunk_ = 1;
  bool single_ = false;
  std::optional<uint64_t> total_bytes_;

  // The input being read as lines.
  std::optional<InputFile> stream_;
  std::string stream_name_;
  Buffer carry_;           ///< read, but not handed out: the beginning of a line
  uint64_t line_ = 1;      ///< number of the first line in `carry_`
  bool skipping_ = false;  ///< dropping the rest of a line beyond the limit
  bool ended_ = false;
  std::string stream_error_;  ///< reading stopped here; told after the lines before it
};

}  // namespace stet::cli
