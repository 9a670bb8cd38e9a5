#include "engine/cel/evaluation.h"

#include "engine/cel/environment_tables.h"
#include "engine/cel/equality.h"
#include "engine/cel/value_access.h"

namespace stet::cel {
namespace {

using Form = ValueAccess::Form;

const MapData& map_data(const Value& map) {
  return *static_cast<const MapData*>(ValueAccess::pointer(map));
}
const HostMap& host_map(const Value& map) {
  return *static_cast<const HostMap*>(ValueAccess::pointer(map));
}

}  // namespace

Value Evaluation::fail(ErrorCode code, std::string_view message) {
  auto* text = arena_.make<std::string_view>();
  *text = arena_.copy_text(message);
  return ValueAccess::raw_error(code, text);
}

Value Evaluation::make_optional(const Value& value) {
  auto* held = arena_.make<Value>();
  *held = value;
  return Value::optional(held);
}

Value Evaluation::element(const Value& list, uint32_t index) {
  switch (ValueAccess::form(list)) {
    case Form::values: return ValueAccess::values(list)[index];
    case Form::strings: {
      const auto* at = static_cast<const std::byte*>(ValueAccess::pointer(list)) +
                       size_t{index} * ValueAccess::type(list);
      return Value::string(*static_cast<const std::string_view*>(static_cast<const void*>(at)));
    }
    case Form::objects: {
      const ObjectInfo* info = tables_ == nullptr ? nullptr : tables_->object(list.type_number());
      const size_t size = info == nullptr ? 0 : info->type->size;
      Value record =
          Value::object(static_cast<const std::byte*>(ValueAccess::pointer(list)) + index * size);
      ValueAccess::set_type(record, list.type_number());
      return record;
    }
    case Form::host: {
      const auto& host = *static_cast<const HostList*>(ValueAccess::pointer(list));
      Value value = host.at(host, index, *this);
      if (value.is(Kind::object)) ValueAccess::set_type(value, list.type_number());
      return value;
    }
  }
  return {};
}

Value Evaluation::find(const Value& map, const Value& key) {
  if (ValueAccess::form(map) == Form::host) return host_map(map).find(host_map(map), key, *this);
  const Entry* entry = find_entry(map_data(map), key);
  return entry == nullptr ? Value::absent() : entry->value;
}

Value Evaluation::key(const Value& map, uint32_t index) {
  if (ValueAccess::form(map) == Form::host) {
    return host_map(map).key_at(host_map(map), index, *this);
  }
  return map_data(map).entries[index].key;
}

Value Evaluation::mapped(const Value& map, uint32_t index) {
  if (ValueAccess::form(map) == Form::host) {
    return host_map(map).value_at(host_map(map), index, *this);
  }
  return map_data(map).entries[index].value;
}

const ObjectType* Evaluation::object_type(const Value& record) const {
  const ObjectInfo* info = tables_ == nullptr ? nullptr : tables_->object(record.type_number());
  return info == nullptr ? nullptr : info->type;
}

Value Evaluation::field(const Value& record, uint32_t field) {
  const ObjectInfo* info = tables_ == nullptr ? nullptr : tables_->object(record.type_number());
  if (info == nullptr || field >= info->fields.size()) return Value::absent();
  const Field& row = info->type->fields[field];
  Value value = row.get(record.record(), row.argument, *this);
  const FieldInfo& declared = info->fields[field];
  if (declared.stamp != 0 && value.kind() >= Kind::list && value.kind() <= Kind::object) {
    ValueAccess::set_type(value, declared.stamp);
  }
  const bool fits = (declared.kinds & kind_bit(value.kind())) != 0 || value.is(Kind::null) ||
                    value.is(Kind::absent);
  return fits ? value : Value::malformed();
}

}  // namespace stet::cel
