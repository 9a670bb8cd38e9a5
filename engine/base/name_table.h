// Names and a number for each: what std::unordered_map would do with a node of its own for each
// name and the same code once more for each kind of value. Tested in tests/base/name_table_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stet::base {

/// The bytes of names belong to the caller.
class NameTable {
 public:
  NameTable() = default;
  /// With room for so many names.
  explicit NameTable(size_t names);

  /// False when there is such a name already, which keeps its number.
  bool add(std::string_view name, uint32_t number);
  /// Gives a name a number, in place of the one that it may have.
  void set(std::string_view name, uint32_t number);
  std::optional<uint32_t> find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name).has_value(); }
  size_t size() const { return size_; }

 private:
  struct Slot {
    const char* name = nullptr;  ///< null: free
    uint32_t size = 0;
    uint32_t number = 0;
  };

  /// Where the name stands or would stand. There is room.
  size_t place_of(std::string_view name) const;
  void grow();

  std::vector<Slot> slots_;  ///< a power of two, half of them free
  size_t size_ = 0;
};

}  // namespace stet::base
