// Bytes → Article. One reader per thread; it keeps its memory between stories.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/base/problem.h"
#include "engine/formats/article.h"

namespace stet::formats {

/// Input limits. Beyond one, the article is refused with an error that names the limit.
struct Limits {
  static constexpr size_t bytes = size_t{64} << 20;
  static constexpr uint32_t depth = 64;
  static constexpr uint32_t sources = 1000;
  static constexpr uint32_t claims = 1000;
  static constexpr uint32_t affected = 200;  ///< each is looked for in the whole text
  static constexpr uint32_t blocks = 20000;
  static constexpr uint32_t items = 10000;         ///< of any other list
  static constexpr uint32_t unknown_fields = 256;  ///< of one record, repeated ones among them
};

/// The reader may read, but not use, this many bytes past the end of its input.
inline constexpr size_t input_padding = 64;

/// Which headings of story Markdown open which part. `section` is takeaways, claims, affected, or a
/// name that body blocks then carry (analysis, watch, …).
struct SectionHeading {
  std::string heading;  ///< compared without case and surrounding space
  std::string section;
};

struct ReadOptions {
  std::string_view name;  ///< for problems: a path, "stories.jsonl:17", "-"
  Format format = Format::automatic;
  std::span<const SectionHeading> sections;
};

class Reader {
 public:
  Reader();
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// The article in `bytes`, or null when they cannot be read at all; the reason is in `problems`
  /// then. A malformed field does not refuse the article: it is marked and told. The article lives
  /// until the next `read`; `bytes` must live as long and have `input_padding` readable bytes
  /// after.
  const Article* read(std::string_view bytes, const ReadOptions& options, base::Problems& problems);

  /// For one story that is being written: what the edits leave alone is not read again, as long as
  /// the story lies at one place in memory. It changes no article.
  void remember();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Canonical JSON, unknown fields included. Reading it back gives the same article.
void write_json(const Article& article, std::string& out, int indent = 0);

}  // namespace stet::formats
