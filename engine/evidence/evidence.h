// Evidence: all that was found in one article, before anybody scores or judges it.
//
//   Article ─▶ passages (analysed texts) ─▶ hits, figures, sentences, quotations
//          └─▶ clusters of sources ─▶ support of claims
//
// Only what a rule or score asks for is computed beyond words and hits. Order is document order
// everywhere; nothing depends on the order of sources. Tested in tests/evidence.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/mapped_text.h"
#include "engine/formats/article.h"
#include "engine/methodology/methodology.h"

namespace stet::evidence {

using methodology::Part;
using methodology::Voice;

/// How a condition came out over those findings of a passage that it is asked of, when it looked at
/// nothing else. Kept from check to check in sessions (gate/rule_runner.h).
struct Judged {
  static constexpr uint32_t each_time = UINT32_MAX;
  uint32_t findings = 0;  ///< of how many it does not hold, all; 0: not known; each_time: ask
  uint32_t steps = 0;     ///< that asking took
};

/// One text of the article that is read for phrases: a headline, a takeaway, a block …
struct Passage {
  Part part = Part::body;
  const base::MappedText* text = nullptr;
  std::string_view section;               ///< body only
  std::string_view block_kind;            ///< body only
  bool cites = false;                     ///< cites at least one listed source
  uint32_t index = 0;                     ///< in its list in the article
  std::vector<Judged>* judged = nullptr;  ///< by condition; null outside of sessions
};

/// Something at a place in a passage. `span` is in bytes of the passage's decoded text.
struct Finding {
  const Passage* passage = nullptr;
  base::Span span;
  Voice voice = Voice::own;
  bool attributed =
      false;              ///< the same or the next sentence says who says it, or the passage cites
  uint32_t sentence = 0;  ///< index into Evidence::sentences

  std::string_view text() const { return base::slice(passage->text->text, span); }
};

struct Hit : Finding {
  uint32_t list = 0;    ///< index into Methodology::lists; patterns are numbered after the lists
  uint32_t phrase = 0;  ///< index into that list
  double weight = 1;
};

struct Figure : Finding {
  double value = 0;       ///< scale words applied: "5.2bn" is 5.2e9
  std::string_view unit;  ///< "", "%", "pp", "bp" or an ISO 4217 code
};

struct Sentence : Finding {
  uint32_t figures = 0;
};

struct Quotation : Finding {};

enum class MergeReason : uint8_t {
  publisher,
  owner,
  canonical_url,
  domain,
  agency,
  derivation,
  attribution,
  upstream,
  reuse
};
std::string_view to_string(MergeReason reason);

/// Why two sources are one: `value` is what they share, as written. The spans are places in the
/// sources' texts that show it; empty where metadata do.
struct Merge {
  uint32_t first = 0, second = 0;  ///< indices into Article::sources
  MergeReason reason = MergeReason::publisher;
  std::string_view value;
  base::Span first_span, second_span;
};

/// Sources that are not independent of each other and count once.
struct Cluster {
  std::span<const uint32_t> sources;  ///< indices into Article::sources, ascending
  std::span<const Merge> merges;
  std::string_view kind;  ///< of its weightiest source
  double weight = 0;      ///< 0–1
  bool qualifies = false;
};

/// Two sources that quote the same words; for people to look at, no dependence
/// (shared_quotations.h).
struct SharedQuotation {
  uint32_t first = 0, second = 0;      ///< indices into Article::sources
  base::Span first_span, second_span;  ///< in the sources' texts, marks included
};

enum class SupportState : uint8_t { supported, contradicted, unsupported, unverifiable };
std::string_view to_string(SupportState state);

/// What the text of a source says of a claim.
enum class Stance : uint8_t {
  silent,  ///< nothing that would support it
  supports,
  contradicts,  ///< another value of the same
  hedged,       ///< says it, and does not stand for it
  second_hand   ///< says it, and gives it to another outlet
};
std::string_view to_string(Stance stance);

struct SourceFinding {
  uint32_t source = 0;  ///< index into Article::sources
  Stance stance = Stance::silent;
  base::Span span;        ///< in the source's text: the sentence, or the value that contradicts
  base::Span claim_span;  ///< in the claim: the value that is contradicted; else empty
};

/// How a claim stands.
///
///   contradicted   the text of a source it cites gives another value
///   supported      a text says the same, or a source without a text can be looked up (a URL)
///   unsupported    it cites no listed source, or only sources whose texts do not say it
///   unverifiable   it cites only sources with nothing to check against
///
/// `basis` is "text" when texts of sources were compared, else "citation".
struct Support {
  const formats::Claim* claim = nullptr;
  SupportState state = SupportState::unsupported;
  /// Clusters of cited sources that qualify and support it, or have no text.
  uint32_t count = 0;
  std::string_view basis = "citation";
  std::span<const SourceFinding> findings;            ///< by cited source that has a text
  std::span<const std::string_view> unknown_sources;  ///< ids that no listed source has
};

struct Evidence {
  const formats::Article* article = nullptr;
  std::span<const Passage> passages;
  uint32_t words = 0;       ///< of all passages
  uint32_t body_words = 0;  ///< of the body alone
  uint32_t blocks = 0;      ///< of the body, that have a text
  uint32_t first_body_sentence = 0;

  std::span<const Hit> hits;                        ///< by list, then document order
  std::span<const Hit* const> hits_in_order;        ///< by passage: of lists in order, of patterns
  std::span<const std::span<const Hit>> list_hits;  ///< of each list, then of each pattern
  uint32_t list_count = 0;                          ///< where patterns begin in `list_hits`
  // Gathered when needed (search.h).
  std::span<const Figure> figures;
  std::span<const Sentence> sentences;
  std::span<const Quotation> quotations;  ///< marks included; quotation blocks too

  std::span<const Cluster> clusters;     ///< by their first source
  std::span<const uint32_t> cluster_of;  ///< by source: index into `clusters`
  std::span<const double> worth;         ///< by cluster: its weight on the day of the story
  uint32_t verified = 0;                 ///< N: clusters that qualify
  std::span<const Support> support;
  std::span<const SharedQuotation> shared_quotations;

  std::span<const Hit> pattern_hits(uint32_t pattern) const {
    return list_hits[list_count + size_t{pattern}];
  }
};

}  // namespace stet::evidence
