#include "engine/upkeep/story_spot.h"

#include <utility>

#include "engine/formats/fields.h"
#include "engine/upkeep/remedy.h"

namespace stet::upkeep {
namespace {

using formats::FieldKind;
using formats::FieldSchema;
using formats::RecordSchema;
using formats::Text;

bool contains(const base::Span& outer, const base::Span& inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end && !outer.empty();
}

/// In the narrowest text around it: what kind a paragraph is has the place of the paragraph.
bool locate_text(Spot& spot, base::Span place) {
  for (const FieldSchema& field : spot.schema->fields) {
    if (field.kind != FieldKind::text) continue;
    const Text& text = formats::member<Text>(spot.record, field);
    if (!text.present() || !contains(text.value.source, place)) continue;
    const bool wider =
        spot.text != nullptr && text.value.source.size() > spot.text->value.source.size();
    if (wider) continue;
    spot.field = field.name;
    spot.text = &text;
  }
  return spot.text != nullptr;
}

bool locate_record(const formats::Article& article, const FieldSchema& field, base::Span place,
                   Spot& spot) {
  const formats::AnyList list = formats::load_list(&article, field);
  for (uint32_t i = 0; i < list.size; ++i) {
    const void* record = list.data + size_t{i} * field.record->size;
    Spot inside;
    inside.record = record;
    inside.schema = field.record;
    const bool here = contains(formats::as_record(record).place, place);
    if (!here && !locate_text(inside, place)) continue;
    spot = inside;
    spot.text = nullptr;
    spot.list = &field;
    spot.index = i;
    return true;
  }
  return false;
}

bool locate_item(const formats::Article& article, const FieldSchema& field, base::Span place,
                 Spot& spot) {
  const auto& list = formats::member<formats::List<Text>>(&article, field);
  for (uint32_t i = 0; i < list.size; ++i) {
    if (!contains(list[i].value.source, place)) continue;
    spot.list = &field;
    spot.index = i;
    spot.text = &list[i];
    return true;
  }
  return false;
}

}  // namespace

Spot locate(const formats::Article& article, base::Span place) {
  const RecordSchema& schema = formats::article_schema();
  Spot spot;
  spot.record = &article;
  spot.schema = &schema;
  for (const FieldSchema& field : schema.fields) {
    if (field.kind == FieldKind::record_list && locate_record(article, field, place, spot)) break;
    if (field.kind == FieldKind::text_list && locate_item(article, field, place, spot)) return spot;
  }
  locate_text(spot, place);
  return spot;
}

std::string name_of(const Spot& spot) {
  static constexpr std::pair<std::string_view, std::string_view> nouns[] = {
      {"sources", "source"},     {"claims", "claim"},          {"affected", "party"},
      {"mentions", "entity"},    {"articleBody", "paragraph"}, {"author", "author"},
      {"takeaways", "takeaway"}, {"follows", "earlier story"}, {"waivers", "waiver"}};
  std::string noun(spot.list->name);
  for (const auto& [list, word] : nouns) {
    if (list == spot.list->name) noun = word;
  }
  if (spot.text != nullptr && spot.schema == &formats::article_schema()) {
    return noun + " " + shortened(spot.text->view());
  }
  for (const std::string_view key : {"text", "publisher", "name", "id", "rule"}) {
    const FieldSchema* field = formats::find_field(*spot.schema, key);
    if (field == nullptr || field->kind != FieldKind::text) continue;
    const Text& text = formats::member<Text>(spot.record, *field);
    if (text.present() && !text.view().empty()) return noun + " " + shortened(text.view());
  }
  return noun + " " + std::to_string(spot.index + 1);
}

}  // namespace stet::upkeep
