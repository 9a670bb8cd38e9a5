// Rows of bytes or numbers, each kept once and named by a number: 0, 1, 2 … in order of adding. All
// rows stand in one piece of memory, so a pool of thousands is a handful of allocations.
// Tested in tests/text/row_pool_test.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/text/buffer.h"

namespace stet::text {

class RowPool {
 public:
  static constexpr uint32_t none = UINT32_MAX;

  struct Added {
    uint32_t id = 0;
    bool fresh = false;
  };
  /// The row must not stand in this pool itself. A pool holds either texts or numbers.
  Added add(std::string_view row);
  Added add(std::span<const uint32_t> row) { return add(bytes_of(row)); }
  /// Makes room at once for so many rows in all.
  void reserve(size_t rows);
  /// `none` when it was not added.
  uint32_t find(std::string_view row) const;

  uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }
  /// Until something is added.
  std::string_view text(uint32_t id) const {
    return std::string_view(bytes_.data() + begin(id), ends_[id] - begin(id));
  }
  std::span<const uint32_t> numbers(uint32_t id) const {
    const std::string_view row = text(id);
    return {reinterpret_cast<const uint32_t*>(row.data()), row.size() / sizeof(uint32_t)};
  }

 private:
  static std::string_view bytes_of(std::span<const uint32_t> row) {
    return {reinterpret_cast<const char*>(row.data()), row.size_bytes()};
  }
  uint32_t begin(uint32_t id) const { return id == 0 ? 0 : ends_[id - 1]; }
  struct Slot {
    uint32_t hash = 0;
    uint32_t row = 0;  ///< and one more; 0: empty
  };
  /// Its place in `table_`, or the empty one where it belongs.
  size_t place_of(std::string_view row, uint32_t hash) const;
  void resize_table(size_t slots);

  Buffer<char> bytes_;
  std::vector<uint32_t> ends_;  ///< by row
  std::vector<Slot> table_;     ///< open addressing, a power of two, at most half full
};

}  // namespace stet::text
