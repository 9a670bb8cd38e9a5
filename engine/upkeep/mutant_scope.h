// Which mutants an edit asks for: those of the rules and terms that it touches, and of the values
// that it brings. Tested in tests/upkeep/verify_test.cc.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/upkeep/edits.h"

namespace stet::upkeep {

class MutantScope {
 public:
  /// Everything: nothing is known of what was before.
  MutantScope() : all_(true) {}
  explicit MutantScope(std::span<const Edit> edits);

  bool all() const { return all_; }
  bool rule(std::string_view id) const { return all_ || rules_.count(id) > 0; }
  bool term(std::string_view id) const { return all_ || terms_.count(id) > 0; }
  /// Whether a value there is new.
  bool value(uint32_t file, base::Span place) const;

 private:
  struct Place {
    uint32_t file = 0;
    base::Span span;
  };
  void add_new(const methodology::Node* before, const methodology::Node& after);

  bool all_ = false;
  std::set<std::string, std::less<>> rules_, terms_;
  std::vector<Place> places_;
};

}  // namespace stet::upkeep
