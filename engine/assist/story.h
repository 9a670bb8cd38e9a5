// Story Markdown as it is typed: its metadata are a document of YAML at the same places, its body
// has footnotes that name sources, and headings that the methodology knows.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/assist/completion.h"

namespace stet::assist {

/// The metadata; all else is blank, so that every place is that of the story.
std::unique_ptr<Document> read_metadata(std::string_view markdown);

/// Whether `offset` is in the metadata.
bool in_metadata(std::string_view markdown, uint32_t offset);

Proposals complete_story(const Ruleset& rules, std::string_view markdown, uint32_t offset);

}  // namespace stet::assist
