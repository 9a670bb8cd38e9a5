// Other names for what is declared, and other words for what is misspelt.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assist/names.h"
#include "engine/upkeep/effects.h"

namespace stet::assist {

/// Bytes of a document, and what to put there.
struct DocumentChange {
  const Document* document = nullptr;
  upkeep::TextChange change;
};

/// Why `kind` cannot be called `name`; empty when it can. Whether it is taken is not asked here.
std::string refusal_of_name(NameKind kind, std::string_view name);

/// The id that is meant by `name`: lists are words with dashes, and have underscores in conditions.
std::string canonical_id(NameKind kind, std::string_view name);

/// All of `names` that are `kind` `id` written as `name`. For lists the name as conditions write it
/// will do.
std::vector<DocumentChange> rename(const std::vector<Occurrence>& names, NameKind kind,
                                   std::string_view id, std::string_view name);

/// The change that a problem suggests ("did you mean 'x'?"), in its file.
std::optional<upkeep::TextChange> suggested_change(const base::Problem& problem,
                                                   std::string_view bytes);

/// The smallest change that makes `after` of `before`; nothing when they are the same.
std::optional<upkeep::TextChange> difference(std::string_view before, std::string_view after);

}  // namespace stet::assist
