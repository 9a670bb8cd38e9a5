#include "engine/base/name_table.h"

#include <bit>
#include <utility>

#include "engine/base/short_text.h"

namespace stet::base {
namespace {

constexpr size_t first_slots = 16;

uint32_t hash_of(std::string_view name) {
  constexpr uint64_t factor = 0x9E3779B97F4A7C15u;
  uint64_t hash = name.size() * factor;
  size_t at = 0;
  for (; at + 8 < name.size(); at += 8) hash = (hash ^ load8(name.data() + at)) * factor;
  hash = (hash ^ load_up_to_8(name.data() + at, name.size() - at)) * factor;
  return static_cast<uint32_t>(hash >> 32);
}

}  // namespace

NameTable::NameTable(size_t names) : slots_(std::bit_ceil(2 * names + 2)) {}

size_t NameTable::place_of(std::string_view name) const {
  const size_t mask = slots_.size() - 1;
  size_t at = hash_of(name) & mask;
  while (slots_[at].name != nullptr && !equal({slots_[at].name, slots_[at].size}, name)) {
    at = (at + 1) & mask;
  }
  return at;
}

void NameTable::grow() {
  std::vector<Slot> before(slots_.empty() ? first_slots : slots_.size() * 2);
  before.swap(slots_);
  for (const Slot& slot : before) {
    if (slot.name != nullptr) slots_[place_of({slot.name, slot.size})] = slot;
  }
}

bool NameTable::add(std::string_view name, uint32_t number) {
  if (size_ * 2 >= slots_.size()) grow();
  Slot& slot = slots_[place_of(name)];
  if (slot.name != nullptr) return false;
  slot = {name.empty() ? "" : name.data(), static_cast<uint32_t>(name.size()), number};
  ++size_;
  return true;
}

void NameTable::set(std::string_view name, uint32_t number) {
  if (!add(name, number)) slots_[place_of(name)].number = number;
}

std::optional<uint32_t> NameTable::find(std::string_view name) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[place_of(name)];
  if (slot.name == nullptr) return std::nullopt;
  return slot.number;
}

}  // namespace stet::base
