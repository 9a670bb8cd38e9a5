// Printed forms of articles and problems, for tests.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/line_index.h"
#include "engine/formats/fields.h"
#include "engine/formats/reader.h"

namespace stet::formats::testing {

inline std::string visible(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\0')
      out += "\\0";
    else
      out += c;
  }
  return out;
}

/// How much of an article to print.
enum class Print { values, places };

class ArticlePrinter {
 public:
  ArticlePrinter(std::string_view input, Print print) : input_(input), print_(print) {}

  /// `{name: value, …}`: strings bare, malformed `!`, null `null`; unknown fields `+name: json`.
  /// With places, each value is followed by the bytes it was written with: `value‹source›`.
  std::string record(const RecordSchema& schema, const void* record) const {
    std::string out = "{";
    for (const FieldSchema& field : schema.fields) {
      if (presence_of(record, field) == Presence::absent) continue;
      if (out.size() > 1) out += ", ";
      out += std::string(field.name) + ": " + value(field, record);
    }
    for (const Extra& extra : as_record(record).extra) {
      if (out.size() > 1) out += ", ";
      out += "+" + std::string(extra.name) + ": " + visible(extra.json) + place(extra.place);
    }
    return out + "}";
  }

 private:
  std::string place(base::Span span) const {
    if (print_ == Print::values) return {};
    return "‹" + visible(base::slice(input_, span)) + "›";
  }
  std::string text(const Text& text) const {
    if (text.presence == Presence::null) return "null" + place(text.value.source);
    if (text.presence == Presence::malformed) return "!" + place(text.value.source);
    return visible(text.view()) + place(text.value.source);
  }
  std::string marked(Presence presence, std::string value, base::Span span) const {
    if (presence == Presence::null) value = "null";
    if (presence == Presence::malformed) value = "!";
    return value + place(span);
  }
  std::string value(const FieldSchema& field, const void* record) const {
    switch (field.kind) {
      case FieldKind::text: return text(member<Text>(record, field));
      case FieldKind::integer: {
        const Integer& integer = member<Integer>(record, field);
        return marked(integer.presence, std::to_string(integer.value), integer.place);
      }
      case FieldKind::boolean: {
        const Boolean& boolean = member<Boolean>(record, field);
        return marked(boolean.presence, boolean.value ? "true" : "false", boolean.place);
      }
      case FieldKind::time: {
        const Time& time = member<Time>(record, field);
        std::string value = std::string(time.written.text) + "=" + std::to_string(time.seconds);
        if (time.nanoseconds != 0) value += "." + std::to_string(time.nanoseconds);
        return marked(time.presence, value, time.written.source);
      }
      case FieldKind::record:
        return this->record(*field.record, &member<Record>(record, field)) +
               place(member<Record>(record, field).place);
      case FieldKind::text_list:
      case FieldKind::record_list: break;
    }
    const AnyList list = load_list(record, field);
    const bool texts = field.kind == FieldKind::text_list;
    std::string out = "[";
    for (uint32_t i = 0; i < list.size; ++i) {
      if (i > 0) out += ", ";
      const std::byte* item = list.data + i * (texts ? sizeof(Text) : field.record->size);
      out += texts ? text(*reinterpret_cast<const Text*>(item))
                   : this->record(*field.record, item) + place(as_record(item).place);
    }
    out += "]";
    if (list.presence == Presence::null) out = "null";
    if (list.presence == Presence::malformed) out += "!";
    return out + place(list.place);
  }

  std::string_view input_;
  Print print_;
};

inline std::string print(const Article& article, Print what = Print::values) {
  return ArticlePrinter(article.input, what).record(article_schema(), &article);
}

/// A line for each problem: "2:5 code: message (suggestion)", warnings marked.
inline std::string print(const base::Problems& problems, std::string_view input) {
  const base::LineIndex lines(input);
  std::string out;
  for (const base::Problem& problem : problems.all()) {
    const base::LineColumn at = lines.at(problem.span.begin);
    if (!out.empty()) out += "\n";
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
           std::string(problem.code) + ": " +
           (problem.severity == base::Severity::warning ? "warning: " : "") + problem.message;
    if (!problem.suggestion.empty()) out += " (" + problem.suggestion + ")";
  }
  return out;
}

/// An input with the padding that the reader wants, and what was read from it.
class Reading {
 public:
  explicit Reading(std::string_view input, Format format = Format::automatic,
                   std::span<const SectionHeading> sections = {})
      : padded_(std::string(input) + std::string(input_padding, '{')) {
    ReadOptions options;
    options.name = "test";
    options.format = format;
    options.sections = sections;
    article = reader_.read(std::string_view(padded_).substr(0, input.size()), options, problems);
    size_ = input.size();
  }

  std::string_view input() const { return std::string_view(padded_).substr(0, size_); }
  std::string printed(Print what = Print::values) const {
    std::string out = article == nullptr ? "" : print(*article, what);
    if (!problems.empty()) {
      if (!out.empty()) out += "\n";
      out += print(problems, input());
    }
    return out;
  }
  std::string written(int indent = 0) const {
    std::string out;
    if (article != nullptr) write_json(*article, out, indent);
    return out;
  }

  const Article* article = nullptr;
  base::Problems problems;

 private:
  std::string padded_;
  size_t size_ = 0;
  Reader reader_;
};

}  // namespace stet::formats::testing
