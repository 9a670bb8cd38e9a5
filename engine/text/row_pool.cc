#include "engine/text/row_pool.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/base/short_text.h"

namespace stet::text {

namespace {

uint32_t hash_of(std::string_view row) {
  uint64_t hash = row.size();
  for (size_t at = 0; at < row.size(); at += 8) {
    hash = (hash ^ base::load_up_to_8(row.data() + at, row.size() - at)) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  return static_cast<uint32_t>(hash);
}

}  // namespace

size_t RowPool::place_of(std::string_view row, uint32_t hash) const {
  const size_t mask = table_.size() - 1;
  size_t at = hash & mask;
  for (; table_[at].row != 0; at = (at + 1) & mask) {
    if (table_[at].hash == hash && base::equal(text(table_[at].row - 1), row)) break;
  }
  return at;
}

RowPool::Added RowPool::add(std::string_view row) {
  if (table_.size() <= 2 * ends_.size()) resize_table(std::max<size_t>(table_.size() * 2, 64));
  const uint32_t hash = hash_of(row);
  Slot& slot = table_[place_of(row, hash)];
  if (slot.row != 0) return {slot.row - 1, false};
  if (!row.empty()) std::memcpy(bytes_.room(row.size()), row.data(), row.size());
  bytes_.commit(row.size());
  ends_.push_back(static_cast<uint32_t>(bytes_.size()));
  slot = {hash, size()};
  return {size() - 1, true};
}

uint32_t RowPool::find(std::string_view row) const {
  if (table_.empty()) return none;
  const uint32_t found = table_[place_of(row, hash_of(row))].row;
  return found == 0 ? none : found - 1;
}

void RowPool::reserve(size_t rows) {
  ends_.reserve(rows);
  if (table_.size() < 2 * rows) resize_table(std::bit_ceil(2 * rows));
}

void RowPool::resize_table(size_t slots) {
  std::vector<Slot> smaller(slots);
  smaller.swap(table_);
  const size_t mask = table_.size() - 1;
  for (const Slot& slot : smaller) {
    if (slot.row == 0) continue;
    size_t at = slot.hash & mask;
    while (table_[at].row != 0) at = (at + 1) & mask;
    table_[at] = slot;
  }
}

}  // namespace stet::text
