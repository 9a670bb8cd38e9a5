// What is known of the thing at a place of a rules file, as Markdown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/assist/names.h"
#include "engine/assist/ruleset.h"
#include "engine/assist/spot.h"
#include "engine/cel/environment_tables.h"

namespace stet::assist {

struct Hover {
  base::Span place;  ///< bytes of the file
  std::string markdown;
};

std::optional<Hover> hover(const Ruleset& rules, const Document& document, FileKind kind,
                           uint32_t offset);

// The texts, for completion too.
std::string describe_name(const Ruleset& rules, NameKind kind, std::string_view id);
std::string describe_key(const methodology::Key& key);
std::string describe_shape(const methodology::Shape& shape);
std::string describe_function(const cel::FunctionSet& set);
std::string describe_macro(std::string_view name);

/// `text` with what Markdown would take for its own marked as text.
std::string markdown_text(std::string_view text);

}  // namespace stet::assist
