#include "engine/text/row_pool.h"

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
  for (; table_[at] != 0; at = (at + 1) & mask) {
    const uint32_t id = table_[at] - 1;
    if (hashes_[id] == hash && base::equal(text(id), row)) break;
  }
  return at;
}

RowPool::Added RowPool::add(std::string_view row) {
  if (table_.size() <= 2 * ends_.size()) grow();
  const uint32_t hash = hash_of(row);
  const size_t at = place_of(row, hash);
  if (table_[at] != 0) return {table_[at] - 1, false};
  bytes_.insert(bytes_.end(), row.begin(), row.end());
  ends_.push_back(static_cast<uint32_t>(bytes_.size()));
  hashes_.push_back(hash);
  table_[at] = size();
  return {size() - 1, true};
}

uint32_t RowPool::find(std::string_view row) const {
  if (table_.empty()) return none;
  const uint32_t found = table_[place_of(row, hash_of(row))];
  return found == 0 ? none : found - 1;
}

void RowPool::grow() {
  const size_t mask = (table_.empty() ? 64 : table_.size() * 4) - 1;
  table_.assign(mask + 1, 0);
  for (uint32_t id = 0; id < size(); ++id) {
    size_t at = hashes_[id] & mask;
    while (table_[at] != 0) at = (at + 1) & mask;
    table_[at] = id + 1;
  }
}

}  // namespace stet::text
