// The metadata of story Markdown: YAML, bound by the same tables as JSON.
#pragma once

#include <string_view>

#include "engine/base/arena.h"
#include "engine/formats/article.h"
#include "engine/formats/fields.h"
#include "engine/formats/read_json.h"
#include "engine/formats/yaml_tree.h"

namespace stet::formats {

/// Fills `article` from the mapping `root`. False beyond a limit.
bool bind_front_matter(const YamlNode& root, std::string_view input, UnknownNames& names,
                       base::Arena& arena, Article& article, Findings& findings);

}  // namespace stet::formats
