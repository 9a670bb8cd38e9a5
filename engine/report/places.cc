#include "engine/report/places.h"

#include <algorithm>
#include <cstring>

namespace stet::report {

namespace {

bool is_continuation(char byte) { return (static_cast<uint8_t>(byte) & 0xC0) == 0x80; }

/// Units that end with this byte: code points are counted where they end, so that an offset inside
/// one still stands at its column. Two for those beyond the first plane.
struct Ended {
  uint32_t points = 0, units = 0;
};
Ended ended_by(std::string_view text, size_t at) {
  const bool ends = at + 1 >= text.size() || !is_continuation(text[at + 1]);
  const uint32_t more = static_cast<uint8_t>(text[at]) >= 0xF0 ? 1 : 0;
  return {ends ? 1u : 0u, (ends ? 1u : 0u) + more};
}

/// Over so many bytes of ASCII without a line end.
void move_on(Position& now, size_t bytes) {
  const auto size = static_cast<uint32_t>(bytes);
  now.column += size;
  now.column_utf16 += size;
  now.utf16 += size;
}

/// Eight bytes of a text in one number, a byte of the text in a byte of it.
class EightBytes {
 public:
  explicit EightBytes(const char* bytes) { std::memcpy(&word_, bytes, sizeof word_); }

  bool is_ascii() const { return (word_ & high) == 0; }
  bool has_line_end() const {
    const uint64_t other = word_ ^ ones * '\n';
    return ((other - ones) & ~other & high) != 0;
  }
  uint32_t continuations() const { return count(word_ & ~(word_ << 1)); }
  /// First bytes of code points beyond the first plane.
  uint32_t long_leads() const { return count(word_ & (word_ << 1) & (word_ << 2) & (word_ << 3)); }

 private:
  static constexpr uint64_t ones = 0x0101010101010101u, high = ones << 7;
  /// Of the bytes whose highest bit is set.
  static uint32_t count(uint64_t word) {
    return static_cast<uint32_t>(((word & high) >> 7) * ones >> 56);
  }

  uint64_t word_ = 0;
};

}  // namespace

void Places::build() {
  checkpoints_.reserve(text_.size() / step + 1);
  Checkpoint now;
  for (size_t at = 0; at <= text_.size(); at += step) {
    const size_t end = std::min(at + step, text_.size());
    now.plain = is_plain(at, end);
    checkpoints_.push_back(now);
    if (now.plain) {
      move_on(now.position, end - at);
    } else {
      now.position = advance(now.position, at, end);
    }
  }
}

bool Places::is_plain(size_t at, size_t end) const {
  if (end < text_.size() && is_continuation(text_[end])) return false;
  for (; end - at >= 8; at += 8) {
    const EightBytes here(text_.data() + at);
    if (!here.is_ascii() || here.has_line_end()) return false;
  }
  for (; at < end; ++at) {
    if (static_cast<uint8_t>(text_[at]) >= 0x80 || text_[at] == '\n') return false;
  }
  return true;
}

// Eight bytes at a time where no line ends; a code point is over where none continues it.
Position Places::advance(Position now, size_t at, size_t end) const {
  while (at < end) {
    if (end - at >= 8 && at + 8 < text_.size()) {
      const EightBytes here(text_.data() + at), after(text_.data() + at + 1);
      if (!here.has_line_end()) {
        const uint32_t points = 8 - after.continuations(), units = points + here.long_leads();
        now.column += points;
        now.column_utf16 += units;
        now.utf16 += units;
        at += 8;
        continue;
      }
    }
    now = read_byte(now, at++);
  }
  return now;
}

Position Places::read_byte(Position now, size_t at) const {
  const Ended ended = ended_by(text_, at);
  now.utf16 += ended.units;
  if (text_[at] == '\n') return {now.line + 1, 1, 1, now.utf16};
  now.column += ended.points;
  now.column_utf16 += ended.units;
  return now;
}

Position Places::at(uint32_t offset) {
  if (checkpoints_.empty()) build();
  auto end = std::min<size_t>(offset, text_.size());
  const Checkpoint& before = checkpoints_[end / step];
  if (before.plain) {
    Position now = before.position;
    move_on(now, end % step);
    return now;
  }
  // Step back to the lead byte, three bytes at most.
  for (int i = 0; i < 3 && end > 0 && end < text_.size() && is_continuation(text_[end]); ++i) --end;
  return advance(checkpoints_[end / step].position, end / step * step, end);
}

uint32_t utf16_units(std::string_view text) {
  uint32_t units = 0;
  for (size_t at = 0; at < text.size(); ++at) units += ended_by(text, at).units;
  return units;
}

}  // namespace stet::report
