// The words that quantities are made of, each under what it can be: "second" is an ordinal and a
// unit of time. Tables are texts (lexicon.cc, units.cc), read once.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/quantities/pieces.h"

namespace stet::quantities {

enum class Sort : uint8_t {
  small,     ///< zero … nineteen
  tens,      ///< twenty … ninety
  scale,     ///< hundred, thousand, lakh …: the power of ten
  glued,     ///< scales that need a digit before them: k, bn …
  ordinal,   ///< first … trillionth: the value of small ones, scale_ordinal + power of others
  fraction,  ///< half, quarter: what one is divided by
  percent,
  unit,     ///< index into the rows of units
  money,    ///< index into the rows of currencies
  month,    ///< 1–12
  weekday,  ///< 1 Monday – 7 Sunday
  grain,    ///< Grain
  season,
  day_part,  ///< DayPart
  day_word,  ///< today 0, tomorrow 1, yesterday -1 …
  relation,  ///< this 0, next 1, last -1 …
  holiday,
  every,    ///< daily, weekly …: Grain
  starter,  ///< what else a date or time may begin with
  link,     ///< begins one only if another of these words follows: "the", "in", "after"
};

/// Of Piece::sorts.
constexpr uint32_t bit(Sort sort) { return uint32_t{1} << static_cast<uint32_t>(sort); }

inline constexpr int32_t scale_ordinal = 1000;

/// A word's meaning and where it ends.
struct Word {
  int32_t value = 0;
  uint32_t end = 0;  ///< piece after it; 0: not there
  explicit operator bool() const { return end != 0; }
};

class Lexicon {
 public:
  /// The one and only, read from the tables at first use.
  static const Lexicon& get();

  /// A bit for each sort that has an entry beginning with this piece.
  uint32_t sorts_of(uint64_t key) const;

  /// The longest entry of `sort` that begins at a piece.
  Word find(const Pieces& pieces, uint32_t at, Sort sort) const;
  /// An entry of one piece, as if it stood at `at`.
  Word find_text(std::string_view word, uint32_t at, Sort sort) const;

 private:
  struct Slot {
    uint64_t key = 0;
    int32_t value = 0;
    Sort sort{};
  };

  Lexicon();
  void read_counted(std::string_view words, Sort sort);
  void read_names(std::string_view names, Sort sort, int32_t value);
  void add_name(std::string_view name, Sort sort, int32_t value);
  void add(std::string_view words, Sort sort, int32_t value);
  const Slot* slot(uint64_t key, Sort sort) const;

  struct First {
    uint64_t key = 0;
    uint32_t sorts = 0;
  };
  First& first(uint64_t key);

  std::vector<Slot> slots_;
  std::vector<First> firsts_;
  uint8_t longest_[32] = {};  ///< of each sort, in pieces
};

}  // namespace stet::quantities
