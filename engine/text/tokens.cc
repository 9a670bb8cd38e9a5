// Two passes over rows of bits, 64 bytes of text to a word. The first marks which bytes belong to
// runs: ASCII letters, and what may glue to them (digits, marks between letters, all that is not
// ASCII). The second visits the beginnings of runs. A run without glue is a word, read in two loads
// without a loop; one with glue is cut by the rules of UAX #29. All else is white space or a mark
// of one byte.
#include "engine/text/tokens.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <iterator>

#include "engine/base/utf8.h"
#include "engine/text/byte_masks.h"
#include "engine/text/char_class.h"
#include "engine/text/word_key.h"

namespace stet::text {

namespace {

constexpr uint64_t small_bits = 0x2020202020202020u;

char32_t fold_typography(char32_t point) {
  switch (point) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x02BC:
    case 0x2032:
    case 0x2039:
    case 0x203A:
    case 0xFF07: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x00AB:
    case 0x00BB:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return '-';
    default: return point;
  }
}

TokenKind kind_of(Class c, char32_t point) {
  switch (c) {
    case Class::a_letter:
    case Class::hebrew_letter:
    case Class::katakana:
    case Class::other_letter: return TokenKind::word;
    case Class::numeric: return TokenKind::number;
    case Class::single_quote:
    case Class::double_quote:
    case Class::quote: return TokenKind::quote;
    case Class::mid_num_let:
      return fold_typography(point) == '\'' ? TokenKind::quote : TokenKind::punctuation;
    case Class::mid_letter:
    case Class::mid_num:
    case Class::punctuation: return TokenKind::punctuation;
    case Class::dash: return TokenKind::dash;
    default: return TokenKind::symbol;
  }
}

/// What `ascii_piece_end` knows how to cut.
bool is_simple(char c) { return static_cast<int8_t>(c) >= 0 && c != '_'; }

bool is_white(Class c) {
  return c == Class::space || c == Class::w_seg_space || c == Class::cr || c == Class::lf ||
         c == Class::newline;
}

constexpr uint32_t longest_short_piece = 16;

/// The bytes of two loads that belong to a piece of n bytes.
struct PieceMask {
  uint64_t low;
  uint64_t high;
};

constexpr uint64_t low_bytes(uint32_t count) {
  return count >= 8 ? ~uint64_t{0} : (uint64_t{1} << (8 * count)) - 1;
}

constexpr std::array<PieceMask, longest_short_piece + 1> make_piece_masks() {
  std::array<PieceMask, longest_short_piece + 1> out{};
  for (uint32_t n = 0; n <= longest_short_piece; ++n) {
    out[n] = {low_bytes(n), n > 8 ? low_bytes(n - 8) : 0};
  }
  return out;
}

constexpr std::array<PieceMask, longest_short_piece + 1> piece_masks = make_piece_masks();

/// The kinds of ASCII characters that stand alone.
constexpr std::array<TokenKind, 128> make_mark_kinds() {
  std::array<TokenKind, 128> out{};
  for (TokenKind& kind : out) kind = TokenKind::symbol;
  for (const char c : std::string_view(".,:;!?()[]{}/\\")) {
    out[static_cast<size_t>(c)] = TokenKind::punctuation;
  }
  out['"'] = out['\''] = TokenKind::quote;
  out['-'] = TokenKind::dash;
  return out;
}

constexpr std::array<TokenKind, 128> mark_kinds = make_mark_kinds();

/// Number of the lowest bit set; `bits` is not zero.
uint32_t lowest_bit(uint64_t bits) { return static_cast<uint32_t>(__builtin_ctzll(bits)); }

class Tokeniser {
 public:
  Tokeniser(std::string_view text, Tokens& out) : text_(text), out_(out) {
    // The last letters again, with room behind them: loads of 16 bytes must not leave the text.
    tail_begin_ = static_cast<uint32_t>(text.size() - std::min<size_t>(text.size(), 16));
    std::memcpy(tail_, text.data() + tail_begin_, text.size() - tail_begin_);
  }

  void run() {
    mark_runs();
    for (size_t block = 0; block < blocks_; ++block) {
      const uint64_t runs = runs_[block];
      const uint64_t spaced = spaced_[block];
      next_ = out_.all.room(64);
      for (uint64_t starts = starts_[block]; starts != 0; starts &= starts - 1) {
        const uint32_t bit = lowest_bit(starts);
        const auto begin = static_cast<uint32_t>(block * 64) + bit;
        const bool space = (spaced >> bit & 1) != 0;
        if ((runs >> bit & 1) != 0) {
          add_run(begin, run_end(begin), space);
        } else {
          add_mark(begin, space);
        }
      }
      commit();
    }
  }

 private:
  ByteMasks masks_at(size_t block) const {
    const size_t begin = block * 64;
    if (begin + 64 <= text_.size()) return classify_bytes(text_.data() + begin);
    char bytes[64] = {};
    if (begin < text_.size()) std::memcpy(bytes, text_.data() + begin, text_.size() - begin);
    return classify_bytes(bytes);
  }

  void mark_runs() {
    blocks_ = (text_.size() + 63) / 64;
    // One word more than blocks, so that a window of 64 bits may be read at any bit.
    const size_t row = blocks_ + 1;
    if (out_.bits.size() < 4 * row) out_.bits.resize(4 * row);
    runs_ = out_.bits.data();
    glue_ = runs_ + row;
    starts_ = glue_ + row;
    spaced_ = starts_ + row;
    uint64_t any_before = 0;  // the last byte of the block before, as bit 0
    uint64_t run_before = 0;
    uint64_t space_before = 1;  // the beginning of the text counts as white space
    ByteMasks now = masks_at(0);
    for (size_t block = 0; block < blocks_; ++block) {
      const ByteMasks next = block + 1 < blocks_ ? masks_at(block + 1) : ByteMasks{};
      const uint64_t any = now.letter | now.digit | now.non_ascii;
      const uint64_t any_next = next.letter | next.digit | next.non_ascii;
      const uint64_t after = any >> 1 | any_next << 63;
      const uint64_t before = any << 1 | any_before;
      const uint64_t glue = now.digit | now.non_ascii | (now.mid & after & before);
      const uint64_t run = now.letter | glue;
      const size_t left = text_.size() - block * 64;
      const uint64_t inside = left >= 64 ? ~uint64_t{0} : (uint64_t{1} << left) - 1;
      runs_[block] = run;
      glue_[block] = glue;
      spaced_[block] = now.space << 1 | space_before;
      starts_[block] = ((run & ~(run << 1 | run_before)) | ~(run | now.space)) & inside;
      any_before = any >> 63;
      run_before = run >> 63;
      space_before = now.space >> 63;
      now = next;
    }
    runs_[blocks_] = glue_[blocks_] = 0;
  }

  /// The bits of `row` from bit `at` on; 57 of them or more are true to the row.
  static uint64_t window(const uint64_t* row, uint32_t at) {
    uint64_t value;
    std::memcpy(&value, reinterpret_cast<const char*>(row) + at / 8, sizeof value);
    return value >> (at % 8);
  }

  uint32_t run_end(uint32_t begin) const {
    constexpr uint32_t sure = 57;
    uint32_t at = begin;
    while (true) {
      const uint32_t ones = lowest_bit(~window(runs_, at) | uint64_t{1} << sure);
      at += ones;
      if (ones < sure) return at;
    }
  }

  void add(uint32_t begin, uint32_t end, uint64_t key, TokenKind kind, uint8_t flags, bool space) {
    if (space || begin == white_end_) flags |= space_before;
    *next_++ = {{begin, end}, key, kind, flags};
  }

  /// The index that the next token will have.
  uint32_t next_index() const { return static_cast<uint32_t>(next_ - out_.all.data()); }

  void commit() { out_.all.commit(static_cast<size_t>(next_ - out_.all.end())); }

  void add_mark(uint32_t begin, bool space) {
    const auto byte = static_cast<uint8_t>(text_[begin]);
    const TokenKind kind = mark_kinds[byte];
    if (kind == TokenKind::punctuation || kind == TokenKind::quote) {
      out_.marks.push_back(next_index());
    }
    add(begin, begin + 1, byte, kind, 0, space);
  }

  void add_run(uint32_t begin, uint32_t end, bool space) {
    const uint32_t size = end - begin;
    if (size > longest_short_piece || (window(glue_, begin) & ((uint64_t{1} << size) - 1)) != 0) {
      add_pieces(begin, end, space);
      return;
    }
    ++out_.word_count;
    add_short(begin, size, TokenKind::word, space);
  }

  /// ASCII without '_'. Letters alone have bit 0x40, and all but capitals have bit 0x20.
  void add_short(uint32_t begin, uint32_t size, TokenKind kind, bool space) {
    constexpr uint64_t letter_bits = small_bits << 1;
    const char* bytes = begin + longest_short_piece <= text_.size() ? text_.data() + begin
                                                                    : tail_ + (begin - tail_begin_);
    const PieceMask mask = piece_masks[size];
    const uint64_t low = base::load8(bytes) & mask.low;
    const uint64_t high = base::load8(bytes + 8) & mask.high;
    const uint64_t small = ((low << 1 & low) | (high << 1 & high)) & letter_bits;
    uint8_t flags = (low & 0x20) == 0 ? begins_upper : 0;
    if (small == 0 && std::popcount(low & letter_bits) > 1) flags |= all_upper;
    const uint64_t key =
        short_word_key(low | (mask.low & small_bits), high | (mask.high & small_bits));
    add(begin, begin + size, key, kind, flags, space);
  }

  /// Cuts a run that has more than letters in it.
  void add_pieces(uint32_t begin, uint32_t end, bool space) {
    commit();
    next_ = out_.all.room(end - begin + 64);
    const std::string_view run = text_.substr(begin, end - begin);
    const bool simple = std::all_of(run.begin(), run.end(), is_simple);
    while (begin < end) {
      const uint32_t piece_end =
          simple ? ascii_piece_end(begin, end) : next_word_boundary(text_, begin, end);
      if (simple && piece_end - begin <= longest_short_piece) {
        const auto first = static_cast<uint8_t>(text_[begin]);
        const TokenKind kind = first >= '0' && first <= '9' ? TokenKind::number
                               : (first & 0x40) != 0        ? TokenKind::word
                                                            : mark_kinds[first];
        note(kind);
        add_short(begin, piece_end - begin, kind, space);
      } else {
        add_piece(begin, piece_end, space);
      }
      space = false;
      begin = piece_end;
    }
  }

  /// UAX #29 for letters, digits and single marks between them.
  uint32_t ascii_piece_end(uint32_t begin, uint32_t end) const {
    const auto is_letter = [this](uint32_t at) { return (text_[at] & 0x40) != 0; };
    const auto is_digit = [this](uint32_t at) { return text_[at] >= '0' && text_[at] <= '9'; };
    uint32_t at = begin;
    while (at < end && (is_letter(at) || is_digit(at))) {
      ++at;
      if (at + 1 >= end || is_letter(at) || is_digit(at)) continue;
      const char mark = text_[at];
      const bool both = mark == '.' || mark == '\'';
      const bool word = (both || mark == ':') && is_letter(at - 1) && is_letter(at + 1);
      const bool number =
          (both || mark == ',' || mark == ';') && is_digit(at - 1) && is_digit(at + 1);
      if (word || number) ++at;
    }
    return at == begin ? begin + 1 : at;
  }

  void add_piece(uint32_t begin, uint32_t end, bool space) {
    const char32_t point = base::decode_utf8(text_, begin).value;
    const Class first = char_class(point).word_break;
    if (is_white(first)) {
      white_end_ = end;
      return;
    }
    const std::string_view piece = text_.substr(begin, end - begin);
    out_.folded.clear();
    append_folded(out_.folded, piece);
    const TokenKind kind = kind_of(first, point);
    note(kind);
    add(begin, end, word_key(out_.folded), kind, case_flags(piece), space);
  }

  /// Files the next token under what it is.
  void note(TokenKind kind) {
    if (kind == TokenKind::word || kind == TokenKind::number) ++out_.word_count;
    if (kind == TokenKind::number) out_.numbers.push_back(next_index());
    if (kind == TokenKind::punctuation || kind == TokenKind::quote) {
      out_.marks.push_back(next_index());
    }
  }

  static uint8_t case_flags(std::string_view word) {
    uint32_t capitals = 0;
    uint32_t letters = 0;
    bool first_capital = false;
    for (uint32_t at = 0; at < word.size();) {
      const base::CodePoint point = base::decode_utf8(word, at);
      const CharClass c = char_class(point.value);
      if (at == 0) first_capital = c.folds;
      if (c.word_break == Class::a_letter) {
        ++letters;
        capitals += c.folds;
      }
      at += point.size;
    }
    uint8_t flags = first_capital ? begins_upper : 0;
    if (letters > 1 && capitals == letters) flags |= all_upper;
    return flags;
  }

  std::string_view text_;
  Tokens& out_;
  size_t blocks_ = 0;
  uint64_t* runs_ = nullptr;         // bytes of letters and what glues to them
  uint64_t* glue_ = nullptr;         // bytes in a run that need the rules of UAX #29
  uint64_t* starts_ = nullptr;       // first bytes of runs, and marks
  uint64_t* spaced_ = nullptr;       // bytes after white space
  uint32_t white_end_ = UINT32_MAX;  // end of the last white space that is not ASCII
  uint32_t tail_begin_ = 0;
  char tail_[2 * longest_short_piece] = {};
  Token* next_ = nullptr;  // where the next token goes, in `out_.all`
};

}  // namespace

void Tokens::clear() {
  all.clear();
  marks.clear();
  numbers.clear();
  word_count = 0;
}

void tokenise(std::string_view text, Tokens& out) {
  out.clear();
  if (!text.empty()) Tokeniser(text, out).run();
}

void append_folded(std::string& out, std::string_view word, bool keep_case) {
  char32_t before = 0;
  size_t before_at = 0;
  for (uint32_t at = 0; at < word.size();) {
    const auto byte = static_cast<uint8_t>(word[at]);
    if (byte < 0x80) {
      const bool capital = !keep_case && byte >= 'A' && byte <= 'Z';
      before = capital ? byte + 0x20u : byte;
      before_at = out.size();
      out.push_back(static_cast<char>(before));
      ++at;
    } else {
      const base::CodePoint point = base::decode_utf8(word, at);
      const CharClass c = char_class(point.value);
      if (c.word_break == Class::extend) {
        const char32_t composed = compose(before, point.value);
        if (composed != 0) out.resize(before_at);
        before = composed != 0 ? composed : point.value;
        before_at = out.size();
        base::append_utf8(out, before);
      } else if (point.value == 0xFFFD && point.size == 1) {
        before = 0;
        out.push_back(word[at]);  // malformed bytes stay themselves
      } else if (c.word_break != Class::format && c.word_break != Class::zwj) {
        before = fold_typography(c.folds && !keep_case ? fold_case(point.value) : point.value);
        before_at = out.size();
        base::append_utf8(out, before);
      }
      at += point.size;
    }
  }
}

std::string print_tokens(std::string_view text, const Tokens& tokens) {
  std::string out;
  for (const Token& token : tokens.all) {
    if (!out.empty()) out += '|';
    out += base::slice(text, token.span);
  }
  return out;
}

}  // namespace stet::text
