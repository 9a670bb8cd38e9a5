// What of a methodology reads its variables and phrase lists.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/gate.h"
#include "engine/methodology/node.h"

namespace stet::upkeep {

/// All texts of a methodology's tree but those of lists, glossary and example: what may name a
/// list.
class NamingTexts {
 public:
  explicit NamingTexts(const methodology::Node& root);

  bool has(std::string_view text) const { return whole_.count(std::string(text)) != 0; }
  /// Anywhere inside, without case.
  bool mentions(std::string_view text) const;

 private:
  void gather(const methodology::Node& node);

  std::set<std::string> whole_;
  std::string all_;
};

/// Slots of the variables that terms, conditions, messages and edits read.
std::set<uint32_t> variables_read(const gate::Gate& gate);

struct ListUse {
  explicit ListUse(const gate::Gate& gate);

  std::vector<bool> read;     ///< by list: something looks for it
  std::vector<bool> weighed;  ///< by list: the weights of its phrases count for something
};

std::string small_letters(std::string_view text);  ///< of ASCII

}  // namespace stet::upkeep
