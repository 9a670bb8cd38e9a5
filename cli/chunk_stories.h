// The stories of a chunk, one after the other, however they came.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/chunks.h"
#include "engine/formats/reader.h"

namespace stet::cli {

/// Keeps its memory from chunk to chunk. Not for use by two threads at once.
class ChunkStories {
 public:
  /// `bytes` have the padding that readers want and live, as `name`, until it returns.
  using Story =
      std::function<void(std::string_view bytes, std::string_view name, formats::Format format)>;
  using Unreadable = std::function<void(const std::string& name, const std::string& error)>;

  void each(const Chunk& chunk, const Story& story, const Unreadable& unreadable);

 private:
  void lines(const Chunk& chunk, const Story& story);
  void file(const std::string& path, const Story& story, const Unreadable& unreadable);

  Buffer file_;
  std::string name_;
};

}  // namespace stet::cli
