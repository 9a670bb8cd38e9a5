#include "engine/base/sort.h"

#include <algorithm>
#include <numeric>

namespace stet::base {

std::vector<uint32_t> sorted_rows(size_t count, RowLess less, const void* context) {
  std::vector<uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  std::sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
    if (less(context, a, b)) return true;
    return a < b && !less(context, b, a);
  });
  return rows;
}

}  // namespace stet::base
