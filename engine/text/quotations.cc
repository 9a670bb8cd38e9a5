#include "engine/text/quotations.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace stet::text {

namespace {

constexpr char32_t left_double = 0x201C, right_double = 0x201D, low_double = 0x201E;
constexpr char32_t left_single = 0x2018, right_single = 0x2019;
constexpr char32_t left_angle = 0xAB, right_angle = 0xBB;
constexpr size_t deepest = 8;

bool is_single(char32_t mark) {
  return mark == '\'' || mark == left_single || mark == right_single;
}

bool closes(char32_t open, char32_t mark) {
  switch (open) {
    case '"': return mark == '"' || mark == right_double;
    case left_double: return mark == right_double || mark == '"';
    case low_double: return mark == left_double || mark == right_double;
    case left_angle: return mark == right_angle;
    case right_angle: return mark == left_angle;
    case '\'':
    case left_single: return mark == '\'' || mark == right_single;
    default: return false;
  }
}

class Finder {
 public:
  Finder(std::string_view text, const Tokens& tokens, std::vector<Quotation>& out)
      : text_(text), tokens_(tokens), out_(out) {}

  void run(QuotationState& state) {
    find_last_single();
    for (const uint32_t index : tokens_.marks) {
      if (tokens_.all[index].kind == TokenKind::quote) take(index, state);
    }
    finish(state);
  }

 private:
  struct Open {
    char32_t mark;
    size_t quotation;
  };

  char32_t mark_at(uint32_t index) const {
    return base::decode_utf8(text_, tokens_.all[index].span.begin).value;
  }

  bool space_after(uint32_t index) const {
    return index + 1 >= tokens_.all.size() || tokens_.all[index + 1].has(space_before);
  }

  bool at_word_end(uint32_t index) const { return !tokens_.all[index].has(space_before); }

  /// A single mark opens only if another can still close it: so apostrophes cost nothing.
  void find_last_single() {
    for (const uint32_t index : tokens_.marks) {
      if (tokens_.all[index].kind != TokenKind::quote || !at_word_end(index)) continue;
      const char32_t mark = mark_at(index);
      if (mark == '\'' || mark == right_single) last_single_ = index;
    }
  }

  void take(uint32_t index, QuotationState& state) {
    const char32_t mark = mark_at(index);
    if (is_single(mark) ? try_close_single(index, mark) : try_close(index, mark)) return;
    if (!may_open(index, mark) || depth_ >= deepest) return;
    const bool resumed = index == 0 && state.open_mark != 0 && state.open_mark == mark;
    stack_[depth_] = {mark, out_.size()};
    Quotation quotation;
    quotation.span = tokens_.all[index].span;
    quotation.inner = {quotation.span.end, quotation.span.end};
    quotation.depth = static_cast<uint8_t>(depth_++);
    quotation.resumed = resumed;
    out_.push_back(quotation);
  }

  bool may_open(uint32_t index, char32_t mark) const {
    const bool inside_word = at_word_end(index) && index > 0;
    const Token* before = index > 0 ? &tokens_.all[index - 1] : nullptr;
    const bool after_word =
        inside_word && (before->kind == TokenKind::word || before->kind == TokenKind::number);
    switch (mark) {
      case left_double:
      case low_double:
      case left_angle: return true;
      case '"': return !after_word || before->kind == TokenKind::word;  // 6" is six inches
      case right_angle: return !inside_word && !space_after(index);
      case '\'':
      case left_single:
        return !after_word && !space_after(index) && index < last_single_ &&
               tokens_.all[index + 1].kind != TokenKind::number;  // '90s
      default: return false;
    }
  }

  /// Closes the innermost quotation that `mark` may close, dropping single ones left open in it.
  bool try_close(uint32_t index, char32_t mark) {
    for (size_t level = depth_; level > 0; --level) {
      const char32_t open = stack_[level - 1].mark;
      if (closes(open, mark)) {
        while (depth_ > level) drop();
        close(tokens_.all[index].span);
        return true;
      }
      if (!is_single(open)) return false;
    }
    return false;
  }

  bool try_close_single(uint32_t index, char32_t mark) {
    if (depth_ == 0 || !closes(stack_[depth_ - 1].mark, mark) || !at_word_end(index)) return false;
    // "the workers' rights": an s before it and another mark to come make it an apostrophe.
    const uint32_t before = tokens_.all[index].span.begin;
    const bool after_s = before > 0 && (text_[before - 1] | 0x20) == 's';
    if (after_s && index < last_single_ && space_after(index)) return true;
    close(tokens_.all[index].span);
    return true;
  }

  void close(base::Span mark) {
    Quotation& quotation = out_[stack_[--depth_].quotation];
    quotation.inner.end = mark.begin;
    quotation.span.end = mark.end;
  }

  /// The innermost mark was an apostrophe after all.
  void drop() {
    const size_t index = stack_[--depth_].quotation;
    out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(index));
    for (size_t inside = index; inside < out_.size(); ++inside) --out_[inside].depth;
  }

  void finish(QuotationState& state) {
    state.open_mark = 0;
    const uint32_t end = tokens_.all.empty() ? 0 : tokens_.all.back().span.end;
    while (depth_ > 0) {
      const Open open = stack_[depth_ - 1];
      if (is_single(open.mark)) {
        drop();
        continue;
      }
      Quotation& quotation = out_[open.quotation];
      quotation.span.end = quotation.inner.end = end;
      quotation.closed = false;
      state.open_mark = open.mark;
      --depth_;
    }
  }

  std::string_view text_;
  const Tokens& tokens_;
  std::vector<Quotation>& out_;
  Open stack_[deepest];  // the first `depth_` are in use
  size_t depth_ = 0;
  uint32_t last_single_ = 0;
};

}  // namespace

void find_quotations(std::string_view text, const Tokens& tokens, QuotationState& state,
                     std::vector<Quotation>& out) {
  out.clear();
  Finder(text, tokens, out).run(state);
}

bool is_quoted(const std::vector<Quotation>& quotations, base::Span span) {
  auto at = std::upper_bound(
      quotations.begin(), quotations.end(), span.begin,
      [](uint32_t value, const Quotation& quotation) { return value < quotation.span.begin; });
  // The outermost quotation that begins before the span holds it, or none does.
  while (at != quotations.begin()) {
    --at;
    if (at->span.contains(span)) return true;
    if (at->depth == 0) return false;
  }
  return false;
}

}  // namespace stet::text
