// Lines come out of chunks as they went in, whatever their lengths, with the right numbers.
#include <catch2/catch.hpp>

#include "cli/chunks.h"
#include "tests/cli/process.h"

using stet::cli::Chunk;
using stet::cli::ChunkSource;
using stet::cli::InputKind;
using stet::tests::Folder;

TEST_CASE("chunks of lines hold whole lines and number them") {
  const Folder folder;
  std::string text;
  for (uint32_t i = 1; i <= 3000; ++i) {
    text += std::to_string(i) + ":" + std::string((i * 7919) % 1201, 'x') + "\n";
    if (i == 1500) text += std::string(3 * stet::cli::chunk_size, 'y') + "\n";
  }
  text += "last, without a line end";
  const std::string path = folder.write("a.jsonl", text);
  ChunkSource source(stet::cli::find_stories({path}), InputKind::automatic, 2);
  CHECK(source.total_bytes() == text.size());

  std::string together;
  uint64_t line = 1;
  Chunk chunk;
  size_t chunks = 0;
  while (source.next(chunk)) {
    REQUIRE(chunk.kind == Chunk::Kind::lines);
    REQUIRE(chunk.first_line == line);
    const std::string_view bytes = chunk.bytes.view();
    REQUIRE_FALSE(bytes.empty());
    line += static_cast<uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    together += bytes;
    REQUIRE((bytes.back() == '\n' || together.size() == text.size()));
    ++chunks;
  }
  CHECK(together == text);
  CHECK(chunks > 5);
}

TEST_CASE("files come in groups, errors and folders in their places") {
  const Folder folder;
  std::vector<std::string> arguments;
  for (int i = 0; i < 100; ++i) {
    arguments.push_back(folder.write("s" + std::to_string(i) + ".json", "{}"));
  }
  arguments.insert(arguments.begin() + 50, folder.path("missing.jsonl"));
  ChunkSource source(stet::cli::find_stories(arguments), InputKind::automatic, 2);
  std::vector<std::string> seen;
  Chunk chunk;
  while (source.next(chunk)) {
    if (chunk.kind == Chunk::Kind::error) {
      CHECK(chunk.error == "No such file or directory");
      seen.push_back(chunk.name);
    } else {
      REQUIRE(chunk.kind == Chunk::Kind::files);
      CHECK(chunk.paths.size() <= 6);
      seen.insert(seen.end(), chunk.paths.begin(), chunk.paths.end());
    }
  }
  CHECK(seen == arguments);
  CHECK(ChunkSource(stet::cli::find_stories({arguments[0]}), InputKind::automatic, 2).is_single());
}
