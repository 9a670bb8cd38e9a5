// The lists and sets extensions.
#include <algorithm>
#include <vector>

#include "engine/base/sort.h"
#include "engine/cel/environment_tables.h"
#include "engine/cel/equality.h"
#include "engine/cel/evaluation.h"

namespace stet::cel {
namespace {

constexpr int64_t max_range = 1'000'000;

Value range(Evaluation& e, const Value* a) {
  const int64_t size = a[0].as_int();
  if (size < 0 || size > max_range) {
    return e.fail(ErrorCode::invalid_argument, "a range has 0 to 1,000,000 elements");
  }
  if (!e.charge(static_cast<uint64_t>(size))) return e.budget_error();
  const auto out = e.arena().make_array<Value>(static_cast<size_t>(size));
  for (int64_t i = 0; i < size; ++i) out[static_cast<size_t>(i)] = Value::integer(i);
  return Value::list(out);
}

std::vector<Value> elements(Evaluation& e, const Value& list) {
  std::vector<Value> out;
  out.reserve(list.size());
  for (uint32_t i = 0; i < list.size(); ++i) out.push_back(e.element(list, i));
  return out;
}

/// Is `value` among the first elements? An error value when that cannot be told.
Value contains(Evaluation& e, std::span<const Value> among, const Value& value) {
  if (!e.charge(1 + among.size() / 4)) return e.budget_error();
  for (const Value& other : among) {
    const Value same = equal(e, other, value);
    if (same.is_error() || same.as_bool()) return same;
  }
  return Value::boolean(false);
}

Value distinct(Evaluation& e, const Value* a) {
  std::vector<Value> out;
  for (uint32_t i = 0; i < a[0].size(); ++i) {
    const Value element = e.element(a[0], i);
    const Value known = contains(e, out, element);
    if (known.is_error()) return known;
    if (!known.as_bool()) out.push_back(element);
  }
  return e.make_list(out);
}

Value reverse(Evaluation& e, const Value* a) {
  if (!e.charge(a[0].size())) return e.budget_error();
  std::vector<Value> out = elements(e, a[0]);
  std::reverse(out.begin(), out.end());
  return e.make_list(out);
}

Value slice(Evaluation& e, const Value* a) {
  const int64_t begin = a[1].as_int(), end = a[2].as_int();
  if (begin < 0 || end < begin || end > int64_t{a[0].size()}) {
    return e.fail(ErrorCode::index_out_of_range,
                  "a part from " + std::to_string(begin) + " to " + std::to_string(end) +
                      " is outside of a list of " + std::to_string(a[0].size()));
  }
  if (!e.charge(static_cast<uint64_t>(end - begin))) return e.budget_error();
  std::vector<Value> out;
  for (int64_t i = begin; i < end; ++i) out.push_back(e.element(a[0], static_cast<uint32_t>(i)));
  return e.make_list(out);
}

Value flatten_to(Evaluation& e, const Value& list, int64_t depth) {
  if (depth < 0 || depth > 64) {
    return e.fail(ErrorCode::invalid_argument, "lists are flattened 0 to 64 levels deep");
  }
  std::vector<Value> out = elements(e, list);
  for (int64_t level = 0; level < depth; ++level) {
    std::vector<Value> flat;
    bool changed = false;
    for (const Value& element : out) {
      if (!e.charge(1)) return e.budget_error();
      if (!element.is(Kind::list)) {
        flat.push_back(element);
        continue;
      }
      changed = true;
      if (!e.charge(element.size())) return e.budget_error();
      for (uint32_t i = 0; i < element.size(); ++i) flat.push_back(e.element(element, i));
    }
    out = std::move(flat);
    if (!changed) break;
  }
  return e.make_list(out);
}
Value flatten(Evaluation& e, const Value* a) { return flatten_to(e, a[0], 1); }
Value flatten_deep(Evaluation& e, const Value* a) { return flatten_to(e, a[0], a[1].as_int()); }

/// `list` in the order of `keys`, which must all be of one kind that has an order.
Value sort_by_keys(Evaluation& e, const Value& list, const Value& keys) {
  const std::vector<Value> by = elements(e, keys);
  std::vector<uint32_t> order(by.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  if (!e.charge(by.size() * 8)) return e.budget_error();
  for (const Value& key : by) {
    if (key.kind() != by[0].kind() || !compare(key, key)) {
      return e.fail(ErrorCode::no_such_overload,
                    "expected values of one type that has an order, to sort by");
    }
  }
  base::sort(order, [&](uint32_t left, uint32_t right) {
    return compare(by[left], by[right]) == Order::less;
  });
  const auto out = e.arena().make_array<Value>(order.size());
  for (size_t i = 0; i < order.size(); ++i) out[i] = e.element(list, order[i]);
  return Value::list(out);
}
Value sort(Evaluation& e, const Value* a) { return sort_by_keys(e, a[0], a[0]); }
Value sort_by(Evaluation& e, const Value* a) { return sort_by_keys(e, a[0], a[1]); }

Value set_contains(Evaluation& e, const Value* a) {
  const std::vector<Value> among = elements(e, a[0]);
  for (uint32_t i = 0; i < a[1].size(); ++i) {
    const Value found = contains(e, among, e.element(a[1], i));
    if (found.is_error() || !found.as_bool()) return found;
  }
  return Value::boolean(true);
}
Value set_equivalent(Evaluation& e, const Value* a) {
  const Value one = set_contains(e, a);
  if (one.is_error() || !one.as_bool()) return one;
  const Value turned[] = {a[1], a[0]};
  return set_contains(e, turned);
}
Value set_intersects(Evaluation& e, const Value* a) {
  const std::vector<Value> among = elements(e, a[0]);
  for (uint32_t i = 0; i < a[1].size(); ++i) {
    const Value found = contains(e, among, e.element(a[1], i));
    if (found.is_error() || found.as_bool()) return found;
  }
  return Value::boolean(false);
}

constexpr Function table[] = {
    {"lists.range", "lists_range", "(int) -> list(int)", range, "The numbers from 0 to below n."},
    {"distinct", "list_distinct", "list(T).() -> list(T)", distinct,
     "Each element once, where it came first."},
    {"flatten", "list_flatten", "list(list(T)).() -> list(T)", flatten,
     "Elements of the lists in the list, one level or so many."},
    {"flatten", "list_flatten_int", "list(dyn).(int) -> list(dyn)", flatten_deep, ""},
    {"reverse", "list_reverse", "list(T).() -> list(T)", reverse, ""},
    {"slice", "list_slice", "list(T).(int, int) -> list(T)", slice,
     "The elements from an index to below another."},
    {"sort", "list_sort", "list(T).() -> list(T)", sort, "In ascending order."},
    {"@sortByAssociatedKeys", "list_sort_by_keys", "list(T).(list(U)) -> list(T)", sort_by, ""},
    {"sets.contains", "list_sets_contains_list", "(list(T), list(T)) -> bool", set_contains,
     "Are all elements of the second in the first?"},
    {"sets.equivalent", "list_sets_equivalent_list", "(list(T), list(T)) -> bool", set_equivalent,
     "Do both have the same elements, however often and in whatever order?"},
    {"sets.intersects", "list_sets_intersects_list", "(list(T), list(T)) -> bool", set_intersects,
     "Do they have an element in common?"},
};

}  // namespace

std::span<const Function> list_functions() { return table; }

}  // namespace stet::cel
