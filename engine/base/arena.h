// Bump allocation for everything that lives as long as one article or one methodology.
// `reset` keeps the blocks, so a thread that checks a million stories allocates a handful of times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace stet::base {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;

  /// Uninitialised memory that lives until `reset` or destruction.
  void* allocate(size_t size, size_t alignment) {
    const size_t start = (used_ + alignment - 1) & ~(alignment - 1);
    if (current_ < blocks_.size() && start + size <= blocks_[current_].size) {
      used_ = start + size;
      return blocks_[current_].data.get() + start;
    }
    return allocate_slow(size);
  }

  /// A value-initialised array; T needs no destructor.
  template <typename T>
  std::span<T> make_array(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* data = static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    for (size_t i = 0; i < count; ++i) new (data + i) T();
    return {data, count};
  }

  template <typename T>
  std::span<T> copy_array(std::span<const T> from) {
    std::span<T> to = make_array<T>(from.size());
    for (size_t i = 0; i < from.size(); ++i) to[i] = from[i];
    return to;
  }

  template <typename T>
  std::span<T> copy_array(const std::vector<T>& from) {
    return copy_array(std::span<const T>(from.data(), from.size()));
  }

  template <typename T>
  T* make() {
    return make_array<T>(1).data();
  }

  std::string_view copy_text(std::string_view text);

  /// Forgets all content and keeps the memory. Blocks above `keep_bytes` in all are given back.
  void reset(size_t keep_bytes = size_t{16} << 20);

  /// Bytes held from the system.
  size_t held_bytes() const;

 private:
  struct Block {
    std::unique_ptr<std::byte[]> data;
    size_t size = 0;
  };
  void* allocate_slow(size_t size);

  std::vector<Block> blocks_;
  size_t current_ = 0;
  size_t used_ = 0;
};

}  // namespace stet::base
