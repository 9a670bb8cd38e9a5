// What must hold for any bytes that a reader is given.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/formats/fields.h"
#include "engine/formats/reader.h"

namespace stet::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void check_text(const formats::Text& text, std::string_view input) {
  const base::MappedText& value = text.value;
  require(value.source.begin <= value.source.end && value.source.end <= input.size());
  if (!text.present()) return;
  const auto size = static_cast<uint32_t>(value.text.size());
  for (uint32_t at = 0; at < size; at += 1 + size / 16) {
    const base::Span place = base::to_source(value, input, {at, at + 1});
    require(place.begin <= place.end && place.end <= input.size());
    if (value.mapping != base::Mapping::verbatim) continue;
    require(input.substr(place.begin, 1) == value.text.substr(at, 1));
  }
}

/// Places lie in the input, for every field of every record.
inline void check_record(const formats::RecordSchema& schema, const void* record,
                         std::string_view input) {
  using formats::FieldKind;
  for (const formats::FieldSchema& field : schema.fields) {
    if (field.kind == FieldKind::text)
      check_text(formats::member<formats::Text>(record, field), input);
    if (field.kind == FieldKind::record) {
      check_record(*field.record, &formats::member<formats::Record>(record, field), input);
    }
    if (field.kind != FieldKind::text_list && field.kind != FieldKind::record_list) continue;
    const formats::AnyList list = formats::load_list(record, field);
    require(list.size <= field.limit);
    for (uint32_t i = 0; i < list.size; ++i) {
      if (field.kind == FieldKind::record_list) {
        check_record(*field.record, list.data + i * field.record->size, input);
      } else {
        check_text(reinterpret_cast<const formats::Text*>(list.data)[i], input);
      }
    }
  }
}

inline std::string read_and_write(std::string_view bytes, formats::Format format) {
  const std::string padded = std::string(bytes) + std::string(formats::input_padding, '"');
  const std::string_view input = std::string_view(padded).substr(0, bytes.size());
  formats::Reader reader;
  base::Problems problems;
  formats::ReadOptions options;
  options.format = format;
  const formats::Article* article = reader.read(input, options, problems);
  require(article != nullptr || problems.has_errors());
  for (const base::Problem& problem : problems.all()) {
    require(problem.span.begin <= problem.span.end && problem.span.end <= input.size());
  }
  if (article == nullptr) return {};
  check_record(formats::article_schema(), article, input);
  std::string written;
  formats::write_json(*article, written);
  return written;
}

/// Reads, checks, writes; what was written must read and write the same again.
inline void check_article(std::string_view bytes, formats::Format format) {
  const std::string written = read_and_write(bytes, format);
  if (written.empty() || written.size() > formats::Limits::bytes) return;
  require(read_and_write(written, formats::Format::json) == written);
}

}  // namespace stet::fuzz
