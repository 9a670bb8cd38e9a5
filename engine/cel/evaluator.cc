// The register machine: one loop over flat code, described in plan.h. Its speed is watched by
// tests/cel/bench_test.cc and tools/bench.
#include <algorithm>
#include <cstring>

#include "engine/cel/check.h"
#include "engine/cel/environment_tables.h"
#include "engine/cel/equality.h"
#include "engine/cel/machine.h"
#include "engine/cel/value_access.h"

namespace stet::cel {
namespace {

using Form = ValueAccess::Form;

/// Where a loop stands.
struct Loop {
  Value range;
  Value record;  // the next one, of a list of records
  bool records = false;
  uint32_t index = 0, count = 0, stride = 0;
  uint32_t kinds[2] = {};  // that the variables may have
  uint8_t variables = 1;
};

/// Appends to the list that `target` is under construction; grows in powers of two.
void append(base::Arena& arena, Value& target, const Value& value) {
  const uint32_t size = target.size();
  auto* values = const_cast<Value*>(ValueAccess::values(target));
  if (size == 0 || (size >= 8 && (size & (size - 1)) == 0)) {
    const std::span<Value> grown(
        static_cast<Value*>(arena.allocate(std::max(size * 2, 8u) * sizeof(Value), alignof(Value))),
        std::max(size * 2, 8u));
    if (size > 0) std::memcpy(static_cast<void*>(grown.data()), values, size * sizeof(Value));
    values = grown.data();
  }
  values[size] = value;
  target = Value::list({values, size + 1u});
}

bool accepts(const Type& type, const Value& value) {
  if ((kinds_of(type) & kind_bit(value.kind())) == 0) return false;
  if (type.kind == TypeKind::opaque) return value.as_opaque()->type->name == type.name;
  if (type.kind == TypeKind::object) return value.type_number() == type.number;
  return true;
}

}  // namespace

class Machine {
 public:
  Machine(const Source& source, const Code& code, Evaluation& evaluation, Tracer* tracer)
      : source_(source), code_(code), evaluation_(evaluation), tracer_(tracer) {}

  Value run();
  static void adopt(const Source& source, Evaluation& e) { e.tables_ = source.tables; }

 private:
  static constexpr size_t on_stack = 48;

  Value execute(Value* r, Loop* loops);
  const Region* raise(Value error, uint32_t pc, Value* r) const;
  Value finalize(const Value& error);
  Value load_slot(uint32_t slot);
  Value slow_slot(uint32_t slot);
  static Value refused(const Value& value);
  Value dispatch(const std::vector<const Overload*>& candidates, const Value* arguments,
                 uint32_t count);
  Value make_list(const Value* from, uint32_t count, const std::vector<bool>* optional);
  Value make_map_value(const Value* from, uint32_t count, const std::vector<bool>* optional);
  Value begin_loop(Loop& loop, const Instruction& i, const Value& range);
  Value advance(Loop& loop, Value* variables);
  Value mismatch(const Value& value) const {
    return value.is_error() ? value : ValueAccess::raw_error(ErrorCode::no_such_overload, nullptr);
  }
  static Value failure(ErrorCode code) { return ValueAccess::raw_error(code, nullptr); }

  const Source& source_;
  const Code& code_;
  Evaluation& evaluation_;
  Tracer* tracer_;
};

Value Machine::run() {
  Evaluation& e = evaluation_;
  if (e.nesting_ >= Evaluation::max_nesting) {
    return finalize(e.fail(ErrorCode::too_deep, "evaluations are nested too deeply"));
  }
  constexpr size_t loops_on_stack = 4;
  alignas(Value) std::byte stack[on_stack * sizeof(Value)];
  alignas(Loop) std::byte loop_stack[loops_on_stack * sizeof(Loop)];
  auto* r =
      static_cast<Value*>(code_.registers <= on_stack
                              ? static_cast<void*>(stack)
                              : e.arena_.allocate(code_.registers * sizeof(Value), alignof(Value)));
  auto* loops = static_cast<Loop*>(
      code_.loops <= loops_on_stack ? static_cast<void*>(loop_stack)
                                    : e.arena_.allocate(code_.loops * sizeof(Loop), alignof(Loop)));
  const Value* const constants = code_.constants.data();
  for (size_t i = 0, n = code_.constants.size(); i < n; ++i) r[i] = constants[i];
  const int64_t outer_left = e.left_;
  const EnvironmentTables* outer_tables = e.tables_;
  const int64_t granted = std::min(e.expression_budget_, e.story_left_);
  e.left_ = granted;
  e.tables_ = source_.tables;
  ++e.nesting_;
  Value result = execute(r, loops);
  --e.nesting_;
  e.story_left_ -= granted - e.left_;
  e.left_ = outer_left;
  if (outer_tables != nullptr) e.tables_ = outer_tables;
  return result.is_error() ? finalize(result) : result;
}

inline Value Machine::load_slot(uint32_t slot) {
  if (slot >= evaluation_.slots_.size()) return failure(ErrorCode::no_such_variable);
  const VariableInfo& info = *source_.tables->variables[slot];
  Value value = evaluation_.slots_[slot];
  if ((info.kinds & kind_bit(value.kind())) == 0) value = slow_slot(slot);
  if (info.stamp != 0) ValueAccess::stamp(value, info.stamp);
  return value;
}

/// Parks the error of instruction `pc` in the register of the innermost region, which is returned;
/// null if nobody wants it.
const Region* Machine::raise(Value error, uint32_t pc, Value* r) const {
  ValueAccess::set_place(error, pc);
  r[code_.registers - 1] = error;
  if (error.code() == ErrorCode::budget) return nullptr;
  for (const Region& region : code_.regions) {
    if (pc < region.begin || pc >= region.end) continue;
    Value& parked = r[region.register_];
    if (!region.keep_first || !parked.is_error()) parked = error;
    return &region;
  }
  return nullptr;
}

Value Machine::execute(Value* r, Loop* loops) {
  const Instruction* const code = code_.instructions.data();
  const FieldReference* const fields = code_.fields.data();
  const Instruction* at = code;
  Value error;
  for (;;) {
    const Instruction& i = *at;
    switch (i.op) {
      case Op::finish: return r[i.a];
      case Op::answer: return Value::boolean(i.c != 0);
      case Op::fail: error = failure(static_cast<ErrorCode>(i.x)); goto raised;
      case Op::move: r[i.a] = r[i.b]; break;
      case Op::clear: r[i.a] = Value(); break;
      case Op::set_bool: r[i.a] = Value::boolean(i.x != 0); break;
      case Op::set_int: r[i.a] = Value::integer(i.x); break;
      case Op::set_none: r[i.a] = Value::optional(nullptr); break;
      case Op::jump: at = code + i.jump; continue;
      case Op::raise_pending:
        if (!r[i.a].is_error()) break;
        error = r[i.a];
        goto raised;
      case Op::require:
        if ((i.jump & kind_bit(r[i.a].kind())) != 0) break;
        error = mismatch(r[i.a]);
        goto raised;

      case Op::load_slot: {
        const Value value = load_slot(i.x);
        if (value.is_error()) {
          error = value;
          goto raised;
        }
        r[i.a] = value;
        break;
      }
      case Op::has_slot: {
        const Value value = load_slot(i.x);
        if (value.is_error() && value.code() != ErrorCode::no_such_field &&
            value.code() != ErrorCode::null_field) {
          error = value;
          goto raised;
        }
        r[i.a] = Value::boolean(!value.is_error());
        break;
      }
      case Op::slot_field: {
        const Value record = load_slot(i.b);
        if (record.is_error()) {
          error = record;
          goto raised;
        }
        const FieldReference& field = fields[i.x];
        const Value value = read_field(field, record.record(), evaluation_);
        if ((field.kinds & kind_bit(value.kind())) == 0) {
          error = refused(value);
          goto raised;
        }
        r[i.a] = needs_stamp(field, value) ? ValueAccess::stamped(value, field.stamp) : value;
        break;
      }
      case Op::get_field: {
        const FieldReference& field = fields[i.x];
        const Value value = read_field(field, r[i.b].record(), evaluation_);
        if ((field.kinds & kind_bit(value.kind())) == 0) {
          error = refused(value);
          goto raised;
        }
        r[i.a] = needs_stamp(field, value) ? ValueAccess::stamped(value, field.stamp) : value;
        break;
      }
      case Op::has_field:
        r[i.a] = Value::boolean(is_there(code_.fields[i.x], r[i.b].record(), evaluation_));
        break;
      case Op::select:
        r[i.a] = select_field(evaluation_, r[i.b], r[i.c].as_text());
        if ((i.jump & kind_bit(r[i.a].kind())) != 0) break;
        error = mismatch(r[i.a]);
        goto raised;
      case Op::index:
        r[i.a] = index_value(evaluation_, r[i.b], r[i.c]);
        if ((i.jump & kind_bit(r[i.a].kind())) != 0) break;
        error = mismatch(r[i.a]);
        goto raised;
      case Op::has:
        r[i.a] = test_field(evaluation_, r[i.b], r[i.c].as_text());
        if (!r[i.a].is_error()) break;
        error = r[i.a];
        goto raised;
      case Op::optional_select:
        r[i.a] = optional_select(evaluation_, r[i.b], r[i.c]);
        if (!r[i.a].is_error()) break;
        error = r[i.a];
        goto raised;
      case Op::call: {
        const Overload& overload = *code_.overloads[i.x];
        Value value = overload.row.call(evaluation_, r + i.b);
        if ((i.jump & kind_bit(value.kind())) == 0) {
          error = mismatch(value);
          goto raised;
        }
        if (overload.stamp != 0) ValueAccess::set_type(value, overload.stamp);
        r[i.a] = value;
        break;
      }
      case Op::dispatch: {
        const Value value = dispatch(code_.dispatches[i.x], r + i.b, i.c);
        if ((i.jump & kind_bit(value.kind())) == 0) {
          error = mismatch(value);
          goto raised;
        }
        r[i.a] = value;
        break;
      }
      case Op::matches: {
        const std::string_view text = r[i.b].as_text();
        if (!evaluation_.charge(text.size() / 16)) {
          error = evaluation_.budget_error();
          goto raised;
        }
        r[i.a] = Value::boolean(code_.patterns[i.x]->matches(text));
        break;
      }

      case Op::size: r[i.a] = Value::integer(r[i.b].size()); break;

      case Op::add_int: {
        int64_t result = 0;
        if (__builtin_add_overflow(r[i.b].as_int(), r[i.c].as_int(), &result)) {
          error = failure(ErrorCode::overflow);
          goto raised;
        }
        r[i.a] = Value::integer(result);
        break;
      }
      case Op::subtract_int: {
        int64_t result = 0;
        if (__builtin_sub_overflow(r[i.b].as_int(), r[i.c].as_int(), &result)) {
          error = failure(ErrorCode::overflow);
          goto raised;
        }
        r[i.a] = Value::integer(result);
        break;
      }
      case Op::multiply_int: {
        int64_t result = 0;
        if (__builtin_mul_overflow(r[i.b].as_int(), r[i.c].as_int(), &result)) {
          error = failure(ErrorCode::overflow);
          goto raised;
        }
        r[i.a] = Value::integer(result);
        break;
      }

      case Op::if_true:
        if (!r[i.a].is(Kind::boolean)) {
          error = failure(ErrorCode::no_such_overload);
          goto raised;
        }
        if (r[i.a].as_bool() == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      case Op::if_equal: {
        const Value same = equal(evaluation_, r[i.a], r[i.b]);
        if (same.is_error()) {
          error = same;
          goto raised;
        }
        if (same.as_bool() == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      }
      case Op::if_equal_string:
        if (base::equal(r[i.a].as_text(), r[i.b].as_text()) == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      case Op::if_field_text: {
        const FieldReference& field = fields[i.x];
        const Value text = read_field(field, r[i.a].record(), evaluation_);
        if ((field.kinds & kind_bit(text.kind())) == 0) {
          error = refused(text);
          goto raised;
        }
        if (base::equal(text.as_text(), r[i.b].as_text()) == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      }
      case Op::if_in_set:
        if (code_.sets[i.x].contains(r[i.a].as_text()) == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      case Op::if_equal_int:
        if ((r[i.a].as_int() == r[i.b].as_int()) == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      case Op::if_less_int:
        if ((r[i.a].as_int() < r[i.b].as_int()) == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      case Op::if_less_equal_int:
        if ((r[i.a].as_int() <= r[i.b].as_int()) == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      case Op::if_less:
      case Op::if_less_equal: {
        const auto order = compare(r[i.a], r[i.b]);
        if (!order) {
          error = failure(ErrorCode::no_such_overload);
          goto raised;
        }
        const bool holds =
            *order == Order::less || (i.op == Op::if_less_equal && *order == Order::equal);
        if (holds == (i.c != 0)) {
          at = code + i.jump;
          continue;
        }
        break;
      }

      case Op::make_list: r[i.a] = make_list(r + i.b, i.c, nullptr); break;
      case Op::make_list_optional: {
        const Value list = make_list(r + i.b, i.c, &code_.flags[i.x]);
        if (list.is_error()) {
          error = list;
          goto raised;
        }
        r[i.a] = list;
        break;
      }
      case Op::make_map:
      case Op::make_map_optional: {
        const Value map =
            make_map_value(r + i.b, i.c, i.op == Op::make_map ? nullptr : &code_.flags[i.x]);
        if (map.is_error()) {
          error = map;
          goto raised;
        }
        r[i.a] = map;
        break;
      }
      case Op::check: {
        if constexpr (!has_searches) __builtin_unreachable();
        const Check& check = code_.checks[i.x];
        const int64_t left = evaluation_.left_;
        const Found found = i.c != 0 ? slot_meets(check, i.b, code_, evaluation_)
                                     : record_meets(check, r[i.a].record(), code_, evaluation_);
        if (found == Found::unsure) {
          evaluation_.left_ = left;
          break;
        }
        at = code + (found == Found::yes ? i.jump : check.otherwise);
        continue;
      }
      case Op::search: {
        if constexpr (!has_searches) __builtin_unreachable();
        const int64_t left = evaluation_.left_;
        uint32_t hits = 0;
        const Found found = run_search(code_, i.x, r, evaluation_, hits);
        if (found == Found::unsure) {  // the loop behind it will tell
          evaluation_.left_ = left;
          break;
        }
        const Search& searched = code_.searches[i.x];
        if (searched.quantifier == Search::Quantifier::count) r[i.a] = Value::integer(hits);
        const bool decided =
            (found == Found::yes) == (searched.quantifier == Search::Quantifier::exists);
        at = code + (decided ? i.jump : searched.otherwise);
        continue;
      }
      case Op::loop: {
        const Value began = begin_loop(loops[i.b], i, r[i.a]);
        if (began.is_error()) {
          error = began;
          goto raised;
        }
        break;
      }
      case Op::next: {
        Loop& loop = loops[i.b];
        if (loop.index == loop.count) break;
        evaluation_.left_ -= i.x;
        if (evaluation_.left_ < 0) {
          error = evaluation_.budget_error();
          goto raised;
        }
        if (loop.records) {  // the common case
          r[i.a] = loop.record;
          ValueAccess::move_record(loop.record, loop.stride);
          ++loop.index;
        } else if (const Value step = advance(loop, r + i.a); step.is_error()) {
          error = step;
          goto raised;
        }
        if (tracer_ != nullptr) [[unlikely]] {
          tracer_->element(code_.nodes[static_cast<size_t>(at - code)], loop.index - 1,
                           r[i.a + loop.variables - 1]);
        }
        at = code + i.jump;
        continue;
      }
      case Op::append: append(evaluation_.arena_, r[i.a], r[i.b]); break;
      case Op::append_entry:
        append(evaluation_.arena_, r[i.a], r[i.b]);
        append(evaluation_.arena_, r[i.a], r[i.c]);
        break;
      case Op::append_entries:
        if (!r[i.b].is(Kind::map)) {
          error = failure(ErrorCode::no_such_overload);
          goto raised;
        }
        for (uint32_t k = 0; k < r[i.b].size(); ++k) {
          append(evaluation_.arena_, r[i.a], evaluation_.key(r[i.b], k));
          append(evaluation_.arena_, r[i.a], evaluation_.mapped(r[i.b], k));
        }
        break;
      case Op::finish_map: {
        const Value map = make_map_value(ValueAccess::values(r[i.a]), r[i.a].size(), nullptr);
        if (map.is_error()) {
          error = map;
          goto raised;
        }
        r[i.a] = map;
        break;
      }
      case Op::count: r[i.a] = Value::integer(r[i.a].as_int() + 1); break;
      case Op::is_one: r[i.a] = Value::boolean(r[i.b].as_int() == 1); break;
      case Op::unwrap:
        if (!r[i.b].is(Kind::optional)) {
          error = failure(ErrorCode::no_such_overload);
          goto raised;
        }
        if (r[i.b].held() == nullptr) {
          at = code + i.jump;
          continue;
        }
        r[i.a] = *r[i.b].held();
        if ((i.x & kind_bit(r[i.a].kind())) != 0) break;
        error = mismatch(r[i.a]);
        goto raised;
      case Op::wrap: r[i.a] = evaluation_.make_optional(r[i.b]); break;
      case Op::trace:
        if (tracer_ != nullptr) tracer_->value(i.x, r[i.a]);
        break;
      default: __builtin_unreachable();  // the planner makes no other: no check of the range
    }
    ++at;
    continue;
  raised:
    const auto pc = static_cast<uint32_t>(at - code);
    if (tracer_ != nullptr) [[unlikely]] {
      ValueAccess::set_place(error, pc);
      error = finalize(error);
      tracer_->value(code_.nodes[pc], error);
    }
    const Region* region = raise(error, pc, r);
    if (region == nullptr) return r[code_.registers - 1];
    at = code + region->target;
  }
}

/// Fills the slot if need be; an error if what is in it is not of the declared type.
Value Machine::slow_slot(uint32_t slot) {
  const VariableInfo& info = *source_.tables->variables[slot];
  if (evaluation_.slots_[slot].is(Kind::unresolved)) {
    if (evaluation_.resolve_ == nullptr) return failure(ErrorCode::no_such_variable);
    const int64_t left = evaluation_.left_;
    // The host may bring other slots: the one that is written is looked up after it was asked.
    evaluation_.slots_[slot] = evaluation_.resolve_(evaluation_.host_, slot, evaluation_);
    evaluation_.left_ = std::min(left, evaluation_.story_left_);
    Value& resolved = evaluation_.slots_[slot];
    if (resolved.is_error() && !ValueAccess::is_final(resolved)) resolved = finalize(resolved);
  }
  const Value& value = evaluation_.slots_[slot];
  if ((info.kinds & kind_bit(value.kind())) != 0 || value.is_error()) return value;
  if (value.is(Kind::null)) return failure(ErrorCode::null_field);
  return failure(value.is(Kind::absent) || value.is(Kind::unresolved) ? ErrorCode::no_such_field
                                                                      : ErrorCode::malformed_field);
}

/// What it means that a field's value is not of the declared type.
Value Machine::refused(const Value& value) {
  switch (value.kind()) {
    case Kind::error: return value;
    case Kind::absent: return failure(ErrorCode::no_such_field);
    case Kind::null: return failure(ErrorCode::null_field);
    default: return failure(ErrorCode::malformed_field);
  }
}

Value Machine::dispatch(const std::vector<const Overload*>& candidates, const Value* arguments,
                        uint32_t count) {
  for (const Overload* overload : candidates) {
    bool fits = true;
    for (uint32_t i = 0; i < count && fits; ++i) {
      fits = accepts(*overload->parameters[i], arguments[i]);
    }
    if (fits) return overload->row.call(evaluation_, arguments);
  }
  return failure(ErrorCode::no_such_overload);
}

Value Machine::make_list(const Value* from, uint32_t count, const std::vector<bool>* optional) {
  const std::span<Value> values = evaluation_.arena_.make_array<Value>(count);
  size_t size = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (optional == nullptr || !(*optional)[i]) {
      values[size++] = from[i];
    } else if (!from[i].is(Kind::optional)) {
      return failure(ErrorCode::no_such_overload);
    } else if (from[i].held() != nullptr) {
      values[size++] = *from[i].held();
    }
  }
  return Value::list(std::span<const Value>(values.data(), size));
}

Value Machine::make_map_value(const Value* from, uint32_t count,
                              const std::vector<bool>* optional) {
  const std::span<Entry> entries = evaluation_.arena_.make_array<Entry>(count / 2);
  size_t size = 0;
  for (uint32_t i = 0; i + 1 < count; i += 2) {
    Value value = from[i + 1];
    if (optional != nullptr && (*optional)[i]) {
      if (!value.is(Kind::optional)) return failure(ErrorCode::no_such_overload);
      if (value.held() == nullptr) continue;
      value = *value.held();
    }
    entries[size++] = {from[i], value};
  }
  if (!evaluation_.charge(size)) return evaluation_.budget_error();
  return make_map(evaluation_.arena_, entries.first(size));
}

Value Machine::begin_loop(Loop& loop, const Instruction& i, const Value& range) {
  if (!range.is(Kind::list) && !range.is(Kind::map)) return failure(ErrorCode::no_such_overload);
  loop.range = range;
  loop.index = 0;
  loop.count = range.size();
  loop.records = false;
  loop.kinds[0] = i.jump;
  loop.kinds[1] = i.x;
  loop.variables = static_cast<uint8_t>(i.c);
  const ObjectInfo* info = source_.tables->object(range.type_number());
  if (range.is(Kind::list) && ValueAccess::form(range) == Form::objects && info != nullptr) {
    loop.record = Value::object(ValueAccess::pointer(range));
    ValueAccess::set_type(loop.record, range.type_number());
    loop.stride = info->type->size;
    loop.records = i.c == 1;
  }
  return {};
}

/// The next element's values go to the loop's variables.
Value Machine::advance(Loop& loop, Value* variables) {
  const uint32_t index = loop.index++;
  if (loop.range.is(Kind::list)) {
    Value* element = variables;
    if (loop.variables == 2) {
      variables[0] = Value::integer(index);
      element = variables + 1;
    }
    *element = evaluation_.element(loop.range, index);
    const uint32_t kinds = loop.kinds[loop.variables - 1];
    return (kinds & kind_bit(element->kind())) != 0 ? Value() : mismatch(*element);
  }
  variables[0] = evaluation_.key(loop.range, index);
  if ((loop.kinds[0] & kind_bit(variables[0].kind())) == 0) return mismatch(variables[0]);
  if (loop.variables == 1) return {};
  variables[1] = evaluation_.mapped(loop.range, index);
  return (loop.kinds[1] & kind_bit(variables[1].kind())) != 0 ? Value() : mismatch(variables[1]);
}

namespace {

std::string_view default_message(ErrorCode code) {
  switch (code) {
    case ErrorCode::no_such_field: return "no value";
    case ErrorCode::malformed_field: return "malformed field";
    case ErrorCode::null_field: return "null";
    case ErrorCode::no_such_overload: return "no function takes values of these types";
    case ErrorCode::no_such_variable: return "no such variable";
    case ErrorCode::no_such_function: return "no such function";
    case ErrorCode::overflow: return "number out of range";
    default: return to_string(code);
  }
}

}  // namespace

/// Gives a raw error its text and place.
Value Machine::finalize(const Value& raw) {
  if (ValueAccess::is_final(raw)) return raw;
  base::Arena& arena = evaluation_.arena_;
  Error* error = arena.make<Error>();
  error->code = raw.code();
  error->file = source_.text.file();
  error->span = source_.text.whole();
  const std::string_view* told = ValueAccess::message(raw);
  std::string message(told != nullptr ? *told : default_message(raw.code()));
  const uint32_t place = ValueAccess::place(raw);
  if (place < code_.instructions.size()) {
    const Instruction& i = code_.instructions[place];
    const Node& node = source_.checked.ast[code_.nodes[place]];
    error->span = source_.text.locate(node.span);
    const bool about_field = raw.code() == ErrorCode::no_such_field ||
                             raw.code() == ErrorCode::malformed_field ||
                             raw.code() == ErrorCode::null_field;
    if (i.op == Op::get_field || i.op == Op::slot_field || i.op == Op::if_field_text) {
      error->path = code_.paths[i.x];
    } else if (i.op == Op::load_slot || i.op == Op::has_slot) {
      error->path = source_.tables->variables[i.x]->row.name;
    }
    if (about_field && told == nullptr && !error->path.empty()) {
      const std::string quoted = "'" + std::string(error->path) + "'";
      message = raw.code() == ErrorCode::malformed_field ? "malformed field " + quoted
                : raw.code() == ErrorCode::null_field    ? "field " + quoted + " is null"
                                                         : "field " + quoted + " has no value";
    } else if (told == nullptr && !node.name.empty() &&
               (raw.code() == ErrorCode::no_such_variable ||
                raw.code() == ErrorCode::no_such_function)) {
      message += " '" + std::string(node.name) + "'";
    }
  }
  error->message = arena.copy_text(message);
  return ValueAccess::final_error(error);
}

Value run(const Source& source, const Code& code, Evaluation& evaluation, Tracer* tracer) {
  if (has_searches && !code.quick.empty()) {
    const Value answer = run_quickly(code, evaluation);
    if (!answer.is(Kind::unresolved)) return answer;
  }
  return Machine(source, code, evaluation, tracer).run();
}

void adopt_types(const Source& source, Evaluation& evaluation) {
  Machine::adopt(source, evaluation);
}

Value evaluate(const Program& program, Evaluation& evaluation) {
  return run(*program.state().source, program.state().code, evaluation, nullptr);
}

}  // namespace stet::cel
