#include "engine/assist/completion.h"

#include <algorithm>

#include "engine/assist/hover.h"
#include "engine/assist/names.h"
#include "engine/base/json_writer.h"

namespace stet::assist {
namespace {

using methodology::Key;
using methodology::Node;
using methodology::ObjectKeys;
using methodology::Shape;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  base::append_json_escaped(out, text);
  return out + "\"";
}

class Completer {
 public:
  Completer(const Ruleset& rules, const Document& document, const Spot& spot)
      : rules_(rules), document_(document), spot_(spot) {
    out_.replaced = spot.whole;
  }

  Proposals run() {
    if (spot_.kind == Spot::Kind::key) {
      keys();
    } else {
      values();
    }
    return std::move(out_);
  }

 private:
  void keys() {
    const Level* inner = spot_.inner();
    const Shape* shape = inner == nullptr ? nullptr : inner->shape;
    const ObjectKeys* keys = shape == nullptr ? nullptr : shape->object;
    if (keys == nullptr && shape != nullptr && (shape->types & methodology::object_node) != 0) {
      keys = article_shape().object;  // a change to an article
    }
    if (keys == nullptr) return;
    for (const Key& key : keys->keys) {
      const bool taken = inner->node->find(key.name) != nullptr && key.name != spot_.key;
      if (!taken) this->key(key.name, key.shape, describe_key(key), key.required);
    }
    std::optional<NameKind> named = named_by_keys(keys->name);
    if (!named) named = declared_by_keys(keys->name);
    if (!named || keys->value == nullptr) return;
    for (const std::string& id : ids_of(rules_, *named)) {
      if (inner->node->find(id) != nullptr && id != spot_.key) continue;
      key(id, *keys->value, describe_name(rules_, *named, id), false);
    }
  }

  void key(std::string_view name, const Shape& shape, std::string documentation, bool required) {
    // A colon that stands there stays.
    const bool new_key = spot_.member == nullptr || is_missing(spot_.member->value);
    const bool colon = !new_key || has_colon();
    std::string text = document_.yaml && !spot_.quoted ? std::string(name) : quoted(name);
    std::string snippet;
    if (!colon) {
      text += document_.yaml && !is_inline(shape) ? ":" : ": ";
      snippet = text + opening(shape);
    }
    out_.items.push_back({Proposal::Kind::key, std::string(name),
                          methodology::type_names(shape.types) + (required ? ", required" : ""),
                          std::move(documentation), std::move(text), std::move(snippet)});
  }

  static bool is_inline(const Shape& shape) {
    return (shape.types & (methodology::object_node | methodology::list_node)) == 0;
  }

  bool has_colon() const {
    const size_t at = document_.bytes.find_first_not_of(" \t", spot_.whole.end);
    return at != std::string::npos && document_.bytes[at] == ':';
  }

  std::string opening(const Shape& shape) const {
    if (document_.yaml) return is_inline(shape) ? "" : "\n  ";
    if (shape.types & methodology::string_node) return "\"$1\"";
    if (shape.types & methodology::list_node) return "[$1]";
    return (shape.types & methodology::object_node) != 0 ? "{$1}" : "";
  }

  void values() {
    if (spot_.shape != nullptr) {
      for (const std::string_view choice : spot_.shape->choices) value(choice, "");
      if (spot_.shape->types == methodology::boolean_node) {
        word("true");
        word("false");
      }
    }
    const Level* inner = spot_.inner();
    const bool in_list = inner != nullptr && inner->node->is(methodology::list_node);
    const Level* object = inner;
    if (in_list && spot_.levels.size() > 1) object = &spot_.levels[spot_.levels.size() - 2];
    if (object == nullptr || object->shape == nullptr || object->shape->object == nullptr) return;
    const std::string_view table = object->shape->object->name;
    std::optional<NameKind> named = named_by(table, spot_.key);
    const bool whole_list =
        named && spot_.shape != nullptr && spot_.shape->types == methodology::list_node;
    if (!named && spot_.key == "id") named = declared_by(table);
    if (!named || whole_list) return;
    for (const std::string& id : ids_of(rules_, *named)) {
      const bool there =
          in_list &&
          std::any_of(inner->node->items.begin(), inner->node->items.end(), [&](const Node& item) {
            return &item != spot_.node && item.is(methodology::string_node) && item.view() == id;
          });
      if (!there) value(id, describe_name(rules_, *named, id));
    }
  }

  void value(std::string_view text, std::string documentation) {
    const bool bare = document_.yaml && !spot_.quoted;
    out_.items.push_back({documentation.empty() ? Proposal::Kind::value : Proposal::Kind::name,
                          std::string(text), "", std::move(documentation),
                          bare ? std::string(text) : quoted(text), ""});
  }

  void word(std::string_view text) {
    out_.items.push_back({Proposal::Kind::value, std::string(text), "", "", std::string(text), ""});
  }

  const Ruleset& rules_;
  const Document& document_;
  const Spot& spot_;
  Proposals out_;
};

}  // namespace

Proposals complete(const Ruleset& rules, const Document& document, FileKind kind, uint32_t offset) {
  const Spot spot = find_spot(document, kind, offset);
  if (spot.kind == Spot::Kind::nothing) return {{offset, offset}, {}};
  const bool expression = is_expression(spot.shape) || is_template(spot.shape);
  if (spot.kind == Spot::Kind::value && expression) {
    return complete_expression(rules, document, spot);
  }
  return Completer(rules, document, spot).run();
}

}  // namespace stet::assist
