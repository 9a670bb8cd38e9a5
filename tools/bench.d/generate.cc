// stet_generate: writes an archive of stories (archive.h) to standard output. Not installed.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

#include "tools/bench.d/archive.h"

namespace {

constexpr const char* usage =
    "usage: stet_generate (--stories N | --bytes N) [--seed S] [--first I] [--words N]\n"
    "                     [--sources N] [--sources-text WORDS]\n"
    "\n"
    "Writes JSON stories, one per line: the same bytes on every machine for the same options.\n"
    "  --stories N           so many stories\n"
    "  --bytes N             whole stories until at least so many bytes are written\n"
    "  --seed S              another archive (default 1)\n"
    "  --first I             begin with story number I (default 0)\n"
    "  --words N             bodies of about N words; default: stories of 2.8 to 8 kB\n"
    "  --sources N           each story that has sources has so many, at most 10\n"
    "  --sources-text WORDS  each source carries so many words of text, told in its own way\n";

struct Arguments {
  uint64_t stories = std::numeric_limits<uint64_t>::max();
  uint64_t bytes = std::numeric_limits<uint64_t>::max();
  uint64_t first = 0;
  stet::bench::ArchiveOptions options;
};

bool parse_number(const char* text, uint64_t& value) {
  char* end = nullptr;
  errno = 0;
  value = std::strtoull(text, &end, 10);
  return errno == 0 && end != text && *end == '\0' && text[0] != '-';
}

bool parse(int argc, char** argv, Arguments& arguments) {
  bool bounded = false;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    uint64_t value = 0;
    if (!parse_number(argv[i + 1], value)) return false;
    if (name == "--stories")
      arguments.stories = value, bounded = true;
    else if (name == "--bytes")
      arguments.bytes = value, bounded = true;
    else if (name == "--seed")
      arguments.options.seed = value;
    else if (name == "--first")
      arguments.first = value;
    else if (name == "--words")
      arguments.options.body_words = static_cast<uint32_t>(value);
    else if (name == "--sources")
      arguments.options.sources = static_cast<uint32_t>(value);
    else if (name == "--sources-text")
      arguments.options.source_words = static_cast<uint32_t>(value);
    else
      return false;
  }
  return bounded && argc % 2 == 1;
}

bool write(const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!parse(argc, argv, arguments)) {
    std::fputs(usage, stderr);
    return 2;
  }
  std::string text;
  uint64_t written = 0;
  bool ok = true;
  for (uint64_t i = 0; ok && i < arguments.stories && written < arguments.bytes; ++i) {
    const size_t before = text.size();
    append_story(arguments.options, arguments.first + i, text);
    written += text.size() - before;
    if (text.size() < size_t{1} << 20) continue;
    ok = write(text);
    text.clear();
  }
  ok = ok && write(text) && std::fflush(stdout) == 0;
  if (!ok) std::fprintf(stderr, "stet_generate: cannot write: %s\n", std::strerror(errno));
  return ok ? 0 : 3;
}
