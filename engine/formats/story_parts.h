// The small syntaxes inside story Markdown: ids of claims, affected parties, names of sections.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/span.h"
#include "engine/formats/reader.h"

namespace stet::formats {

/// "[c1]: Exports rose" or "Exports rose {#c1}".
struct ClaimParts {
  base::Span id;  ///< empty when there is none
  base::Span text;
};
ClaimParts split_claim(std::string_view text);

/// "Name (kind): sentiment, note"; everything but the name may be missing.
struct AffectedParts {
  base::Span name, kind, sentiment, note;
};
AffectedParts split_affected(std::string_view text);

/// The address that begins with http:// or https://, without the punctuation after it.
std::optional<base::Span> find_url(std::string_view text);

/// The section that a heading opens, or empty. Without `sections`, the built-in English headings.
std::string_view section_of(std::string_view heading, std::span<const SectionHeading> sections);

/// "What's at stake?" → "what-s-at-stake"; letters beyond ASCII stay as they are.
std::string slug(std::string_view heading);

}  // namespace stet::formats
