#include "engine/base/sort.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace stet::base {

namespace {

/// Values of a size that is known at run time only.
struct Values {
  std::byte* bytes;
  size_t size;
  BytesLess less;
  const void* context;

  std::byte* at(size_t index) const { return bytes + index * size; }
  bool before(const std::byte* a, const std::byte* b) const { return less(context, a, b); }
};

/// For a few values, without memory of its own.
void insert_each(const Values& values, size_t count) {
  std::byte moved[largest_sorted];
  for (size_t i = 1; i < count; ++i) {
    size_t place = i;
    while (place > 0 && values.before(values.at(i), values.at(place - 1))) --place;
    if (place == i) continue;
    std::memcpy(moved, values.at(i), values.size);
    std::memmove(values.at(place + 1), values.at(place), (i - place) * values.size);
    std::memcpy(values.at(place), moved, values.size);
  }
}

using Rows = std::vector<const std::byte*>;

/// Where the runs end that are in order as they stand.
std::vector<size_t> runs_of(const Values& values, size_t count) {
  std::vector<size_t> ends;
  for (size_t i = 1; i < count; ++i) {
    if (values.before(values.at(i), values.at(i - 1))) ends.push_back(i);
  }
  ends.push_back(count);
  return ends;
}

/// Merges each two runs into one; a last one without a neighbour stays.
void merge_pairs(const Values& values, std::vector<size_t>& ends, const Rows& from, Rows& to) {
  const auto before = [&](const std::byte* a, const std::byte* b) { return values.before(a, b); };
  const auto row = [&](size_t index) { return from.begin() + static_cast<ptrdiff_t>(index); };
  size_t begin = 0, kept = 0;
  for (size_t run = 0; run < ends.size(); run += 2) {
    const size_t middle = ends[run], end = ends[std::min(run + 1, ends.size() - 1)];
    std::merge(row(begin), row(middle), row(middle), row(end),
               to.begin() + static_cast<ptrdiff_t>(begin), before);
    ends[kept++] = begin = end;
  }
  ends.resize(kept);
}

}  // namespace

// Hits come list by list, each in the order of the text: few runs, which a merge makes use of.
void sort_bytes(void* bytes, size_t count, size_t size, BytesLess less, const void* context) {
  constexpr size_t few = 12;
  const Values values{static_cast<std::byte*>(bytes), size, less, context};
  if (count <= few) return insert_each(values, count);
  std::vector<size_t> ends = runs_of(values, count);
  if (ends.size() == 1) return;
  Rows rows(count), merged(count);
  for (size_t i = 0; i < count; ++i) rows[i] = values.at(i);
  while (ends.size() > 1) {
    merge_pairs(values, ends, rows, merged);
    rows.swap(merged);
  }
  std::vector<std::byte> sorted(count * size);
  for (size_t i = 0; i < count; ++i) std::memcpy(sorted.data() + i * size, rows[i], size);
  std::memcpy(bytes, sorted.data(), sorted.size());
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
