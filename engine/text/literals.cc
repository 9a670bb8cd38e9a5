#include "engine/text/literals.h"

#include <algorithm>
#include <utility>

#include "engine/base/sort.h"

namespace stet::text {

namespace {

uint8_t small(char c) {
  return static_cast<uint8_t>(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c);
}

uint8_t capital(uint8_t c) { return c >= 'a' && c <= 'z' ? static_cast<uint8_t>(c - 0x20) : c; }

uint16_t pair_of(uint8_t first, uint8_t second) {
  return static_cast<uint16_t>(first | second << 8);
}

/// How common a byte is in English prose: higher is more common.
int frequency(uint8_t c) {
  static constexpr std::string_view common = "zjqxkvbpygwfmculdrhsnioate ";
  const size_t at = common.find(static_cast<char>(c));
  return at == std::string_view::npos ? 0 : static_cast<int>(at) + 1;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<int8_t>(c) >= 0; });
}

}  // namespace

LiteralScanner::LiteralScanner(std::vector<std::string> literals) : literals_(std::move(literals)) {
  pairs_.resize(65536 / 64);
  const auto mark = [this](uint16_t pair) { pairs_[pair / 64] |= uint64_t{1} << (pair % 64); };
  for (uint32_t id = 0; id < literals_.size(); ++id) {
    const std::string& literal = literals_[id];
    if (literal.empty() || !is_ascii(literal)) {
      always_.push_back(id);
      continue;
    }
    if (literal.size() == 1) {  // filed under each pair that it begins
      for (int second = 0; second < 256; ++second) {
        const auto first = static_cast<uint8_t>(literal[0]);
        filed_.push_back({pair_of(first, small(static_cast<char>(second))), 0, id});
        mark(pair_of(first, static_cast<uint8_t>(second)));
        mark(pair_of(capital(first), static_cast<uint8_t>(second)));
      }
      continue;
    }
    uint32_t best = 0;
    int rarest = INT32_MAX;
    for (uint32_t at = 0; at + 1 < literal.size(); ++at) {
      const int common = (frequency(static_cast<uint8_t>(literal[at])) + 1) *
                         (frequency(static_cast<uint8_t>(literal[at + 1])) + 1);
      if (common < rarest) rarest = common, best = at;
    }
    const auto first = static_cast<uint8_t>(literal[best]);
    const auto second = static_cast<uint8_t>(literal[best + 1]);
    filed_.push_back({pair_of(first, second), best, id});
    for (const uint8_t a : {first, capital(first)}) {
      for (const uint8_t b : {second, capital(second)}) mark(pair_of(a, b));
    }
  }
  base::sort(filed_, [](const Filed& a, const Filed& b) {
    return a.pair != b.pair ? a.pair < b.pair : a.literal < b.literal;
  });
}

void LiteralScanner::check(std::string_view text, size_t at, std::vector<uint8_t>& seen) const {
  const uint8_t second = at + 1 < text.size() ? small(text[at + 1]) : uint8_t{0};
  const uint16_t pair = pair_of(small(text[at]), second);
  auto row = std::lower_bound(filed_.begin(), filed_.end(), pair,
                              [](const Filed& f, uint16_t value) { return f.pair < value; });
  for (; row != filed_.end() && row->pair == pair; ++row) {
    if (seen[row->literal] != 0 || at < row->offset) continue;
    const std::string& literal = literals_[row->literal];
    const std::string_view piece = text.substr(at - row->offset, literal.size());
    seen[row->literal] =
        piece.size() == literal.size() &&
        std::equal(piece.begin(), piece.end(), literal.begin(),
                   [](char a, char b) { return small(a) == static_cast<uint8_t>(b); });
  }
}

void LiteralScanner::find(std::string_view text, std::vector<uint8_t>& seen,
                          std::vector<int>& out) const {
  out.clear();
  if (literals_.empty()) return;
  seen.assign(literals_.size(), 0);
  for (const uint32_t id : always_) seen[id] = 1;
  const uint64_t* pairs = pairs_.data();
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (size_t at = 0; at + 1 < text.size(); ++at) {
    const uint32_t pair = uint32_t{bytes[at]} | uint32_t{bytes[at + 1]} << 8;
    if ((pairs[pair / 64] >> (pair % 64) & 1) != 0) check(text, at, seen);
  }
  if (!text.empty()) check(text, text.size() - 1, seen);
  for (size_t id = 0; id < seen.size(); ++id) {
    if (seen[id] != 0) out.push_back(static_cast<int>(id));
  }
}

}  // namespace stet::text
