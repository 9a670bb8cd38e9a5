// A search is a whole exists(), all() or size(filter()) as one instruction. It is planned in front
// of the ordinary loop when the condition does nothing but compare: fields of the loop's variables,
// constants, what stands in variables, and searches inside of it. The condition is a list of tests,
// each naming the next one for either outcome, so && || ! ? cost nothing.
//
//   article.claims.exists(c, c.sources.exists(x, article.sources.exists(s, s.id == x && …)))
//
//   search 2: range slot_field article.claims, test 2   test 2: search 1      yes → yes, no → no
//   search 1: range field      c.sources,      test 1   test 1: search 0      yes → yes, no → no
//   search 0: range slot_field article.sources test 0   test 0: s.id == x     yes → …,   no → no
//
// A search has no errors, regions or places. Where anything is out of the ordinary (a field without
// a value, a variable nobody computed yet, a budget that would not do) it is unsure, what it spent
// is given back, and the loop behind it starts from the beginning: there is one implementation of
// all that can go wrong. Values and costs are those of the loop; tests/cel/search_test.cc compares.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/cel/value.h"

namespace stet::cel {

struct Code;

/// The module has no room for them (docs/decisions/0018): there the loops do all.
#ifdef __EMSCRIPTEN__
inline constexpr bool has_searches = false;
#else
inline constexpr bool has_searches = true;
#endif

/// A value that a test or a range reads.
struct Operand {
  enum class From : uint8_t {
    register_,  ///< variables of loops
    constant,
    field,       ///< `field` of the record in register `number`
    slot,        ///< variable `number` of the environment
    slot_field,  ///< `field` of the record in that variable
  };
  From from = From::register_;
  bool size = false;  ///< not the list itself but how many elements it has
  uint16_t number = 0;
  uint32_t field = 0;
};

struct Test {
  enum class Kind : uint8_t {
    text_equal,
    begins,  ///< left begins with right
    ends,
    contains,
    int_equal,
    int_less,
    int_less_equal,
    is_true,  ///< left alone, as below
    in_set,   ///< left, in set `index`
    matches,  ///< left, by pattern `index`
    has,      ///< the field that left is
    search,   ///< search `index`
  };
  /// In place of a next test: the condition holds, does not hold.
  static constexpr uint16_t yes_end = UINT16_MAX, no_end = UINT16_MAX - 1;

  Kind kind = Kind::is_true;
  uint16_t yes = yes_end, no = no_end;
  uint32_t index = 0;
  Operand left, right;
};

/// Most conditions are a chain: what each element has to meet in turn for the search to have found
/// one (for all(): an exception), and each link looks at one text or number of the element and at
/// something that all elements share. Such a search is a loop over memory; no element is set up.
struct Check {
  enum class Kind : uint8_t {
    text,      ///< the text is `text`, or what `wanted` is when the search begins
    begins,    ///< it begins with `text`
    ends,      ///< it ends with it
    contains,  ///< it has it somewhere
    set,       ///< the text is in set `index`
    matches,   ///< by pattern `index`
    number,    ///< the int is in [low, low + span]
    truth,     ///< the same, of a bool
    size,      ///< the same, of the size of a list
    there,     ///< the same, of whether there is a value: 1 if so
  };
  Kind kind = Kind::text;
  bool passes = true;    ///< whether it has to be so, or not
  bool stored = false;   ///< at `offset` of the element; else field `field` is read
  bool constant = true;  ///< `wanted` is not looked at
  uint8_t present = 0;   ///< see Stored
  uint16_t presence = 0;
  uint32_t offset = 0, field = 0, index = 0;
  Operand wanted;
  std::string_view text;
  uint64_t begin = 0;  ///< of `text`
  int64_t low = 0;
  uint64_t span = 0;
  uint32_t otherwise = 0;  ///< of an instruction: where the code goes on when it is not met

  bool wants_text() const { return kind == Kind::text && !constant; }
  bool of_text() const { return kind <= Kind::matches; }
  /// Its text is paid for by the byte.
  bool costs() const { return kind == Kind::contains || kind == Kind::matches; }
};

struct Search {
  enum class Quantifier : uint8_t { exists, all, count };
  /// Searches in and beside one another in one instruction, at the most, and checks of one.
  static constexpr uint32_t most = 4, most_checks = 4;

  Quantifier quantifier = Quantifier::exists;
  uint8_t order = 0;      ///< among these
  uint8_t checks = 0;     ///< how many, none if it is not a chain: then by `first`
  bool narrows = false;   ///< some checks are stored and constant, others wait for a register
  uint16_t variable = 0;  ///< register of the element
  uint16_t first = 0;     ///< test
  uint16_t type = 0;      ///< of records, 0 for other elements
  uint32_t first_check = 0;
  uint32_t stride = 0;     ///< bytes from one record to the next
  uint32_t kinds = 0;      ///< that an element may have
  uint32_t otherwise = 0;  ///< where the code goes on when no element decided
  Operand range;
};

enum class Found : uint8_t { no, yes, unsure };

/// Runs search `number` of `code`, which spends steps of `evaluation`; `hits` is how many elements
/// a count found.
Found run_search(const Code& code, uint32_t number, Value* registers, Evaluation& evaluation,
                 uint32_t& hits);

}  // namespace stet::cel
