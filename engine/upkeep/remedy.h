// One change of a story that may lift its verdict, as data: where, what, and in words.
//
//   cite        claims[2]  "ledger"        edit        articleBody[0].text 14–24 → "said"
//   add_source  (the story)                fill, set   sources[1].url → "https://…"
//   declare     declared.sources           take_out    claims[2]
//
// Records are told apart by their numbers in the story as it was; make_changes() takes care that
// none moves before its turn. Tested in tests/upkeep/ways_to_pass_test.cc.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/upkeep/story_tree.h"

namespace stet::upkeep {

struct Remedy {
  /// In the order in which they are made; what is harder to ask of an author weighs more.
  enum class Kind : uint8_t {
    edit,
    attribute,
    fill,
    set,
    clear,
    cite,
    add_source,
    declare,
    take_out
  };

  Kind kind = Kind::edit;
  std::string list;         ///< key of the list that the record stands in; empty: the story itself
  uint32_t index = 0;       ///< of the record in it
  std::string field;        ///< of the record; "" where the list is one of texts
  base::Span part;          ///< edit, attribute: of the decoded text
  std::string text;         ///< replacement, id of a source, kind of new sources, …
  methodology::Node value;  ///< fill, set
  uint32_t count = 1;       ///< add_source: how many
  std::vector<std::string> ids;  ///< add_source: theirs, when they are cited already
  std::string words;
  base::Span place;  ///< in the story as it was given; empty: the story as a whole

  uint32_t changes() const { return kind == Kind::add_source ? count : 1; }
};

std::string_view to_string(Remedy::Kind kind);

/// Makes all of them but `declare`, which waits for what the engine finds in the rest.
void make_changes(StoryTree& story, std::span<const Remedy* const> remedies);

/// A text of at most `most` bytes in quotation marks, cut at a blank.
std::string shortened(std::string_view text, size_t most = 60);

}  // namespace stet::upkeep
