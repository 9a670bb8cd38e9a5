// Story Markdown → Article. The format is documented in docs/article-format.md.
#pragma once

#include <string_view>

#include "engine/base/arena.h"
#include "engine/formats/article.h"
#include "engine/formats/fields.h"
#include "engine/formats/read_json.h"
#include "engine/formats/reader.h"

namespace stet::formats {

class KnownMarkdown;

/// False when the front matter is no YAML, or a limit is passed; the findings say why. `known`:
/// what is left of the version before, and for the next one; or null.
bool read_markdown(std::string_view input, const ReadOptions& options, UnknownNames& names,
                   base::Arena& arena, Article& article, Findings& findings,
                   KnownMarkdown* known = nullptr);

}  // namespace stet::formats
