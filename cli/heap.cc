#include "cli/heap.h"

#include <cstdlib>  // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#endif

namespace stet::cli {

#ifdef __GLIBC__

void use_large_pages() {
  constexpr size_t page = size_t{2} << 20, wanted = 4 * page;
  // Else a block of this size would be mapped apart, and given back when it is freed. Both are the
  // values that malloc itself comes to in a program that frees large blocks.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  void* const block = std::malloc(wanted);
  if (block == nullptr) return;
  const auto begin = (reinterpret_cast<uintptr_t>(block) + page - 1) & ~(page - 1);
  const auto end = (reinterpret_cast<uintptr_t>(block) + wanted) & ~(page - 1);
  madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);  // it is only a wish
  std::free(block);
}

#else

void use_large_pages() {}

#endif

}  // namespace stet::cli
