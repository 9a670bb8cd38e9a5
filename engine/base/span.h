// Half-open byte ranges. Everything the engine finds carries one of these.
#pragma once

#include <cstdint>
#include <string_view>

namespace stet::base {

/// A half-open range [begin, end) of UTF-8 bytes in one text.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span a, Span b) { return a.begin == b.begin && a.end == b.end; }
  friend constexpr bool operator!=(Span a, Span b) { return !(a == b); }
};

/// The bytes of `text` inside `span`; clamped, so a wrong span never reads outside.
constexpr std::string_view slice(std::string_view text, Span span) {
  if (span.begin >= text.size() || span.end < span.begin) return {};
  return text.substr(span.begin, span.size());
}

}  // namespace stet::base
