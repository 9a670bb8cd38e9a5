// Finds names as rows of words: agencies, known publishers, the listed sources of an article.
//
//   "The Associated Press" ──▶ associated press     found in "the Associated Press's report"
//
// A name is what text::tokenise makes of it, without a leading "the"; case and typography do not
// count, but where it is written with a capital it must be found with one, so that "AP" is not in
// "ap" nor "The Times" in "three times". Tested in tests/evidence/clusters_test.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/text/tokens.h"

namespace stet::evidence {

class NameIndex {
 public:
  struct Match {
    uint32_t id = none;
    uint32_t token_count = 0;
    explicit operator bool() const { return id != none; }
  };
  static constexpr uint32_t none = UINT32_MAX;

  void clear();
  /// Names without a word are left out.
  void add(std::string_view name, uint32_t id);
  /// After the last add.
  void build();
  bool empty() const { return names_.empty(); }
  /// The longest name that begins at token `at`; of equal ones the first added.
  Match find(const text::Tokens& tokens, size_t at) const;

 private:
  struct Name {
    uint64_t first_key = 0;
    uint32_t begin = 0, count = 0;  ///< in `keys_`
    uint32_t id = 0;
    bool capital = false;
  };
  bool is_at(const Name& name, const text::Tokens& tokens, size_t at) const;

  std::vector<Name> names_;  ///< by first key, longest first, as added
  uint64_t first_keys_ = 0;  ///< a bit for each first key: most words begin no name
  std::vector<uint64_t> keys_;
  text::Tokens tokens_;  ///< of the name that is added
};

}  // namespace stet::evidence
