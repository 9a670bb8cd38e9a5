#include "engine/gate/article_types.h"

#include <cstddef>
#include <cstring>
#include <type_traits>

#include "engine/formats/fields.h"

namespace stet::gate {

namespace {

using cel::Evaluation;
using cel::Value;
using formats::FieldKind;
using formats::Presence;

template <typename T>
const T& field_at(const void* self, uint32_t offset) {
  return *reinterpret_cast<const T*>(static_cast<const std::byte*>(self) + offset);
}

/// The value of a field that is not simply present.
Value without_value(Presence presence) {
  switch (presence) {
    case Presence::null: return Value::null();
    case Presence::malformed: return Value::malformed();
    default: return Value::absent();
  }
}

Value get_text(const void* self, uint32_t offset, Evaluation&) {
  return text_value(field_at<formats::Text>(self, offset));
}

Value get_integer(const void* self, uint32_t offset, Evaluation&) {
  const auto& field = field_at<formats::Integer>(self, offset);
  return field.present() ? Value::integer(field.value) : without_value(field.presence);
}

Value get_boolean(const void* self, uint32_t offset, Evaluation&) {
  const auto& field = field_at<formats::Boolean>(self, offset);
  return field.present() ? Value::boolean(field.value) : without_value(field.presence);
}

Value get_time(const void* self, uint32_t offset, Evaluation&) {
  const auto& field = field_at<formats::Time>(self, offset);
  if (!field.present()) return without_value(field.presence);
  return Value::timestamp(field.seconds, static_cast<uint32_t>(field.nanoseconds));
}

/// A list that is not there is empty: rules count what a story lists.
template <typename Make>
Value list_value(uint32_t size, Presence presence, Make make) {
  if (presence == Presence::null || presence == Presence::malformed) return without_value(presence);
  return size == 0 ? Value::list(std::span<const Value>()) : make();
}

Value get_texts(const void* self, uint32_t offset, Evaluation&) {
  const auto& field = field_at<formats::List<formats::Text>>(self, offset);
  for (const formats::Text& text : field) {
    if (!text.present()) return Value::malformed();
  }
  return list_value(field.size, field.presence, [&] {
    return Value::strings(&field.data->value.text, field.size, sizeof(formats::Text));
  });
}

Value get_records(const void* self, uint32_t offset, Evaluation&) {
  // All lists have one layout, whatever their elements are.
  formats::AnyList list;
  static_assert(sizeof list == sizeof(formats::List<formats::Claim>));
  std::memcpy(&list, static_cast<const std::byte*>(self) + offset, sizeof list);
  return list_value(list.size, list.presence, [&] { return Value::objects(list.data, list.size); });
}

/// An embedded record is always there; its fields say whether they are.
Value get_record(const void* self, uint32_t offset, Evaluation&) {
  return Value::object(static_cast<const std::byte*>(self) + offset);
}

// Where present values stand, for whoever wants no more than to read them: in the first bytes of
// the field, as the language wants them.
template <typename T>
constexpr cel::Stored stored(cel::Stored::As as, size_t presence) {
  static_assert(std::is_standard_layout_v<T>);
  return {as, static_cast<uint8_t>(Presence::present), static_cast<uint16_t>(presence)};
}
static_assert(offsetof(formats::Text, value) == 0 && offsetof(base::MappedText, text) == 0);
static_assert(offsetof(formats::Integer, value) == 0 && offsetof(formats::Boolean, value) == 0);
static_assert(offsetof(formats::AnyList, size) == offsetof(cel::StoredArray, size));
constexpr cel::Stored stored_text =
    stored<formats::Text>(cel::Stored::As::text, offsetof(formats::Text, presence));
constexpr cel::Stored stored_integer =
    stored<formats::Integer>(cel::Stored::As::integer, offsetof(formats::Integer, presence));
constexpr cel::Stored stored_boolean =
    stored<formats::Boolean>(cel::Stored::As::boolean, offsetof(formats::Boolean, presence));
constexpr cel::Stored stored_records =
    stored<formats::AnyList>(cel::Stored::As::records, offsetof(formats::AnyList, presence));

struct KindRow {
  FieldKind kind;
  std::string_view type;  ///< empty: made from the record's name
  Value (*get)(const void*, uint32_t, Evaluation&);
  cel::Stored stored;
};

constexpr KindRow kinds[] = {
    {FieldKind::text, "string", get_text, stored_text},
    {FieldKind::integer, "int", get_integer, stored_integer},
    {FieldKind::boolean, "bool", get_boolean, stored_boolean},
    {FieldKind::time, "timestamp", get_time, {}},
    {FieldKind::text_list, "list(string)", get_texts, {}},
    {FieldKind::record, "", get_record, {}},
    {FieldKind::record_list, "", get_records, stored_records},
};

const KindRow& row_of(FieldKind kind) {
  for (const KindRow& row : kinds) {
    if (row.kind == kind) return row;
  }
  return kinds[0];
}

}  // namespace

Value text_value(const formats::Text& text) {
  return text.present() ? Value::string(text.view()) : without_value(text.presence);
}

const RecordType& add_article_types(const formats::RecordSchema& schema,
                                    std::deque<RecordType>& types) {
  for (const RecordType& type : types) {
    if (type.schema == &schema) return type;
  }
  RecordType& made = types.emplace_back();
  made.schema = &schema;
  made.list_text = "list(" + std::string(schema.name) + ")";
  for (const formats::FieldSchema& field : schema.fields) {
    const KindRow& row = row_of(field.kind);
    std::string_view type = row.type;
    if (field.record != nullptr) {
      const RecordType& record = add_article_types(*field.record, types);
      type = field.kind == FieldKind::record ? record.schema->name
                                             : std::string_view(record.list_text);
    }
    made.fields.push_back(
        {field.name, type, field.doc, row.get, field.offset, field.limit, row.stored});
  }
  made.type = {schema.name, schema.doc, made.fields, schema.size};
  return made;
}

}  // namespace stet::gate
