#include "engine/assist/shapes.h"

#include <deque>
#include <map>
#include <vector>

#include "engine/formats/article_schema.h"

namespace stet::assist {
namespace {

using formats::FieldKind;
using formats::FieldSchema;
using formats::RecordSchema;
using methodology::Form;
using methodology::Key;
using methodology::Node;
using methodology::ObjectKeys;
using methodology::Shape;

/// The tables of articles as those of rules files are. Made once; nothing in them moves.
class ArticleTables {
 public:
  ArticleTables() : root_(record(formats::article_schema())) {}
  const Shape& root() const { return root_; }

 private:
  const Shape& record(const RecordSchema& schema) {
    const auto [found, added] = records_.emplace(&schema, nullptr);
    if (!added) return *found->second;
    Shape& made = shapes_.emplace_back();
    found->second = &made;
    made.types = methodology::object_node;
    std::vector<Key>& keys = keys_.emplace_back();
    for (const FieldSchema& field : schema.fields) {
      keys.emplace_back(field.name, of(field), false, field.doc.data());
    }
    made.object = &objects_.emplace_back(ObjectKeys{.name = schema.name, .keys = keys});
    return made;
  }

  const Shape& of(const FieldSchema& field) {
    if (field.kind == FieldKind::record) return record(*field.record);
    Shape made;
    switch (field.kind) {
      case FieldKind::integer: made.types = methodology::integer_node; break;
      case FieldKind::boolean: made.types = methodology::boolean_node; break;
      case FieldKind::text_list:
        made.types = methodology::list_node;
        made.items = &text_;
        break;
      case FieldKind::record_list:
        made.types = methodology::list_node;
        made.items = &record(*field.record);
        break;
      default: made.types = methodology::string_node;
    }
    return shapes_.emplace_back(made);
  }

  const Shape text_{.types = methodology::string_node};
  std::map<const RecordSchema*, const Shape*> records_;
  std::deque<Shape> shapes_;
  std::deque<std::vector<Key>> keys_;
  std::deque<ObjectKeys> objects_;
  const Shape& root_;
};

// The keys of files of cases, with what docs/maintaining.md says of them; what is wrong in such a
// file is told by upkeep::read_cases.
constexpr Shape text{.types = methodology::string_node};
constexpr Shape word{.types = methodology::string_node, .form = Form::word};
constexpr Shape words{.types = methodology::list_node, .items = &word};
constexpr Shape whole{.types = methodology::integer_node};
constexpr Shape number{.types = methodology::integer_node | methodology::number_node};
constexpr Shape story{.types = methodology::object_node | methodology::string_node};
constexpr ObjectKeys hits{"hits", {}, &whole, Form::word};
constexpr Shape hits_shape{.types = methodology::object_node, .object = &hits};
constexpr Key expect_keys[] = {
    {"decision", word, false, "the decision of the verdict"},
    {"fires", words, false, "the rules that fire, all of them"},
    {"unknown", words, false, "the rules that cannot be evaluated"},
    {"sources", whole, false, "the number of independent sources"},
    {"badge", word, false, "the text of the badge"},
    {"sentimentLabel", word, false, "the label of the sentiment"},
    {"sentiment", number, false, "its value, -1 to 1"},
    {"impact", number, false, "the impact, 1 to 10"},
    {"confidence", number, false, "the confidence, 0 to 1"},
    {"hits", hits_shape, false, "phrase lists with the number of their hits"},
};
constexpr ObjectKeys expect{"expect", expect_keys};
constexpr Shape expect_shape{.types = methodology::object_node, .object = &expect};
constexpr Key case_keys[] = {
    {"name", text, false, "what the case shows"},
    {"story", story, false, "a change to the methodology's example article"},
    {"file", text, false, "a story instead, relative to this file"},
    {"now", text, false, "the time of the check"},
    {"expect", expect_shape, false, "what is compared; a case without it fails and shows it"},
};
constexpr ObjectKeys one_case{"case", case_keys};
constexpr Shape case_shape{.types = methodology::object_node, .object = &one_case};
constexpr Shape cases{.types = methodology::list_node, .items = &case_shape};
constexpr Key cases_keys[] = {
    {"$schema", text, false, "where editors find the schema of this file"},
    {"cases", cases, true, "stories with what the methodology says of them"},
};
constexpr ObjectKeys cases_file{"cases", cases_keys};
constexpr Shape cases_shape{.types = methodology::object_node, .object = &cases_file};

// An example of a rule is a change to the article, or an object with one.
constexpr Key example_keys[] = {
    {"name", text, false, "what the example shows"},
    {"now", text, false, "the time of the check"},
    {"story", story, false, "the change to the file's example article"},
};
constexpr ObjectKeys example{"test", example_keys};
constexpr Shape example_shape{.types = methodology::object_node, .object = &example};

bool is_anything(const Shape& shape) {
  return shape.object == nullptr && (shape.types & methodology::object_node) != 0;
}

/// Of an object whose keys the tables leave open.
const Shape* open_object(const Node& object) {
  const bool named = object.find("story") != nullptr || object.find("name") != nullptr;
  return named ? &example_shape : &article_shape();
}

bool has_only(const Node& root, const ObjectKeys& keys) {
  for (const methodology::Member& member : root.members) {
    if (keys.find(member.key.text) == nullptr) return false;
  }
  return true;
}

}  // namespace

const Shape& article_shape() {
  static const ArticleTables tables;
  return tables.root();
}

const Shape& root_shape(FileKind kind) {
  switch (kind) {
    case FileKind::cases: return cases_shape;
    case FileKind::story: return article_shape();
    default: return methodology::file_shape();
  }
}

FileKind kind_of(const Node& root) {
  if (!root.is(methodology::object_node) || root.members.empty()) return FileKind::none;
  const auto is = [&](std::string_view key, uint8_t types) {
    const Node* found = root.find(key);
    return found != nullptr && (found->type & types) != 0;
  };
  if (is("cases", methodology::list_node) && has_only(root, cases_file)) return FileKind::cases;
  const bool has_text = is("headline", methodology::string_node) ||
                        is("articleBody", methodology::list_node | methodology::string_node);
  if (has_text) return FileKind::story;
  const bool sources = is("sources", methodology::list_node);
  if (sources && has_only(root, *article_shape().object)) return FileKind::story;
  if (root.find("stet") != nullptr) return FileKind::rules;
  // A part of a methodology; other programs have files with "extends" and "rules", too.
  const ObjectKeys& keys = *methodology::file_shape().object;
  const bool part = has_only(root, keys) && !(root.members.size() == 1 && root.find("extends"));
  return part && (!root.find("rules") || is("rules", methodology::list_node)) ? FileKind::rules
                                                                              : FileKind::none;
}

const Shape* shape_below(const Shape* shape, const Node& object, std::string_view key) {
  if (shape == nullptr) return nullptr;
  if (shape->object == nullptr) {
    if (!is_anything(*shape)) return nullptr;
    const Shape* found = open_object(object);
    return shape_below(found, object, key);
  }
  if (shape->object->value != nullptr) return shape->object->value;
  const Key* known = shape->object->find(key);
  return known == nullptr ? nullptr : &known->shape;
}

const Shape* shape_of_items(const Shape* shape) {
  return shape == nullptr ? nullptr : shape->items;
}

}  // namespace stet::assist
