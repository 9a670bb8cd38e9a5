// The twin of read_json.cc over a tree instead of tokens: the same tables, checks and messages.
// Tested in tests/formats/read_markdown_test.cc.
#include "engine/formats/front_matter.h"

#include <string>

#include "engine/formats/reader.h"

namespace stet::formats {
namespace {

using base::Span;

class FrontMatter {
 public:
  FrontMatter(std::string_view input, UnknownNames& names, base::Arena& arena, Findings& findings)
      : input_(input), names_(names), arena_(arena), findings_(findings) {}

  bool read_record(const RecordSchema& schema, void* record, const YamlNode& node);

 private:
  /// One mapping being read.
  struct Scope {
    const RecordSchema& schema;
    void* record;
    const YamlNode& node;
    Growing extra{sizeof(Extra)};
  };

  bool read_member(Scope& scope, const YamlMember& member);
  bool read_value(Scope& scope, const FieldSchema& field, const YamlNode& node);
  bool read_unknown(Scope& scope, const YamlMember& member);
  bool read_again(Scope& scope, const FieldSchema& field, const YamlMember& member);
  void read_text(Scope& scope, const FieldSchema& field, const YamlNode& node);
  void read_integer(Scope& scope, const FieldSchema& field, const YamlNode& node);
  bool read_text_list(Scope& scope, const FieldSchema& field, const YamlNode& node);
  bool read_record_list(Scope& scope, const FieldSchema& field, const YamlNode& node);
  bool read_item(const FieldSchema& field, Growing& items, const YamlNode& node, bool& all_good);
  void read_bare(const FieldSchema& field, Growing& items, const YamlNode& node);
  bool too_many(const FieldSchema& field, const YamlNode& node);
  void wrong_type(const YamlNode& node, std::string_view expected);
  void keep_malformed(Scope& scope, const FieldSchema& field, const YamlNode& node);
  void add_extra(Scope& scope, std::string_view name, const YamlNode& node);

  std::string_view input_;
  UnknownNames& names_;
  base::Arena& arena_;
  Findings& findings_;
};

void FrontMatter::add_extra(Scope& scope, std::string_view name, const YamlNode& node) {
  std::string json;
  append_yaml_as_json(node, json);
  auto* extra = static_cast<Extra*>(scope.extra.add(arena_));
  extra->name = name;
  extra->json = arena_.copy_text(json);
  extra->place = node.place;
}

void FrontMatter::keep_malformed(Scope& scope, const FieldSchema& field, const YamlNode& node) {
  set_presence(scope.record, field, Presence::malformed, node.place);
  add_extra(scope, field.name, node);
}

void FrontMatter::wrong_type(const YamlNode& node, std::string_view expected) {
  const bool wants_text = expected.find("string") != std::string_view::npos;
  std::string suggestion;
  if (wants_text && node.kind == YamlKind::scalar && node.plain && node.value.text.size() < 40) {
    suggestion = "write it in quotes: \"" + std::string(node.value.text) + "\"";
  }
  findings_.wrong_type(node.place, expected, yaml_type_name(node.type), std::move(suggestion));
}

bool FrontMatter::too_many(const FieldSchema& field, const YamlNode& node) {
  findings_.too_many({node.place.begin, node.place.begin + 1}, field.limit, field.name);
  return false;
}

bool FrontMatter::read_record(const RecordSchema& schema, void* record, const YamlNode& node) {
  Scope scope{schema, record, node};
  for (const YamlMember& member : node.members()) {
    if (!read_member(scope, member)) return false;
  }
  Record& base = as_record(record);
  base.place = node.place;
  if (scope.extra.size() > 0) {
    base.extra.data = reinterpret_cast<const Extra*>(scope.extra.data());
    base.extra.size = scope.extra.size();
    base.extra.place = node.place;
    base.extra.presence = Presence::present;
  }
  finish_record(schema, record);
  return true;
}

bool FrontMatter::read_member(Scope& scope, const YamlMember& member) {
  const FieldSchema* field = find_field(scope.schema, member.key.text);
  if (field == nullptr) return read_unknown(scope, member);
  return member.duplicate ? read_again(scope, *field, member)
                          : read_value(scope, *field, member.value);
}

bool FrontMatter::read_unknown(Scope& scope, const YamlMember& member) {
  const std::string_view near = names_.nearest(scope.schema, member.key.text);
  if (!near.empty()) findings_.unknown_field(member.key_place, member.key.text, near);
  if (scope.extra.size() >= Limits::unknown_fields) {
    findings_.too_many(member.key_place, Limits::unknown_fields, "unknown fields");
    return false;
  }
  add_extra(scope, member.key.text, member.value);
  return true;
}

/// As in JSON: a field that stands twice is malformed, and both values stay. The key was told.
bool FrontMatter::read_again(Scope& scope, const FieldSchema& field, const YamlMember& member) {
  bool kept = false;
  for (uint32_t i = 0; i < scope.extra.size(); ++i) {
    kept |= reinterpret_cast<const Extra*>(scope.extra.data())[i].name == field.name;
  }
  if (const YamlNode* first = kept ? nullptr : scope.node.find(field.name)) {
    add_extra(scope, field.name, *first);
  }
  if (scope.extra.size() >= Limits::unknown_fields) {
    findings_.too_many(member.key_place, Limits::unknown_fields, "repeated fields");
    return false;
  }
  keep_malformed(scope, field, member.value);
  return true;
}

bool FrontMatter::read_value(Scope& scope, const FieldSchema& field, const YamlNode& node) {
  if (node.type == YamlType::null) {
    set_presence(scope.record, field, Presence::null, node.place);
    return true;
  }
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::time: read_text(scope, field, node); return true;
    case FieldKind::integer: read_integer(scope, field, node); return true;
    case FieldKind::text_list: return read_text_list(scope, field, node);
    case FieldKind::record_list: return read_record_list(scope, field, node);
    case FieldKind::boolean:
      if (const auto value = yaml_boolean(node)) {
        member<Boolean>(scope.record, field) = {*value, node.place, Presence::present};
        return true;
      }
      break;
    case FieldKind::record:
      if (node.kind == YamlKind::mapping) {
        return read_record(*field.record, &member<Record>(scope.record, field), node);
      }
      break;
  }
  wrong_type(node, expected_value(field));
  keep_malformed(scope, field, node);
  return true;
}

void FrontMatter::read_text(Scope& scope, const FieldSchema& field, const YamlNode& node) {
  if (node.type != YamlType::string) {
    wrong_type(node, expected_value(field));
    keep_malformed(scope, field, node);
    return;
  }
  if (field.kind == FieldKind::text) {
    Text& text = member<Text>(scope.record, field);
    text.value = node.value;
    text.presence = Presence::present;
    return;
  }
  Time& time = member<Time>(scope.record, field);
  time.written = node.value;
  if (set_time(time)) return;
  findings_.wrong_time(node.place, node.value.text);
  keep_malformed(scope, field, node);
}

void FrontMatter::read_integer(Scope& scope, const FieldSchema& field, const YamlNode& node) {
  if (node.type != YamlType::integer && node.type != YamlType::number) {
    wrong_type(node, expected_value(field));
    keep_malformed(scope, field, node);
    return;
  }
  auto value = yaml_integer(node);
  if (!value) value = parse_whole(node.value.text);
  if (value) {
    member<Integer>(scope.record, field) = {*value, node.place, Presence::present};
  } else {
    findings_.not_whole(node.place, node.value.text);
    keep_malformed(scope, field, node);
  }
}

bool FrontMatter::read_text_list(Scope& scope, const FieldSchema& field, const YamlNode& node) {
  const bool single = node.kind == YamlKind::scalar;
  if (node.kind == YamlKind::mapping || (single && node.type != YamlType::string)) {
    wrong_type(node, expected_value(field));
    keep_malformed(scope, field, node);
    return true;
  }
  if (node.items().size() > field.limit) return too_many(field, node);
  Growing items(sizeof(Text));
  bool all_good = true;
  const std::span<const YamlNode> nodes = single ? std::span(&node, 1) : node.items();
  for (const YamlNode& item : nodes) {
    auto* text = static_cast<Text*>(items.add(arena_));
    text->value = item.value;
    text->presence = item.type == YamlType::string ? Presence::present : Presence::malformed;
    if (item.type == YamlType::string) continue;
    text->value = {};
    text->value.source = item.place;
    wrong_type(item, expected_item(field));
    all_good = false;
  }
  store_list(scope.record, field, {items.data(), items.size(), node.place, Presence::present});
  if (!all_good) keep_malformed(scope, field, node);
  return true;
}

bool FrontMatter::read_record_list(Scope& scope, const FieldSchema& field, const YamlNode& node) {
  Growing items(field.record->size);
  bool all_good = true;
  const bool bare = node.type == YamlType::string && field.record->bare_field >= 0;
  if (bare && field.record->splits_text) {
    if (!add_paragraphs(field, node.value, input_, arena_, items)) return too_many(field, node);
  } else if (bare || node.kind == YamlKind::mapping) {
    if (!read_item(field, items, node, all_good)) return false;
  } else if (node.kind == YamlKind::sequence) {
    if (node.items().size() > field.limit) return too_many(field, node);
    for (const YamlNode& item : node.items()) {
      if (!read_item(field, items, item, all_good)) return false;
    }
  } else {
    wrong_type(node, expected_value(field));
    keep_malformed(scope, field, node);
    return true;
  }
  store_list(scope.record, field, {items.data(), items.size(), node.place, Presence::present});
  if (!all_good) keep_malformed(scope, field, node);
  return true;
}

bool FrontMatter::read_item(const FieldSchema& field, Growing& items, const YamlNode& node,
                            bool& all_good) {
  if (node.kind == YamlKind::mapping) return read_record(*field.record, items.add(arena_), node);
  if (node.type == YamlType::string && field.record->bare_field >= 0) {
    read_bare(field, items, node);
    return true;
  }
  wrong_type(node, expected_item(field));
  set_all(items.add(arena_), *field.record, Presence::malformed, node.place);
  all_good = false;
  return true;
}

void FrontMatter::read_bare(const FieldSchema& field, Growing& items, const YamlNode& node) {
  void* record = items.add(arena_);
  const FieldSchema& bare = field.record->fields[static_cast<size_t>(field.record->bare_field)];
  as_record(record).place = node.place;
  Text& text = member<Text>(record, bare);
  text.value = node.value;
  text.presence = Presence::present;
  finish_record(*field.record, record);
}

}  // namespace

bool bind_front_matter(const YamlNode& root, std::string_view input, UnknownNames& names,
                       base::Arena& arena, Article& article, Findings& findings) {
  return FrontMatter(input, names, arena, findings).read_record(article_schema(), &article, root);
}

}  // namespace stet::formats
