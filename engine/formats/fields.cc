// Type-erased access to the records, and every message about a field's value.
// Tested through both readers in tests/formats/.
#include "engine/formats/fields.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>

#include "engine/base/number.h"
#include "engine/base/utf8.h"
#include "engine/formats/date_time.h"
#include "engine/formats/mapped_slice.h"

namespace stet::formats {

// Fresh elements are zeroed memory and grow by memcpy: both must be right for every record.
static_assert(std::is_trivially_copyable_v<Source> && std::is_trivially_copyable_v<Block> &&
              std::is_trivially_copyable_v<Text> && std::is_trivially_copyable_v<Waiver>);
static_assert(static_cast<int>(Presence::absent) == 0 &&
              static_cast<int>(base::Mapping::verbatim) == 0);
static_assert(sizeof(AnyList) == sizeof(List<Text>) && sizeof(AnyList) == sizeof(List<Source>));

AnyList load_list(const void* record, const FieldSchema& field) {
  AnyList list;
  std::memcpy(&list, static_cast<const std::byte*>(record) + field.offset, sizeof list);
  return list;
}

void store_list(void* record, const FieldSchema& field, const AnyList& list) {
  std::memcpy(static_cast<std::byte*>(record) + field.offset, &list, sizeof list);
}

void Growing::reserve(uint32_t count, base::Arena& arena) {
  capacity_ = count;
  const size_t bytes = size_t{capacity_} * element_size_;
  auto* grown = static_cast<std::byte*>(arena.allocate(bytes, alignof(std::max_align_t)));
  if (size_ > 0) std::memcpy(grown, data_, size_t{size_} * element_size_);
  data_ = grown;
}

void* Growing::add(base::Arena& arena) {
  if (size_ == capacity_) reserve(std::max(8u, capacity_ * 2), arena);
  std::byte* element = data_ + size_t{size_++} * element_size_;
  std::memset(element, 0, element_size_);
  return element;
}

void set_all(void* record, const RecordSchema& schema, Presence presence, base::Span place) {
  as_record(record).place = place;
  for (const FieldSchema& field : schema.fields) set_presence(record, field, presence, place);
}

void set_presence(void* record, const FieldSchema& field, Presence presence, base::Span place) {
  switch (field.kind) {
    case FieldKind::text: {
      Text& text = member<Text>(record, field);
      text = Text();
      text.value.source = place;
      text.presence = presence;
      return;
    }
    case FieldKind::integer: member<Integer>(record, field) = {0, place, presence}; return;
    case FieldKind::boolean: member<Boolean>(record, field) = {false, place, presence}; return;
    case FieldKind::time: {
      Time& time = member<Time>(record, field);
      time = Time();
      time.written.source = place;
      time.presence = presence;
      return;
    }
    case FieldKind::text_list:
    case FieldKind::record_list: {
      AnyList list = load_list(record, field);  // what could be read stays readable
      list.place = place;
      list.presence = presence;
      store_list(record, field, list);
      return;
    }
    case FieldKind::record:
      set_all(&member<Record>(record, field), *field.record, presence, place);
      return;
  }
}

Presence presence_of(const void* record, const FieldSchema& field) {
  switch (field.kind) {
    case FieldKind::text: return member<Text>(record, field).presence;
    case FieldKind::integer: return member<Integer>(record, field).presence;
    case FieldKind::boolean: return member<Boolean>(record, field).presence;
    case FieldKind::time: return member<Time>(record, field).presence;
    case FieldKind::text_list:
    case FieldKind::record_list: return load_list(record, field).presence;
    case FieldKind::record: break;
  }
  const Record& embedded = member<Record>(record, field);
  for (const FieldSchema& inner : field.record->fields) {
    if (presence_of(&embedded, inner) != Presence::absent) return Presence::present;
  }
  const bool written = !embedded.place.empty() || !embedded.extra.empty();
  return written ? Presence::present : Presence::absent;
}

bool set_time(Time& time) {
  const std::optional<Instant> instant = parse_date_time(time.written.text);
  time.presence = instant ? Presence::present : Presence::malformed;
  if (!instant) return false;
  time.seconds = instant->seconds;
  time.nanoseconds = instant->nanoseconds;
  return true;
}

void finish_record(const RecordSchema& schema, void* record) {
  if (!schema.splits_text) return;
  auto& block = *static_cast<Block*>(record);
  if (block.kind.presence != Presence::absent) return;
  block.kind.presence = Presence::present;
  block.kind.value.text = "paragraph";
  block.kind.value.source = block.place;
  block.kind.value.mapping = base::Mapping::segments;  // none: all of it maps to the whole block
}

bool add_paragraphs(const FieldSchema& field, const base::MappedText& text, std::string_view input,
                    base::Arena& arena, Growing& items) {
  const FieldSchema& bare = field.record->fields[static_cast<size_t>(field.record->bare_field)];
  MappedSlicer slicer(text, input, arena);
  uint32_t at = 0;
  for (base::Span part; next_paragraph(text.text, at, part);) {
    if (items.size() >= field.limit) return false;
    void* record = items.add(arena);
    Text& out = member<Text>(record, bare);
    out.value = slicer.slice(part);
    out.presence = Presence::present;
    as_record(record).place = out.value.source;
    finish_record(*field.record, record);
  }
  return true;
}

std::optional<int64_t> parse_whole(std::string_view number) {
  if (const auto value = base::parse_int(number)) return value;
  if (number.find_first_of(".eE") == std::string_view::npos) return {};
  const std::optional<double> value = base::parse_double(number);
  constexpr double exact = 9007199254740992.0;  // 2^53
  if (!value || *value > exact || *value < -exact) return {};
  const auto whole = static_cast<int64_t>(*value);
  if (static_cast<double>(whole) != *value) return {};
  return whole;
}

std::string_view expected_value(const FieldSchema& field) {
  switch (field.kind) {
    case FieldKind::text: return "a string";
    case FieldKind::integer: return "a whole number";
    case FieldKind::boolean: return "true or false";
    case FieldKind::time: return "a date or time in a string";
    case FieldKind::text_list: return "a list of strings";
    case FieldKind::record: return "an object";
    case FieldKind::record_list:
      if (field.record->splits_text) return "a text or a list of blocks";
      return field.record->bare_field >= 0 ? "a list of objects or strings" : "a list of objects";
  }
  return "a value";
}

std::string_view expected_item(const FieldSchema& field) {
  if (field.kind == FieldKind::text_list) return "a string";
  return field.record->bare_field >= 0 ? "an object or a string" : "an object";
}

std::string quoted(std::string_view text) {
  constexpr size_t most = 40;
  std::string out = "'";
  for (size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, static_cast<uint32_t>(i));
    if (i + point.size > most) {
      out += "…";
      break;
    }
    if (point.value >= 0x20 && point.value != 0x7F) base::append_utf8(out, point.value);
    i += point.size;
  }
  return out + "'";
}

void Findings::add(base::Severity severity, std::string_view code, base::Span place,
                   std::string message, std::string suggestion) {
  problems_.add(
      {severity, code, std::string(file_), place, std::move(message), std::move(suggestion)});
}

void Findings::wrong_type(base::Span place, std::string_view expected, std::string_view found,
                          std::string suggestion) {
  add(base::Severity::error, "wrong-type", place,
      "expected " + std::string(expected) + ", found " + std::string(found), std::move(suggestion));
}

void Findings::wrong_time(base::Span place, std::string_view found) {
  add(base::Severity::error, "wrong-time", place,
      "expected a date such as 2024-05-31 or a time such as 2024-05-31T09:30:00Z, found " +
          quoted(found));
}

void Findings::not_whole(base::Span place, std::string_view found) {
  add(base::Severity::error, "not-whole", place,
      found.find_first_of(".eE") == std::string_view::npos
          ? "expected a number of at most 18 digits, found " + quoted(found)
          : "expected a whole number, found " + quoted(found));
}

void Findings::duplicate_key(base::Span place, std::string_view key) {
  add(base::Severity::error, "duplicate-key", place,
      "expected each key once, found " + quoted(key) + " again");
}

void Findings::duplicate_source(base::Span place, std::string_view id) {
  add(base::Severity::error, "duplicate-footnote", place,
      "expected each footnote once, found " + quoted(id) + " again");
}

void Findings::too_many(base::Span place, uint32_t limit, std::string_view what) {
  add(base::Severity::error, "too-many", place,
      "expected at most " + std::to_string(limit) + " items in '" + std::string(what) +
          "', found more");
}

void Findings::too_deep(base::Span place, uint32_t limit) {
  add(base::Severity::error, "too-deep", place,
      "expected at most " + std::to_string(limit) + " levels of nesting, found more");
}

void Findings::too_large(uint64_t bytes, uint64_t limit) {
  add(base::Severity::error, "too-large", {},
      "expected at most " + std::to_string(limit) + " bytes, found " + std::to_string(bytes));
}

void Findings::invalid_utf8(uint32_t at) {
  add(base::Severity::error, "invalid-utf8", {at, at + 1},
      "expected UTF-8 text, found a byte that is not part of it");
}

void Findings::empty() {
  add(base::Severity::error, "empty", {}, "expected an article, found an empty text");
}

void Findings::unknown_field(base::Span place, std::string_view name, std::string_view nearest) {
  add(base::Severity::warning, "unknown-field", place,
      "expected a field that is known, found " + quoted(name),
      "did you mean '" + std::string(nearest) + "'?");
}

void Findings::syntax(base::Span place, std::string_view expected, std::string_view found) {
  add(base::Severity::error, "json-syntax", place,
      "expected " + std::string(expected) + ", found " + std::string(found));
}

}  // namespace stet::formats
