#include "engine/evidence/shared_quotations.h"

#include <tuple>

#include "engine/base/sort.h"
#include "engine/text/word_key.h"

namespace stet::evidence {

void SharedQuotations::add(uint32_t source, const text::Tokens& tokens,
                           const std::vector<text::Quotation>& quotations) {
  size_t token = 0;
  for (const text::Quotation& quotation : quotations) {
    if (quotation.depth > 0) continue;
    while (token < tokens.all.size() && tokens.all[token].span.end <= quotation.inner.begin) {
      ++token;
    }
    uint64_t hash = 0;
    uint32_t words = 0;
    for (; token < tokens.all.size() && tokens.all[token].span.begin < quotation.inner.end;
         ++token) {
      const text::TokenKind kind = tokens.all[token].kind;
      if (kind != text::TokenKind::word && kind != text::TokenKind::number) continue;
      hash = text::mix_key(hash, tokens.all[token].key);
      ++words;
    }
    if (words >= least_shared_words) quoted_.push_back({hash, source, quotation.span});
  }
}

std::span<const SharedQuotation> SharedQuotations::find(base::Arena& arena) {
  base::sort_in_place(quoted_, [](const Quoted& a, const Quoted& b) {
    return std::tie(a.words, a.source, a.span.begin) < std::tie(b.words, b.source, b.span.begin);
  });
  const std::span<SharedQuotation> found = arena.make_array<SharedQuotation>(quoted_.size());
  size_t count = 0;
  const Quoted* first = nullptr;
  const Quoted* last = nullptr;
  for (const Quoted& quoted : quoted_) {
    if (first == nullptr || first->words != quoted.words) {
      first = &quoted;
    } else if (quoted.source != last->source) {
      found[count++] = {first->source, quoted.source, first->span, quoted.span};
    }
    last = &quoted;
  }
  const std::span<SharedQuotation> shared = found.first(count);
  base::sort_in_place(shared, [](const SharedQuotation& a, const SharedQuotation& b) {
    return std::tie(a.first, a.first_span.begin, a.second) <
           std::tie(b.first, b.first_span.begin, b.second);
  });
  return shared;
}

}  // namespace stet::evidence
