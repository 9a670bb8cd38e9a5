// JSON that is still being typed → Node.
//
// One pass over the tokens, a function per kind of value. Nothing is refused: a mark that fits
// nowhere is skipped, a bracket that closes something further out ends what is inside, a key at
// which no value stands gets a missing one.
#include "engine/assist/document.h"
#include "engine/base/number.h"
#include "engine/formats/json_string.h"
#include "engine/methodology/json_cursor.h"

namespace stet::assist {
namespace {

using base::Span;
using methodology::Member;
using methodology::Node;

class LooseReader {
 public:
  LooseReader(std::string_view bytes, base::Arena& arena)
      : bytes_(bytes), text_(methodology::without_comments(bytes)), arena_(arena) {}

  Node read() {
    skip();
    while (!at_end() && next() != '{' && next() != '[') {
      ++at_;
      skip();
    }
    return at_end() ? Node() : value();
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char next() const { return at_end() ? '\0' : text_[at_]; }
  void skip() { at_ = methodology::skip_spaces(text_, at_); }

  static Node make(methodology::NodeType type, Span place) {
    Node node;
    node.type = type;
    node.place = place;
    return node;
  }

  Node value() {
    const char c = next();
    if (c == '{' || c == '[') return container(c == '{');
    if (c == '"') {
      Node node = make(methodology::string_node, {at_, at_});
      node.text = string(node.place);
      return node;
    }
    const uint32_t end = methodology::skip_number(text_, at_);
    return end > at_ ? number(end) : word();
  }

  /// An object, or a list. Deeper than a rules file may be nothing is kept.
  Node container(bool object) {
    Node node = make(object ? methodology::object_node : methodology::list_node, {at_, at_ + 1});
    ++at_;
    if (depth_ == methodology::max_depth) return node;
    ++depth_;
    (object ? objects_ : lists_) += 1;
    while (object ? member(node) : item(node)) continue;
    (object ? objects_ : lists_) -= 1;
    --depth_;
    node.place.end = at_;
    return node;
  }

  /// False behind the last one.
  bool member(Node& node) {
    skip();
    const char c = next();
    if (at_end() || c == '}') return end_of(node);
    if (c == ']' && lists_ > 0) return false;
    if (c == ',' || c == ']' || c == ':') return step();
    if (c == '{' || c == '[') {
      value();  // without a key it is nobody's
      return true;
    }
    Member made;
    made.key_place = {at_, at_};
    if (c == '"') {
      made.key = string(made.key_place);
    } else {
      const Node bare = word();
      made.key = bare.text;
      made.key_place = bare.place;
    }
    made.value = make(methodology::null_node, {made.key_place.end, made.key_place.end});
    skip();
    if (next() == ':') {
      made.value.place = {at_ + 1, at_ + 1};
      ++at_;
      skip();
      if (begins_value()) made.value = value();
    }
    node.members.push_back(std::move(made));
    return true;
  }

  bool item(Node& node) {
    skip();
    const char c = next();
    if (at_end() || c == ']') return end_of(node);
    if (c == '}' && objects_ > 0) return false;
    if (c == ',' || c == '}' || c == ':') return step();
    if (c == '"' && objects_ > 0 && is_key()) return false;
    node.items.push_back(value());
    return true;
  }

  bool end_of(const Node&) {
    if (!at_end()) ++at_;
    return false;
  }

  bool step() {
    ++at_;
    return true;
  }

  bool begins_value() const {
    const char c = next();
    return !at_end() && c != ',' && c != '}' && c != ']' && c != ':' && !(c == '"' && is_key());
  }

  /// Whether the string here has a colon behind it.
  bool is_key() const {
    const uint32_t end = methodology::string_end(text_, at_);
    if (end == at_) return false;
    const uint32_t behind = methodology::skip_spaces(text_, end);
    return behind < text_.size() && text_[behind] == ':';
  }

  /// What is not closed ends with its line.
  base::MappedText string(Span& place) {
    const uint32_t begin = at_;
    const uint32_t end = methodology::string_end(text_, begin);
    at_ = end > begin ? end : methodology::token_at(text_, begin).end;
    if (end == begin && text_[at_ - 1] == '\r' && at_ > begin + 1) --at_;
    place = {begin, at_};
    base::MappedText out;
    out.source = {begin + 1, end > begin ? at_ - 1 : at_};
    out.text = base::slice(bytes_, out.source);
    if (out.text.data() == nullptr) out.text = "";
    if (out.text.find('\\') == std::string_view::npos) return out;
    std::string decoded(out.text.size(), '\0');
    const formats::DecodedString found = formats::decode_json_string(out.text, decoded.data());
    if (found.fault != formats::EscapeFault::none) return out;
    out.text = arena_.copy_text(std::string_view(decoded).substr(0, found.size));
    out.mapping = base::Mapping::json;
    return out;
  }

  Node number(uint32_t end) {
    Node node = make(methodology::number_node, {at_, end});
    const std::string_view digits = std::string_view(text_).substr(at_, end - at_);
    node.number = base::parse_double(digits).value_or(0);
    if (digits.find_first_of(".eE") == std::string_view::npos) {
      if (const auto integer = base::parse_int(digits)) {
        node.type = methodology::integer_node;
        node.integer = *integer;
        node.number = static_cast<double>(*integer);
      }
    }
    node.text.text = base::slice(bytes_, node.place);
    node.text.source = node.place;
    at_ = end;
    return node;
  }

  /// true, false, null; anything else is taken for a text whose quotes are missing.
  Node word() {
    const Span place = methodology::token_at(text_, at_);
    at_ = place.end;
    const std::string_view text = base::slice(bytes_, place);
    if (text == "null") return make(methodology::null_node, place);
    Node node = make(methodology::boolean_node, place);
    node.boolean = text == "true";
    if (text == "true" || text == "false") return node;
    node.type = methodology::string_node;
    node.text.text = text;
    node.text.source = place;
    return node;
  }

  std::string_view bytes_;
  std::string text_;  ///< without comments
  base::Arena& arena_;
  uint32_t at_ = 0, depth_ = 0;
  uint32_t objects_ = 0, lists_ = 0;  ///< that are open
};

}  // namespace

Node read_loose_json(std::string_view bytes, base::Arena& arena) {
  return LooseReader(bytes, arena).read();
}

}  // namespace stet::assist
