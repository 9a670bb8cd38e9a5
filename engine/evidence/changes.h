// What changed between two versions of a story: figures, names and quotations in sentences that
// are otherwise the same.
//
//   sentence of the old version, not in the new one ─▶ the new sentence that shares most words
//   ─▶ values, names and quotations of one that the other has not
//
// A sentence that is gone, or new, is no change; a reordered story has none. Tested in
// tests/evidence/changes_test.cc.
#pragma once

#include <span>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/evidence/source_lexicon.h"
#include "engine/formats/article.h"

namespace stet::evidence {

enum class ChangeKind : uint8_t { figure, name, quotation };
std::string_view to_string(ChangeKind kind);

struct Change {
  ChangeKind kind = ChangeKind::figure;
  std::string_view before, after;  ///< as written
  base::Span place;                ///< of `after`, bytes in the input of the new version
};

/// By place. What is found lives in `arena` and refers to the articles.
std::span<const Change> find_changes(const formats::Article& before, const formats::Article& after,
                                     const SourceLexicon& lexicon, base::Arena& arena);

/// Whether `after` has a correction, called one, that `before` has not.
bool is_corrected(const formats::Article& before, const formats::Article& after);

}  // namespace stet::evidence
