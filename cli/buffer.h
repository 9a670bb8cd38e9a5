// Bytes of an input with the padding that readers may read past their end. Unlike std::string it
// grows without filling new space with zeros, which would cost as much as reading.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

#include "engine/formats/reader.h"

namespace stet::cli {

class Buffer {
 public:
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  char* data() { return data_.get(); }
  std::string_view view() const { return {data_.get(), size_}; }
  void clear() { size_ = 0; }
  void resize(size_t size) {
    reserve(size);
    size_ = size;
  }

  /// Room for `size` bytes and the padding; content is kept.
  void reserve(size_t size) {
    if (size <= capacity_ && data_) return;
    const size_t wanted = size < capacity_ * 2 ? capacity_ * 2 : size;
    std::unique_ptr<char[]> grown(new char[wanted + formats::input_padding]);
    // Sanitizers and valgrind call padding that nobody wrote uninitialised; it is read, not used.
    std::memset(grown.get() + wanted, 0, formats::input_padding);
    if (size_ > 0) std::memcpy(grown.get(), data_.get(), size_);
    data_ = std::move(grown);
    capacity_ = wanted;
  }

  void append(std::string_view bytes) {
    if (bytes.empty()) return;
    reserve(size_ + bytes.size());
    std::memcpy(data_.get() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
  }

  /// Gives memory back when one huge line made this grow beyond `keep` bytes.
  void shrink(size_t keep) {
    if (capacity_ <= keep) return;
    data_.reset();
    capacity_ = size_ = 0;
  }

 private:
  std::unique_ptr<char[]> data_;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace stet::cli
