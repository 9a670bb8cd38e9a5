// Tested in tests/evidence/source_reader_test.cc.
#include "engine/evidence/attributions.h"

#include <algorithm>

#include "engine/text/word_set.h"

namespace stet::evidence {

namespace {

using text::Token;
using text::TokenKind;

constexpr uint32_t most_words = 10;  ///< of a speaker

// Words that begin another clause: no speaker goes on over them.
constexpr text::WordSet clause_words("that", "and", "but", "which", "who", "as", "when", "because",
                                     "while", "if", "where", "after", "before", "has", "had",
                                     "have", "is", "was", "were", "are", "will", "would");
constexpr text::WordSet pronouns("he", "she", "they", "it", "we", "i", "you");
constexpr text::WordSet openings("the", "a", "an", "his", "her", "its", "their", "one", "some",
                                 "in", "on", "this");
constexpr text::WordSet following("to", "by", "from", "citing", "per");

bool is_word(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::number;
}

bool goes_on(const Token& token) {
  const bool hyphen = token.kind == TokenKind::dash && !token.has(text::space_before);
  return (is_word(token) || hyphen) && !clause_words.has(token.key);
}

/// The full stop of an initial or a title: "R. Lind", "Dr. Moor".
bool is_initial(const text::Tokens& tokens, uint32_t stop) {
  if (tokens.all[stop].key != '.' || stop == 0 || stop + 1 >= tokens.all.size()) return false;
  const Token& before = tokens.all[stop - 1];
  return before.has(text::begins_upper) && before.span.size() <= 3 &&
         before.span.end == tokens.all[stop].span.begin &&
         tokens.all[stop + 1].has(text::begins_upper);
}

/// A row of tokens, half-open.
struct Row {
  uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

Row row_after(const text::Tokens& tokens, uint32_t at) {
  uint32_t end = at;
  while (end < tokens.all.size() && end - at < most_words &&
         (goes_on(tokens.all[end]) || (end > at && is_initial(tokens, end)))) {
    ++end;
  }
  return {at, end};
}

Row row_before(const text::Tokens& tokens, uint32_t at) {
  uint32_t begin = at;
  while (begin > 0 && at - begin < most_words &&
         (goes_on(tokens.all[begin - 1]) || is_initial(tokens, begin - 1))) {
    --begin;
  }
  return {begin, at};
}

bool is_comma(const Token& token) { return token.key == ','; }

/// "Jane Doe, the mayor, said": what stands before the first comma. At a quotation's end, which has
/// its comma inside the marks or is followed by one, the speaker stands behind the verb.
Row row_beside(const text::Tokens& tokens, const AttributionCue& cue) {
  const Row before = row_before(tokens, cue.first_token);
  if (!before.empty()) return before;
  const uint32_t at = cue.first_token;
  const Row after = row_after(tokens, cue.first_token + cue.token_count);
  if (at < 2 || !is_comma(tokens.all[at - 1])) return after;
  const Token& inner = tokens.all[at - 2];
  if (inner.kind == TokenKind::quote || !is_word(inner)) return after;
  const Row apposition = row_before(tokens, at - 1);
  if (apposition.begin < 2 || !is_comma(tokens.all[apposition.begin - 1])) return after;
  const Row subject = row_before(tokens, apposition.begin - 1);
  return subject.empty() ? after : subject;
}

bool overlaps_any(base::Span span, const std::vector<base::Span>& spans) {
  const auto at =
      std::lower_bound(spans.begin(), spans.end(), span.begin,
                       [](const base::Span& each, uint32_t begin) { return each.end <= begin; });
  return at != spans.end() && at->begin < span.end;
}

bool begins_sentence(const text::Tokens& tokens, uint32_t at) {
  return at == 0 || (!is_word(tokens.all[at - 1]) && !is_comma(tokens.all[at - 1]));
}

/// A capital at the beginning of a sentence proves no name: "Officials said".
bool has_name(const text::Tokens& tokens, Row row) {
  for (uint32_t i = row.begin; i < row.end; ++i) {
    const Token& token = tokens.all[i];
    if (token.kind != TokenKind::word || !token.has(text::begins_upper)) continue;
    if (i > row.begin || !begins_sentence(tokens, i)) return true;
  }
  return false;
}

Speaker kind_of(const text::Tokens& tokens, Row row, base::Span span, const AttributionCue& cue,
                const std::vector<base::Span>& unnamed, const std::vector<base::Span>& documents) {
  const base::Span around = {std::min(span.begin, cue.span.begin),
                             std::max(span.end, cue.span.end)};
  if (overlaps_any(around, unnamed)) return Speaker::unnamed;
  if (row.end - row.begin == 1 && pronouns.has(tokens.all[row.begin].key)) {
    return Speaker::pronoun;
  }
  if (overlaps_any(span, documents)) return Speaker::document;
  if (has_name(tokens, row)) return Speaker::named;
  const bool opened = openings.has(tokens.all[row.begin].key);
  const bool capital = tokens.all[row.begin].has(text::begins_upper);
  return row.end - row.begin == 1 && capital && !opened ? Speaker::named : Speaker::role;
}

}  // namespace

std::string_view to_string(Speaker speaker) {
  switch (speaker) {
    case Speaker::nobody: return "nobody";
    case Speaker::pronoun: return "pronoun";
    case Speaker::named: return "named";
    case Speaker::role: return "role";
    case Speaker::unnamed: return "unnamed";
    case Speaker::document: return "document";
  }
  return "";
}

bool speaker_follows(const text::Token& last) { return following.has(last.key); }

Attribution find_attribution(const text::Tokens& tokens, const AttributionCue& cue,
                             const std::vector<base::Span>& unnamed,
                             const std::vector<base::Span>& documents) {
  Attribution found;
  found.cue = cue.span;
  const Row row = cue.speaker_follows ? row_after(tokens, cue.first_token + cue.token_count)
                                      : row_beside(tokens, cue);
  if (row.empty()) {
    if (overlaps_any(cue.span, unnamed)) found.kind = Speaker::unnamed;
    return found;
  }
  found.first_token = row.begin;
  found.token_count = row.end - row.begin;
  found.speaker = {tokens.all[row.begin].span.begin, tokens.all[row.end - 1].span.end};
  found.kind = kind_of(tokens, row, found.speaker, cue, unnamed, documents);
  return found;
}

}  // namespace stet::evidence
