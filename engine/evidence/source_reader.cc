// Tested in tests/evidence/source_reader_test.cc.
#include "engine/evidence/source_reader.h"

#include <algorithm>

#include "engine/base/sort.h"
#include "engine/evidence/source_names.h"
#include "engine/text/word_key.h"

namespace stet::evidence {

namespace {

using text::Token;
using text::TokenKind;

constexpr uint32_t head_tokens = 40;   ///< where a dateline ends at the latest
constexpr uint32_t tail_tokens = 120;  ///< where a closing line begins at the earliest
constexpr uint32_t credit_tokens = 8;  ///< between the words of a credit and its agency
constexpr uint32_t lead_sentences = 2;
constexpr uint64_t copyright_key = text::word_key("copyright");

bool is_open_bracket(const Token& token) { return token.key == '('; }
bool ends_sentence(const Token& token) {
  return token.kind == TokenKind::punctuation && token.key == '.';
}

base::Span span_of(const text::Tokens& tokens, uint32_t first, uint32_t count) {
  return {tokens.all[first].span.begin, tokens.all[first + count - 1].span.end};
}

bool has_text(const formats::Source& source) {
  return source.text.present() && !source.text.view().empty();
}

}  // namespace

void SourceReader::read(const formats::List<formats::Source>& sources, base::Arena& arena) {
  const methodology::Independence& rules = methodology_->independence;
  origins_.clear();
  shared_quotations_.restart();
  reuse_.restart({rules.shingle, rules.containment, rules.least_shared});
  sources_ = &sources;
  bool any = false;
  for (uint32_t i = 0; i < sources.size; ++i) {
    if (!has_text(sources[i])) continue;
    if (!any) index_names(sources);
    any = true;
    read_text(i, sources[i].text.view(), arena);
  }
}

/// Outlets and agencies pass on what others say; what an authority says is its own.
bool SourceReader::is_medium(const formats::Source& source) const {
  if (!source.kind.present()) return false;
  const auto& kinds = methodology_->source_kinds;
  return std::any_of(kinds.begin(), kinds.end(), [&](const methodology::SourceKind& kind) {
    return kind.medium && kind.id == source.kind.view();
  });
}

void SourceReader::index_names(const formats::List<formats::Source>& sources) {
  listed_.clear();
  for (uint32_t i = 0; i < sources.size; ++i) {
    const formats::Source& source = sources[i];
    if (source.publisher.present() && is_medium(source)) listed_.add(source.publisher.view(), i);
  }
  listed_.build();
}

void SourceReader::read_text(uint32_t source, std::string_view text, base::Arena& arena) {
  source_ = source;
  text::tokenise(text, analysis_.tokens);
  text::find_sentences(text, analysis_.tokens, analysis_.sentences);
  quotation_state_ = {};
  text::find_quotations(text, analysis_.tokens, quotation_state_, analysis_.quotations);
  // A mark that copying has torn from its other half must not make a quotation of all that follows.
  for (text::Quotation& quotation : analysis_.quotations) {
    const auto* sentence = text::sentence_at(analysis_.sentences, quotation.span.begin);
    if (!quotation.closed && sentence != nullptr) quotation.span.end = sentence->span.end;
  }
  lexicon_->phrases().find(text, analysis_.tokens, analysis_.scratch, analysis_.phrases);
  sort_cues();
  leads_.clear();
  find_dateline();
  find_copyright(text);
  const text::PhraseMatch* last = nullptr;
  for (const text::PhraseMatch& match : analysis_.phrases) {
    const Cue cue = lexicon_->cue(match.list);
    if (cue == Cue::credit_before || cue == Cue::credit_after || cue == Cue::sign_off) {
      find_credit(match, cue);
    } else if (cue <= Cue::attribution) {
      if (last != nullptr && match.first_token < last->first_token + last->token_count) continue;
      if (text::is_quoted(analysis_.quotations, match.span)) continue;
      find_lead(match, cue, text, arena);
      last = &match;
    }
  }
  add_attributed();
  add_upstream(text, arena);
  base::sort_in_place(left_out_, [](base::Span a, base::Span b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  if (index_.wants(source)) add_to_index(text);
  shared_quotations_.add(source, analysis_.tokens, analysis_.quotations);
  if (methodology_->independence.reuse) {
    reuse_.add(source, text, analysis_.tokens, analysis_.quotations, left_out_);
  }
}

/// Takes out of the phrases found those that only say something about their surroundings.
void SourceReader::sort_cues() {
  unnamed_.clear();
  documents_.clear();
  left_out_.clear();
  for (const text::PhraseMatch& match : analysis_.phrases) {
    switch (lexicon_->cue(match.list)) {
      case Cue::unnamed: unnamed_.push_back(match.span); break;
      case Cue::document: documents_.push_back(match.span); break;
      case Cue::boilerplate:
        if (const auto* sentence = text::sentence_at(analysis_.sentences, match.span.begin)) {
          left_out_.push_back(sentence->span);
        }
        break;
      default: break;
    }
  }
}

void SourceReader::add_agency(uint32_t agency, base::Span span) {
  const methodology::Agency& found = methodology_->agencies[agency];
  origins_.push_back({source_, MergeReason::agency, found.id, found.names.front(), span});
}

/// The first agency named from token `first` on and before `last`, within one sentence.
bool SourceReader::find_agency(uint32_t first, uint32_t last, base::Span cue) {
  const text::Tokens& tokens = analysis_.tokens;
  last = std::min(last, static_cast<uint32_t>(tokens.all.size()));
  for (uint32_t i = first; i < last && !ends_sentence(tokens.all[i]); ++i) {
    const NameIndex::Match match = lexicon_->names().find(tokens, i);
    if (!match) continue;
    const base::Span name = span_of(tokens, i, match.token_count);
    add_agency(match.id, {std::min(cue.begin, name.begin), std::max(cue.end, name.end)});
    return true;
  }
  return false;
}

/// "LONDON, Nov 3 (Reuters) -": an agency in brackets with a dash behind it, or only capitals,
/// figures and marks before it. "By Reuters" before any sentence.
void SourceReader::find_dateline() {
  const text::Tokens& tokens = analysis_.tokens;
  const auto size = std::min<uint32_t>(head_tokens, static_cast<uint32_t>(tokens.all.size()));
  static constexpr uint64_t by_key = text::word_key("by");
  static constexpr uint64_t the_key = text::word_key("the");
  bool place_only = true;
  for (uint32_t i = 0; i + 1 < size; ++i) {
    const Token& token = tokens.all[i];
    if (i == 0 && token.key == by_key) {
      const uint32_t at = tokens.all[1].key == the_key ? 2 : 1;
      if (at < size && lexicon_->names().find(tokens, at)) find_agency(at, at + 1, token.span);
    }
    if (is_open_bracket(token)) {
      const NameIndex::Match match = lexicon_->names().find(tokens, i + 1);
      const uint32_t after = i + 1 + match.token_count;
      const bool closed = match && after < tokens.all.size() && tokens.all[after].key == ')';
      const bool dash =
          closed && after + 1 < tokens.all.size() && tokens.all[after + 1].kind == TokenKind::dash;
      if (closed && (dash || place_only)) {
        add_agency(match.id, {tokens.all.begin()->span.begin, tokens.all[after].span.end});
        return;
      }
    }
    if (token.kind == TokenKind::word && !token.has(text::begins_upper)) place_only = false;
  }
}

/// "© 2024 The Associated Press", at either end of the text.
void SourceReader::find_copyright(std::string_view text) {
  const text::Tokens& tokens = analysis_.tokens;
  const auto size = static_cast<uint32_t>(tokens.all.size());
  for (uint32_t i = 0; i < size; ++i) {
    if (i == head_tokens && size > head_tokens + tail_tokens) i = size - tail_tokens;
    const Token& token = tokens.all[i];
    const bool sign = token.kind == TokenKind::symbol && base::slice(text, token.span) == "©";
    if (sign || token.key == copyright_key) find_agency(i + 1, i + credit_tokens, token.span);
  }
}

void SourceReader::find_credit(const text::PhraseMatch& match, Cue cue) {
  const text::Tokens& tokens = analysis_.tokens;
  const auto size = static_cast<uint32_t>(tokens.all.size());
  const uint32_t end = match.first_token + match.token_count;
  if (cue == Cue::credit_before) {
    if (!find_agency(end, end + credit_tokens, match.span)) return;
  } else if (cue == Cue::credit_after) {
    uint32_t first = match.first_token;
    const uint32_t least = first - std::min(first, credit_tokens);
    while (first > least && !ends_sentence(tokens.all[first - 1])) --first;
    if (!find_agency(first, match.first_token, match.span)) return;
  } else {
    // A closing line stands in round brackets at the end.
    if (match.first_token == 0 || !is_open_bracket(tokens.all[match.first_token - 1])) return;
    if (match.first_token + tail_tokens < size) return;
    if (!find_agency(end, size, match.span)) {
      add_agency(lexicon_->signing_agency(match.list), match.span);
    }
  }
  if (const auto* sentence = text::sentence_at(analysis_.sentences, match.span.begin)) {
    left_out_.push_back(sentence->span);
  }
}

std::string_view SourceReader::fold(std::string_view name, base::Arena& arena) {
  folded_.clear();
  append_folded_name(folded_, name);
  return arena.copy_text(folded_);
}

/// A listed source or an agency named in tokens [first, last).
bool SourceReader::find_outlet(Lead& lead, uint32_t first, uint32_t last, base::Arena& arena) {
  const text::Tokens& tokens = analysis_.tokens;
  for (uint32_t i = first; i < last; ++i) {
    std::string_view name;
    NameIndex::Match match = listed_.find(tokens, i);
    if (match) {
      if (match.id == source_) continue;
      name = (*sources_)[match.id].publisher.view();
    } else if ((match = lexicon_->names().find(tokens, i))) {
      name = methodology_->agencies[match.id].names.front();
    } else {
      continue;
    }
    lead.reason = MergeReason::attribution;
    lead.written = trim(name);
    lead.value = fold(name, arena);
    const base::Span span = span_of(tokens, i, match.token_count);
    lead.span = {std::min(lead.span.begin, span.begin), std::max(lead.span.end, span.end)};
    return true;
  }
  return false;
}

void SourceReader::find_lead(const text::PhraseMatch& match, Cue cue, std::string_view text,
                             base::Arena& arena) {
  const text::Tokens& tokens = analysis_.tokens;
  const uint32_t end = match.first_token + match.token_count;
  AttributionCue at{match.span, match.first_token, match.token_count, false};
  at.speaker_follows = cue != Cue::attribution || speaker_follows(tokens.all[end - 1]);
  Lead lead;
  lead.attribution = find_attribution(tokens, at, unnamed_, documents_);
  lead.first_report = cue == Cue::first_report;
  lead.span = match.span;
  const Attribution& found = lead.attribution;
  if (found.kind != Speaker::nobody) {
    lead.span = {std::min(found.cue.begin, found.speaker.begin),
                 std::max(found.cue.end, found.speaker.end)};
  }
  // "the Gazette reported", "according to the Gazette", "she told the Gazette"
  const bool outlet =
      find_outlet(lead, found.first_token, found.first_token + found.token_count, arena) ||
      (!at.speaker_follows &&
       find_outlet(lead, end, std::min(end + 2, static_cast<uint32_t>(tokens.all.size())), arena));
  if (!outlet && found.kind == Speaker::unnamed) {
    lead.value = "unnamed person";
    lead.written = base::slice(text, lead.span);
  }
  leads_.push_back(lead);
}

/// What each sentence is worth as support of a claim.
void SourceReader::add_to_index(std::string_view text) {
  sentences_.clear();
  for (const text::Sentence& sentence : analysis_.sentences) {
    sentences_.emplace_back().span = sentence.span;
  }
  const auto sentence_of = [&](base::Span span) -> IndexedSentence* {
    const text::Sentence* found = text::sentence_at(analysis_.sentences, span.begin);
    return found == nullptr ? nullptr
                            : &sentences_[static_cast<size_t>(found - analysis_.sentences.data())];
  };
  for (const text::PhraseMatch& match : analysis_.phrases) {
    if (lexicon_->cue(match.list) != Cue::hedge) continue;
    if (text::is_quoted(analysis_.quotations, match.span)) continue;
    if (IndexedSentence* sentence = sentence_of(match.span)) {
      sentence->hedge += match.weight;
    }
  }
  for (const Lead& lead : leads_) {
    if (lead.reason != MergeReason::attribution) continue;
    if (IndexedSentence* sentence = sentence_of(lead.span)) sentence->second_hand = true;
  }
  index_.add(source_, text, analysis_.tokens, sentences_);
}

void SourceReader::add_attributed() {
  if (!methodology_->independence.attribution) return;
  for (const Lead& lead : leads_) {
    if (lead.reason != MergeReason::attribution) continue;
    const auto to_it = std::count_if(leads_.begin(), leads_.end(),
                                     [&](const Lead& each) { return each.value == lead.value; });
    const bool most = 2 * static_cast<size_t>(to_it) >= leads_.size();
    const bool early = analysis_.sentences.size() <= lead_sentences ||
                       lead.span.begin < analysis_.sentences[lead_sentences].span.begin;
    if (!lead.first_report && !most && !early) continue;
    origins_.push_back({source_, MergeReason::attribution, lead.value, lead.written, lead.span,
                        !lead.first_report && !most});
  }
}

/// "an internal memo" and "the internal memo" are one: the words that say which, two at least.
static std::string_view document_name(std::string_view text, const text::Tokens& tokens,
                                      const Attribution& attribution, std::string& folded,
                                      base::Arena& arena) {
  static constexpr uint64_t articles[] = {text::word_key("the"), text::word_key("a"),
                                          text::word_key("an"), text::word_key("this")};
  folded.clear();
  uint32_t words = 0;
  for (uint32_t i = 0; i < attribution.token_count; ++i) {
    const Token& token = tokens.all[attribution.first_token + i];
    const bool article =
        std::find(std::begin(articles), std::end(articles), token.key) != std::end(articles);
    if (article) continue;
    if (!folded.empty()) folded += ' ';
    text::append_folded(folded, base::slice(text, token.span));
    ++words;
  }
  return words < 2 ? std::string_view() : arena.copy_text(folded);
}

void SourceReader::add_upstream(std::string_view text, base::Arena& arena) {
  if (!methodology_->independence.upstream) return;
  const Lead* only = nullptr;
  for (Lead& lead : leads_) {
    const Speaker kind = lead.attribution.kind;
    if (kind == Speaker::pronoun || kind == Speaker::nobody) continue;
    if (lead.value.empty() && kind == Speaker::document) {
      lead.value = document_name(text, analysis_.tokens, lead.attribution, folded_, arena);
      lead.written = base::slice(text, lead.attribution.speaker);
    }
    if (lead.value.empty() || (only != nullptr && only->value != lead.value)) return;
    if (only == nullptr) only = &lead;
  }
  if (only == nullptr || only->reason != MergeReason::upstream) return;
  origins_.push_back({source_, MergeReason::upstream, only->value, only->written, only->span});
}

}  // namespace stet::evidence
