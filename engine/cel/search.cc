#include "engine/cel/search.h"

#include "engine/base/short_text.h"
#include "engine/cel/check.h"
#include "engine/cel/evaluation.h"

namespace stet::cel {

using Form = ValueAccess::Form;

class Searcher {
 public:
  Searcher(const Code& code, Value* registers, Evaluation& evaluation)
      : code_(code), r_(registers), e_(evaluation) {}

  Found run_outermost(const Search& search);
  uint32_t hits() const { return hits_; }

 private:
  Found run(const Search& search);
  bool is_chain(const Search& search, const Value& range) const {
    const Form wanted = search.type != 0 ? Form::objects : Form::strings;
    return search.checks != 0 && ValueAccess::form(range) == wanted;
  }
  Found chain(const Search& search, const Value& range);
  Found inner_chain(const Search& search, const Value& range);
  Found narrowed_chain(const Search& search, const Value& range);
  bool narrow(const Search& search, const Value& range);
  /// No element can meet all checks.
  bool is_nowhere(const Search& search) const {
    return (narrowed_there_ >> search.order & 1) != 0 && narrowed_[search.order] == 0;
  }
  Bound bind(const Check& check);
  uint32_t next_met(const Bound& bound, const std::byte* at, uint32_t stride, uint32_t i,
                    uint32_t count, uint32_t* hits);
  Found visit(const Search& search, const Value& range);
  Value element(const Search& search, const std::byte* at) const;
  Found go_on(uint16_t at);
  Found holds(const Test& test);
  /// Element `i` decides: paid are the ones up to it.
  Found decide(const Search& search, uint32_t i) {
    if (!e_.charge(i + 1)) return Found::unsure;
    return search.quantifier == Search::Quantifier::exists ? Found::yes : Found::no;
  }
  /// No element did.
  Found finish(const Search& search, uint32_t count) {
    if (!e_.charge(count)) return Found::unsure;
    return search.quantifier == Search::Quantifier::exists ? Found::no : Found::yes;
  }
  // Value::unresolved() for what a search cannot use. Results stay in machine registers: a value in
  // memory that is changed in pieces and read as a whole stalls the processor.
  Value load_range(const Search& search);
  Value load(const Operand& operand);
  Value load_slot(uint16_t slot);
  Value load_field(const FieldReference& field, const Value& record);
  Value load_slot_field(uint16_t slot, const FieldReference& field);

  const Code& code_;
  Value* const r_;
  Evaluation& e_;
  uint32_t hits_ = 0;
  // Of searches that run more than once, by their order; bits say which are there.
  uint32_t kept_ = 0, narrowed_there_ = 0;
  Value ranges_[Search::most];
  uint64_t narrowed_[Search::most];
};

[[gnu::always_inline]] inline Value Searcher::load_field(const FieldReference& field,
                                                         const Value& record) {
  const Value value = read_field(field, record.record(), e_);
  if ((field.kinds & kind_bit(value.kind())) == 0) return Value::unresolved();
  return needs_stamp(field, value) ? ValueAccess::stamped(value, field.stamp) : value;
}

[[gnu::always_inline]] inline Value Searcher::load_slot(uint16_t slot) {
  if (slot >= e_.slots_.size()) return Value::unresolved();
  const VariableInfo& info = *code_.tables->variables[slot];
  const Value value = e_.slots_[slot];
  return (info.kinds & kind_bit(value.kind())) == 0 ? Value::unresolved() : value;
}

[[gnu::always_inline]] inline Value Searcher::load_slot_field(uint16_t slot,
                                                              const FieldReference& field) {
  const Value record = load_slot(slot);
  return record.is(Kind::unresolved) ? record : load_field(field, record);
}

Value Searcher::load(const Operand& operand) {
  Value value;
  switch (operand.from) {
    case Operand::From::register_: value = r_[operand.number]; break;
    case Operand::From::constant: value = code_.constants[operand.number]; break;
    case Operand::From::field:
      value = load_field(code_.fields[operand.field], r_[operand.number]);
      break;
    case Operand::From::slot: {
      value = load_slot(operand.number);
      const uint16_t stamp = code_.tables->variables[operand.number]->stamp;
      if (stamp != 0) value = ValueAccess::stamped(value, stamp);
      break;
    }
    case Operand::From::slot_field:
      value = load_slot_field(operand.number, code_.fields[operand.field]);
      break;
  }
  return operand.size && !value.is(Kind::unresolved) ? Value::integer(value.size()) : value;
}

/// What a search inside of others ranges over is looked up once, unless looking costs steps.
[[gnu::always_inline]] inline Value Searcher::load_range(const Search& search) {
  if (search.range.from == Operand::From::field) {
    return load_field(code_.fields[search.range.field], r_[search.range.number]);
  }
  const uint32_t bit = 1u << search.order;
  if ((kept_ & bit) != 0) return ranges_[search.order];
  const int64_t left = e_.left_;
  const Value range = search.range.from == Operand::From::slot_field
                          ? load_slot_field(search.range.number, code_.fields[search.range.field])
                          : load(search.range);
  const bool again = search.order > 0 && search.range.from == Operand::From::slot_field;
  if (again && left == e_.left_) {
    ranges_[search.order] = range;
    kept_ |= bit;
  }
  return range;
}

Bound Searcher::bind(const Check& check) {
  if (check.constant) return bind_constant(check);
  const std::string_view text = load(check.wanted).as_text();
  return {&check, text.data(), text.size(), base::load_up_to_8(text.data(), text.size())};
}

/// See next_met(), of a check whose field is stored. `is` tells of what stands at an address.
template <typename Is>
[[gnu::always_inline]] inline uint32_t next(const Check& check, const std::byte* at,
                                            uint32_t stride, uint32_t i, uint32_t count,
                                            uint32_t* hits, const Is& is) {
  const bool passes = check.passes;
  const uint32_t presence = check.presence;
  const auto present = std::byte{check.present};
  at += check.offset + size_t{i} * stride;
  if (presence == 0 && hits == nullptr && !passes) {
    while (i < count && is(at)) ++i, at += stride;
    return i;
  }
  for (; i < count; ++i, at += stride) {
    if (presence != 0 && at[presence] != present) return count + 1;
    if (is(at) != passes) continue;
    if (hits == nullptr) return i;
    ++*hits;
  }
  return count;
}

/// The next element from `i` on that meets the check; `count` if there is none, `count` + 1 where
/// one cannot be told. With `hits` all are counted there.
[[gnu::always_inline]] inline uint32_t Searcher::next_met(const Bound& bound, const std::byte* at,
                                                          uint32_t stride, uint32_t i,
                                                          uint32_t count, uint32_t* hits) {
  const Check& check = *bound.check;
  const auto low = static_cast<uint64_t>(check.low);
  const uint64_t span = check.span;
  if (check.stored && check.kind == Check::Kind::text) {
    return next(check, at, stride, i, count, hits, [&](const std::byte* here) {
      return is_text(bound, *reinterpret_cast<const std::string_view*>(here));
    });
  }
  if (check.stored && check.kind == Check::Kind::size) {
    return next(check, at, stride, i, count, hits,
                [&](const std::byte* here) { return stored_array(here).size - low <= span; });
  }
  if (check.stored && check.kind == Check::Kind::number) {
    return next(check, at, stride, i, count, hits, [&](const std::byte* here) {
      return static_cast<uint64_t>(*reinterpret_cast<const int64_t*>(here)) - low <= span;
    });
  }
  for (; i < count; ++i) {
    const Found met = meets(bound, at + size_t{i} * stride, code_, e_);
    if (met == Found::unsure) return count + 1;
    if (met == Found::no) continue;
    if (hits == nullptr) return i;
    ++*hits;
  }
  return count;
}

/// Bits of the elements that meet all checks that are the same whenever the search is run.
bool Searcher::narrow(const Search& search, const Value& range) {
  const uint32_t count = range.size();
  const auto* at = static_cast<const std::byte*>(ValueAccess::pointer(range));
  uint64_t left = count == 64 ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
  for (uint32_t c = 0; c < search.checks; ++c) {
    const Check& check = code_.checks[search.first_check + c];
    if (!check.constant || !check.stored) continue;
    const Bound bound = bind(check);
    for (uint32_t i = 0; i < count; ++i) {
      const Found met = meets(bound, at + size_t{i} * search.stride, code_, e_);
      if (met == Found::unsure) return false;
      if (met == Found::no) left &= ~(uint64_t{1} << i);
    }
  }
  narrowed_[search.order] = left;
  narrowed_there_ |= 1u << search.order;
  return true;
}

/// A chain inside of another search, over what does not change meanwhile: only elements that meet
/// the constant checks are looked at again.
Found Searcher::narrowed_chain(const Search& search, const Value& range) {
  const uint32_t count = range.size();
  if (e_.left_ < count) return Found::unsure;
  const auto* at = static_cast<const std::byte*>(ValueAccess::pointer(range));
  for (uint64_t open = narrowed_[search.order]; open != 0; open &= open - 1) {
    const auto i = static_cast<uint32_t>(__builtin_ctzll(open));
    Found met = Found::yes;
    for (uint32_t c = 0; c < search.checks && met == Found::yes; ++c) {
      const Check& check = code_.checks[search.first_check + c];
      if (check.constant && check.stored) continue;
      met = meets(bind(check), at + size_t{i} * search.stride, code_, e_);
    }
    if (met == Found::unsure) return met;
    if (met == Found::yes) return decide(search, i);
  }
  return finish(search, count);
}

[[gnu::always_inline]] inline Found Searcher::chain(const Search& search, const Value& range) {
  const uint32_t count = range.size();
  const int64_t left = e_.left_;
  if (count == 0) return finish(search, 0);
  if (left < count) return Found::unsure;
  const uint32_t stride = search.type != 0 ? search.stride : ValueAccess::type(range);
  const auto* at = static_cast<const std::byte*>(ValueAccess::pointer(range));
  const Check* const checks = code_.checks.data() + search.first_check;
  const Bound first = bind(checks[0]);
  if (first.text == nullptr && checks[0].wants_text()) return Found::unsure;
  if (left != e_.left_) return Found::unsure;
  const bool counts = search.quantifier == Search::Quantifier::count;
  for (uint32_t i = 0;; ++i) {
    i = next_met(first, at, stride, i, count, counts && search.checks == 1 ? &hits_ : nullptr);
    if (i >= count) return i == count ? finish(search, count) : Found::unsure;
    Found met = Found::yes;
    for (uint32_t c = 1; c < search.checks && met == Found::yes; ++c) {
      const Bound next = bind(checks[c]);
      if (next.text == nullptr && checks[c].wants_text()) return Found::unsure;
      met = meets(next, at + size_t{i} * stride, code_, e_);
    }
    if (met == Found::unsure) return met;
    if (met == Found::no) continue;
    if (!counts) return decide(search, i);
    ++hits_;
  }
}

Found Searcher::inner_chain(const Search& search, const Value& range) {
  return chain(search, range);
}

[[gnu::always_inline]] inline Value Searcher::element(const Search& search,
                                                      const std::byte* at) const {
  if (search.type == 0) return Value::string(*reinterpret_cast<const std::string_view*>(at));
  return ValueAccess::stamped(Value::object(at), search.type);
}

Found Searcher::run(const Search& search) {
  if ((narrowed_there_ >> search.order & 1) != 0) {
    return narrowed_chain(search, ranges_[search.order]);
  }
  const Value range = load_range(search);
  if (!range.is(Kind::list)) return Found::unsure;
  if (ValueAccess::form(range) == Form::objects && range.type_number() != search.type) {
    return Found::unsure;
  }
  if (!is_chain(search, range)) return visit(search, range);
  const bool narrows = search.narrows && range.size() <= 64 && (kept_ >> search.order & 1) != 0;
  if (!narrows) return inner_chain(search, range);
  return narrow(search, range) ? narrowed_chain(search, range) : Found::unsure;
}

/// Without what only searches inside of others need.
Found Searcher::run_outermost(const Search& search) {
  const Value range = load_range(search);
  if (!range.is(Kind::list)) return Found::unsure;
  if (ValueAccess::form(range) == Form::objects && range.type_number() != search.type) {
    return Found::unsure;
  }
  return is_chain(search, range) ? chain(search, range) : visit(search, range);
}

/// Any search: each element is set up and goes through the tests.
Found Searcher::visit(const Search& search, const Value& range) {
  const Form form = ValueAccess::form(range);
  const bool in_place = form == Form::objects || form == Form::strings;
  const uint32_t stride = form == Form::objects ? search.stride : ValueAccess::type(range);
  const auto* at = static_cast<const std::byte*>(ValueAccess::pointer(range));
  const bool counts = search.quantifier == Search::Quantifier::count;
  const Found deciding = search.quantifier == Search::Quantifier::exists ? Found::yes : Found::no;
  const uint32_t count = range.size();
  // Often the condition is nothing but another search.
  const Test& first = code_.tests[search.first];
  const Search* inner = nullptr;
  if (first.kind == Test::Kind::search && first.yes == Test::yes_end && first.no == Test::no_end) {
    inner = &code_.searches[first.index];
  }
  Value& variable = r_[search.variable];
  for (uint32_t i = 0; i < count; ++i, at += stride) {
    if (!e_.charge(1)) return Found::unsure;
    const Value here = in_place ? element(search, at) : e_.element(range, i);
    if ((search.kinds & kind_bit(here.kind())) == 0) return Found::unsure;
    variable = here;
    const Found outcome = inner == nullptr     ? go_on(search.first)
                          : is_nowhere(*inner) ? finish(*inner, ranges_[inner->order].size())
                                               : run(*inner);
    if (outcome == Found::unsure) return outcome;
    if (counts) {
      hits_ += outcome == Found::yes ? 1 : 0;
    } else if (outcome == deciding) {
      return outcome;
    }
  }
  return finish(search, 0);
}

/// The condition from test `at` on.
[[gnu::always_inline]] inline Found Searcher::go_on(uint16_t at) {
  while (at < Test::no_end) {
    const Test& test = code_.tests[at];
    const Found found = holds(test);
    if (found == Found::unsure) return found;
    at = found == Found::yes ? test.yes : test.no;
  }
  return at == Test::yes_end ? Found::yes : Found::no;
}

[[gnu::always_inline]] inline Found Searcher::holds(const Test& test) {
  if (test.kind == Test::Kind::search) return run(code_.searches[test.index]);
  if (test.kind == Test::Kind::has) {
    const bool of_slot = test.left.from == Operand::From::slot_field;
    const Value record = of_slot ? load_slot(test.left.number) : r_[test.left.number];
    if (record.is(Kind::unresolved)) return Found::unsure;
    return is_there(code_.fields[test.left.field], record.record(), e_) ? Found::yes : Found::no;
  }
  const Value left = load(test.left);
  const Value right = test.kind <= Test::Kind::int_less_equal ? load(test.right) : left;
  if (left.is(Kind::unresolved) || right.is(Kind::unresolved)) return Found::unsure;
  bool yes = false;
  const bool costs = test.kind == Test::Kind::contains || test.kind == Test::Kind::matches;
  if (costs && !e_.charge(left.size() / 16)) return Found::unsure;
  switch (test.kind) {
    case Test::Kind::text_equal: yes = base::equal(left.as_text(), right.as_text()); break;
    case Test::Kind::begins: yes = begins_with(left.as_text(), right.as_text()); break;
    case Test::Kind::ends: yes = ends_with(left.as_text(), right.as_text()); break;
    case Test::Kind::contains: yes = occurs(left.as_text(), right.as_text()); break;
    case Test::Kind::matches: yes = code_.patterns[test.index]->matches(left.as_text()); break;
    case Test::Kind::int_equal: yes = left.as_int() == right.as_int(); break;
    case Test::Kind::int_less: yes = left.as_int() < right.as_int(); break;
    case Test::Kind::int_less_equal: yes = left.as_int() <= right.as_int(); break;
    case Test::Kind::in_set: yes = code_.sets[test.index].contains(left.as_text()); break;
    default: yes = left.as_bool(); break;
  }
  return yes ? Found::yes : Found::no;
}

Found meets(const Bound& bound, const std::byte* at, const Code& code, Evaluation& evaluation) {
  const Check& check = *bound.check;
  std::string_view text;
  int64_t number = 0;
  if (check.kind == Check::Kind::there) {
    number = is_there(code.fields[check.field], at, evaluation) ? 1 : 0;
  } else if (check.stored) {
    at += check.offset;
    if (check.presence != 0 && at[check.presence] != std::byte{check.present}) {
      return Found::unsure;
    }
    if (check.of_text()) {
      text = *reinterpret_cast<const std::string_view*>(at);
    } else if (check.kind == Check::Kind::number) {
      number = *reinterpret_cast<const int64_t*>(at);
    } else if (check.kind == Check::Kind::size) {
      number = stored_array(at).size;
    } else {
      number = *reinterpret_cast<const bool*>(at) ? 1 : 0;
    }
  } else {
    const FieldReference& field = code.fields[check.field];
    const Value value = field.get(at, field.argument, evaluation);
    if ((field.kinds & kind_bit(value.kind())) == 0) return Found::unsure;
    if (check.of_text()) {
      text = value.as_text();
    } else {
      number = check.kind == Check::Kind::size ? value.size() : value.as_int();
    }
  }
  if (check.of_text()) return text_meets(bound, text, code, evaluation);
  return is_in_range(check, number) == check.passes ? Found::yes : Found::no;
}

Found run_search(const Code& code, uint32_t number, Value* registers, Evaluation& evaluation,
                 uint32_t& hits) {
  Searcher searcher(code, registers, evaluation);
  const Found found = searcher.run_outermost(code.searches[number]);
  hits = searcher.hits();
  return found;
}

}  // namespace stet::cel
