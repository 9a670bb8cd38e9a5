// The article in canonical JSON: fields in the order of their tables, then unknown fields in the
// order they came in. Malformed fields are written as they were, so reading again tells the same.
// Tested in tests/formats/write_json_test.cc by reading back.
#include "engine/base/json_writer.h"
#include "engine/formats/fields.h"
#include "engine/formats/reader.h"

namespace stet::formats {
namespace {

/// JSON text without the space between its tokens.
std::string without_space(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\' && i + 1 < json.size()) {
      out += c;
      out += json[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string || (c != ' ' && c != '\n' && c != '\t' && c != '\r')) out += c;
  }
  return out;
}

class ArticleWriter {
 public:
  ArticleWriter(std::string& out, int indent) : json_(out, indent) {}

  void record(const RecordSchema& schema, const void* record) {
    json_.begin_object();
    for (const FieldSchema& field : schema.fields) {
      const Presence presence = presence_of(record, field);
      if (presence == Presence::absent || presence == Presence::malformed) continue;
      if (is_malformed_record(record, field)) continue;
      json_.any_key(field.name);
      if (presence == Presence::null) {
        json_.null();
      } else {
        value(field, record);
      }
    }
    for (const Extra& extra : as_record(record).extra) {
      json_.any_key(extra.name);
      json_.raw(without_space(extra.json));
    }
    json_.end_object();
  }

 private:
  /// An embedded record of the wrong type: its raw value stands among the extras of its owner.
  static bool is_malformed_record(const void* owner, const FieldSchema& field) {
    if (field.kind != FieldKind::record) return false;
    for (const Extra& extra : as_record(owner).extra) {
      if (extra.name == field.name) return true;
    }
    return false;
  }

  void value(const FieldSchema& field, const void* record) {
    switch (field.kind) {
      case FieldKind::text: json_.string(member<Text>(record, field).view()); return;
      case FieldKind::integer: json_.integer(member<Integer>(record, field).value); return;
      case FieldKind::boolean: json_.boolean(member<Boolean>(record, field).value); return;
      case FieldKind::time: json_.string(member<Time>(record, field).written.text); return;
      case FieldKind::record: this->record(*field.record, &member<Record>(record, field)); return;
      case FieldKind::text_list:
      case FieldKind::record_list: list(field, record); return;
    }
  }

  void list(const FieldSchema& field, const void* record) {
    const AnyList list = load_list(record, field);
    const bool texts = field.kind == FieldKind::text_list;
    const size_t step = texts ? sizeof(Text) : field.record->size;
    json_.begin_array();
    for (size_t i = 0; i < list.size; ++i) {
      const std::byte* item = list.data + i * step;
      if (texts) {
        json_.string(reinterpret_cast<const Text*>(item)->view());
      } else {
        this->record(*field.record, item);
      }
    }
    json_.end_array();
  }

  base::JsonWriter json_;
};

}  // namespace

void write_json(const Article& article, std::string& out, int indent) {
  ArticleWriter(out, indent).record(article_schema(), &article);
}

}  // namespace stet::formats
