// Which of many short strings occur in a text, in one scan that mostly looks at pairs of bytes:
// each string is filed under its rarest pair. Letters are compared without ASCII case.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stet::text {

class LiteralScanner {
 public:
  LiteralScanner() = default;
  /// `literals` are in small letters. One that is not ASCII counts as found in every text, for its
  /// capitals have other bytes; so does an empty one.
  explicit LiteralScanner(std::vector<std::string> literals);

  /// The indices of those that occur, ascending, in `out`; `seen` is working memory.
  void find(std::string_view text, std::vector<uint8_t>& seen, std::vector<int>& out) const;

 private:
  struct Filed {
    uint16_t pair = 0;    ///< two bytes, the first one low, in small letters
    uint32_t offset = 0;  ///< of the pair in the literal
    uint32_t literal = 0;
  };
  void check(std::string_view text, size_t at, std::vector<uint8_t>& seen) const;

  std::vector<std::string> literals_;
  std::vector<Filed> filed_;     ///< sorted by pair
  std::vector<uint64_t> pairs_;  ///< 65,536 bits: the pair, in any case, is some literal's
  std::vector<uint32_t> always_;
};

}  // namespace stet::text
