// A growing row of plain values that a hot loop can write to without asking at every step: `room`
// once for many, then `commit` what was written. Otherwise like a vector that keeps its memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace stet::text {

template <typename T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  /// Where the next values go; at least `count` of them have room.
  T* room(size_t count) {
    if (capacity_ - size_ < count) grow(count);
    return data_.get() + size_;
  }
  void commit(size_t count) { size_ += count; }
  void clear() { size_ = 0; }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T* data() const { return data_.get(); }
  const T* begin() const { return data_.get(); }
  const T* end() const { return data_.get() + size_; }
  const T& operator[](size_t index) const { return data_[index]; }
  const T& back() const { return data_[size_ - 1]; }

 private:
  void grow(size_t count) {
    const size_t wanted = std::max(size_ + count, capacity_ * 2);
    std::unique_ptr<T[]> larger(new T[wanted]);
    std::copy_n(data_.get(), size_, larger.get());
    data_ = std::move(larger);
    capacity_ = wanted;
  }

  std::unique_ptr<T[]> data_;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace stet::text
