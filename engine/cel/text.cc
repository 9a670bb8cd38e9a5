#include "engine/cel/text.h"

#include "engine/cel/search.h"

namespace stet::cel {

bool occurs(std::string_view text, std::string_view wanted) {
  if constexpr (!has_searches) return text.find(wanted) != std::string_view::npos;
  constexpr uint64_t ones = UINT64_MAX / 0xFF, tops = ones << 7;
  const size_t size = wanted.size();
  if (size == 0 || size > text.size()) return size == 0;
  const size_t places = text.size() - size + 1;
  if (places < 8) return text.find(wanted) != std::string_view::npos;
  const uint64_t first = ones * static_cast<uint8_t>(wanted.front());
  const uint64_t last = ones * static_cast<uint8_t>(wanted.back());
  for (size_t at = 0;;) {
    const char* const here = text.data() + at;
    const uint64_t differ = (base::load8(here) ^ first) | (base::load8(here + size - 1) ^ last);
    // The top bits of bytes that are 0; of a byte behind one, sometimes, when it is 1.
    for (uint64_t hits = (differ - ones) & ~differ & tops; hits != 0; hits &= hits - 1) {
      const auto place = static_cast<size_t>(__builtin_ctzll(hits)) / 8;
      if (base::equal({here + place, size}, wanted)) return true;
    }
    if (at + 8 >= places) return false;
    at = at + 16 <= places ? at + 8 : places - 8;
  }
}

}  // namespace stet::cel
