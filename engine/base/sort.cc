#include "engine/base/sort.h"

#include <cstring>
#include <numeric>

namespace stet::base {

namespace {

/// A heap of values of a size that is known at run time only; the root stands after all others.
struct Heap {
  std::byte* values;
  size_t size;
  BytesLess less;
  const void* context;

  std::byte* at(size_t index) const { return values + index * size; }
  bool before(size_t a, size_t b) const { return less(context, at(a), at(b)); }
  void swap(size_t a, size_t b) const {
    for (size_t i = 0; i < size; i += sizeof(uint32_t)) {
      uint32_t one, other;
      std::memcpy(&one, at(a) + i, sizeof one);
      std::memcpy(&other, at(b) + i, sizeof other);
      std::memcpy(at(a) + i, &other, sizeof other);
      std::memcpy(at(b) + i, &one, sizeof one);
    }
  }

  void sift_down(size_t root, size_t count) const {
    for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
      if (child + 1 < count && before(child, child + 1)) ++child;
      if (!before(root, child)) return;
      swap(root, child);
      root = child;
    }
  }
};

}  // namespace

void sort_bytes(void* values, size_t count, size_t size, BytesLess less, const void* context) {
  const Heap heap{static_cast<std::byte*>(values), size, less, context};
  // In order already, as most often: hits come in the order of the text.
  size_t ordered = 1;
  while (ordered < count && !heap.before(ordered, ordered - 1)) ++ordered;
  if (ordered >= count) return;
  for (size_t root = count / 2; root > 0; --root) heap.sift_down(root - 1, count);
  for (size_t end = count - 1; end > 0; --end) {
    heap.swap(0, end);
    heap.sift_down(0, end);
  }
}

std::vector<uint32_t> sorted_rows(size_t count, RowLess less, const void* context) {
  std::vector<uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  sort_in_place(rows, [&](uint32_t a, uint32_t b) {
    if (less(context, a, b)) return true;
    return a < b && !less(context, b, a);
  });
  return rows;
}

}  // namespace stet::base
