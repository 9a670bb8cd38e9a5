// What a reader keeps between stories, and the choice of format.
// Tested in tests/formats/read_json_test.cc.
#include "engine/formats/reader.h"

#include <optional>

#include "engine/formats/detect.h"
#include "engine/formats/fields.h"
#include "engine/formats/known_markdown.h"
#include "engine/formats/read_json.h"
#include "engine/formats/read_markdown.h"

namespace stet::formats {

struct Reader::State {
  base::Arena arena;
  JsonScratch json;
  Article article;
  std::optional<KnownMarkdown> known;
};

Reader::Reader() : state_(std::make_unique<State>()) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

const Article* Reader::read(std::string_view bytes, const ReadOptions& options,
                            base::Problems& problems) {
  State& state = *state_;
  state.arena.reset();
  state.json.names.begin_story();
  state.article = Article();
  Findings findings(options.name, problems);
  if (bytes.size() > Limits::bytes) {
    findings.too_large(bytes.size(), Limits::bytes);
    return nullptr;
  }
  Article& article = state.article;
  article.input = bytes;
  article.format = options.format == Format::automatic ? detect_format(bytes) : options.format;
  const bool is_read = article.format == Format::json
                           ? read_json(bytes, state.json, state.arena, article, findings)
                           : read_markdown(bytes, options, state.json.names, state.arena, article,
                                           findings, state.known ? &*state.known : nullptr);
  return is_read ? &article : nullptr;
}

void Reader::remember() { state_->known.emplace(); }

}  // namespace stet::formats
