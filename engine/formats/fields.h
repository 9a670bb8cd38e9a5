// Writing into the records of article.h through their tables. Both readers bind values with these,
// so JSON and front matter differ in syntax only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/arena.h"
#include "engine/base/problem.h"
#include "engine/formats/article_schema.h"

namespace stet::formats {

/// The member that `field` describes. T must be the type that its kind stands for.
template <typename T>
T& member(void* record, const FieldSchema& field) {
  return *reinterpret_cast<T*>(static_cast<std::byte*>(record) + field.offset);
}
template <typename T>
const T& member(const void* record, const FieldSchema& field) {
  return *reinterpret_cast<const T*>(static_cast<const std::byte*>(record) + field.offset);
}

/// The base of a record whose type only its schema knows.
inline Record& as_record(void* record) { return *static_cast<Record*>(record); }
inline const Record& as_record(const void* record) { return *static_cast<const Record*>(record); }

/// A List whose element type only the schema knows.
struct AnyList {
  const std::byte* data = nullptr;
  uint32_t size = 0;
  base::Span place;
  Presence presence = Presence::absent;
};
AnyList load_list(const void* record, const FieldSchema& field);
void store_list(void* record, const FieldSchema& field, const AnyList& list);

/// Elements of one record type, or of Text, one after the other; doubles its memory in the arena.
class Growing {
 public:
  explicit Growing(uint32_t element_size) : element_size_(element_size) {}
  /// Room for `count` elements in all, not fewer than there are.
  void reserve(uint32_t count, base::Arena& arena);
  /// A new element, all of it absent.
  void* add(base::Arena& arena);
  const std::byte* data() const { return data_; }
  uint32_t size() const { return size_; }

 private:
  std::byte* data_ = nullptr;
  uint32_t size_ = 0, capacity_ = 0, element_size_;
};

/// Null or malformed, at `place`; of an embedded record: all of its fields.
void set_presence(void* record, const FieldSchema& field, Presence presence, base::Span place);
/// All fields of a record that could not be read.
void set_all(void* record, const RecordSchema& schema, Presence presence, base::Span place);
Presence presence_of(const void* record, const FieldSchema& field);

/// Parses what is written and fills seconds and nanoseconds; false leaves the field malformed.
bool set_time(Time& time);

/// What stands for itself when a story leaves it out: the kind of a block.
void finish_record(const RecordSchema& schema, void* record);

/// The text as blocks, parted at blank lines; false when these are more than the field may have.
bool add_paragraphs(const FieldSchema& field, const base::MappedText& text, std::string_view input,
                    base::Arena& arena, Growing& items);

/// "12", "12.0" and "1.2e1" are 12; nothing for 7.5 and for what a double does not hold exactly.
std::optional<int64_t> parse_whole(std::string_view number);

/// "a string", "a whole number", "a list of strings", … what a value of that field must be.
std::string_view expected_value(const FieldSchema& field);
std::string_view expected_item(const FieldSchema& field);

/// An article's problems, all of one file.
class Findings {
 public:
  Findings(std::string_view file, base::Problems& problems) : file_(file), problems_(problems) {}

  void wrong_type(base::Span place, std::string_view expected, std::string_view found,
                  std::string suggestion = {});
  void wrong_time(base::Span place, std::string_view found);
  void not_whole(base::Span place, std::string_view found);
  void duplicate_key(base::Span place, std::string_view key);
  void duplicate_source(base::Span place, std::string_view id);
  void too_many(base::Span place, uint32_t limit, std::string_view what);
  void too_deep(base::Span place, uint32_t limit);
  void too_large(uint64_t bytes, uint64_t limit);
  void invalid_utf8(uint32_t at);
  void empty();
  /// A warning when a name we know is near.
  void unknown_field(base::Span place, std::string_view name, std::string_view nearest);
  void syntax(base::Span place, std::string_view expected, std::string_view found);
  void add(base::Severity severity, std::string_view code, base::Span place, std::string message,
           std::string suggestion = {});

  base::Problems& problems() { return problems_; }

 private:
  std::string_view file_;
  base::Problems& problems_;
};

/// `text` in single quotes, cut after 40 bytes, control characters left out: for messages.
std::string quoted(std::string_view text);

}  // namespace stet::formats
