// A stable sort that is compiled once. std::sort and std::stable_sort put 1 to 3 kB into the module
// for each type and comparison; this one puts the comparison there. For what is not sorted for each
// story: it allocates, and compares through a pointer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace stet::base {

/// Whether row `a` stands before row `b` of what `context` points to.
using RowLess = bool (*)(const void* context, uint32_t a, uint32_t b);

/// The numbers below `count` in that order; those that are equal ascend.
std::vector<uint32_t> sorted_rows(size_t count, RowLess less, const void* context);

template <typename T, typename Less>
void sort(std::vector<T>& values, const Less& less) {
  struct Context {
    const T* values;
    const Less* less;
  };
  const Context context{values.data(), &less};
  const RowLess row_less = [](const void* at, uint32_t a, uint32_t b) {
    const auto& [rows, before] = *static_cast<const Context*>(at);
    return bool{(*before)(rows[a], rows[b])};
  };
  std::vector<T> sorted;
  sorted.reserve(values.size());
  for (const uint32_t row : sorted_rows(values.size(), row_less, &context)) {
    sorted.push_back(std::move(values[row]));
  }
  values = std::move(sorted);
}

template <typename T>
void sort(std::vector<T>& values) {
  sort(values, [](const T& a, const T& b) { return a < b; });
}

}  // namespace stet::base
