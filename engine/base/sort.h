// Sorts that are compiled once. std::sort and std::stable_sort put 1 to 3 kB into the module for
// each type and comparison; these put the comparison there, and call it through a pointer.
//
//   sort           stable; for what is not sorted for each story: it allocates
//   sort_in_place  for what is: std::sort in the program, compiled once in the module. Not stable,
//                  and the two differ in what they do to equals: compare until none are left.
//
// Tested in tests/base/sort_test.cc.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>
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

/// Whether the bytes at `a` stand before those at `b`.
using BytesLess = bool (*)(const void* context, const void* a, const void* b);

/// Values that are sorted as bytes have at most this many.
inline constexpr size_t largest_sorted = 512;

/// Sorts `count` values of `size` bytes each, which may be copied as bytes: a merge of the runs
/// that are in order already.
void sort_bytes(void* values, size_t count, size_t size, BytesLess less, const void* context);

template <typename T, typename Less>
void sort_small(T* begin, T* end, Less less) {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= largest_sorted);
  const BytesLess bytes_less = [](const void* context, const void* a, const void* b) {
    const Less& before = *static_cast<const Less*>(context);
    return bool{before(*static_cast<const T*>(a), *static_cast<const T*>(b))};
  };
  sort_bytes(begin, static_cast<size_t>(end - begin), sizeof(T), bytes_less, &less);
}

template <typename Range, typename Less>
void sort_in_place(Range&& values, Less less) {
#if defined(__EMSCRIPTEN__)
  sort_small(values.data(), values.data() + values.size(), less);
#else
  std::sort(values.begin(), values.end(), less);
#endif
}

template <typename Range>
void sort_in_place(Range&& values) {
  sort_in_place(values, [](const auto& a, const auto& b) { return a < b; });
}

}  // namespace stet::base
