#include "engine/base/arena.h"

#include <algorithm>
#include <cstring>

namespace stet::base {

namespace {
constexpr size_t first_block_bytes = size_t{1} << 9;
constexpr size_t largest_step_bytes = size_t{1} << 20;
// A methodology has an arena for each of its hundreds of conditions, most of them for some hundred
// bytes. An arena that is used again and again is not to be filled in such pieces.
constexpr size_t reused_block_bytes = size_t{64} << 10;
}  // namespace

std::string_view Arena::copy_text(std::string_view text) {
  if (text.empty()) return {};
  char* data = static_cast<char*>(allocate(text.size(), 1));
  std::memcpy(data, text.data(), text.size());
  return {data, text.size()};
}

void Arena::reset(size_t keep_bytes) {
  if (blocks_.empty()) return;
  std::erase_if(blocks_, [](const Block& block) { return block.size < reused_block_bytes; });
  // A story that needs less than such a block must find one, or it would begin with small ones
  // anew.
  if (blocks_.empty()) {
    blocks_.push_back(
        {std::unique_ptr<std::byte[]>(new std::byte[reused_block_bytes]), reused_block_bytes});
  }
  size_t kept = 0;
  size_t count = 0;
  while (count < blocks_.size() && kept + blocks_[count].size <= keep_bytes) {
    kept += blocks_[count++].size;
  }
  blocks_.resize(count);
  current_ = 0;
  used_ = 0;
}

size_t Arena::held_bytes() const {
  size_t sum = 0;
  for (const Block& block : blocks_) sum += block.size;
  return sum;
}

// A block starts at the alignment of operator new[], which suits every type kept here.
void* Arena::allocate_slow(size_t size) {
  size_t next = blocks_.empty() ? 0 : current_ + 1;
  while (next < blocks_.size() && blocks_[next].size < size) ++next;
  if (next >= blocks_.size()) {
    const size_t grown = blocks_.empty() ? first_block_bytes : blocks_.back().size * 2;
    const size_t wanted = std::max(size, std::min(grown, largest_step_bytes));
    // Not make_unique: it would clear memory that the caller is about to fill.
    blocks_.push_back({std::unique_ptr<std::byte[]>(new std::byte[wanted]), wanted});
    next = blocks_.size() - 1;
  }
  current_ = next;
  used_ = size;
  return blocks_[current_].data.get();
}

}  // namespace stet::base
