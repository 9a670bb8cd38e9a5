// JSON with comments → Node.
//
// Comments and trailing commas are turned into spaces first, so that every byte keeps its place.
// The rest is JSON: formats::JsonIndex finds where tokens begin, and here one token after the other
// is held against what may stand there. Tested in tests/methodology/json_tree_test.cc.
#include <unordered_set>

#include "engine/base/number.h"
#include "engine/formats/json_index.h"
#include "engine/formats/json_string.h"
#include "engine/methodology/json_cursor.h"
#include "engine/methodology/node.h"

namespace stet::methodology {
namespace {

using base::Severity;
using base::Span;

/// What the next token may be.
enum class Next : uint8_t {
  root,
  value,
  value_or_end,
  key,
  key_or_end,
  colon,
  comma_or_end,
  end_of_file,
};

class TreeReader {
 public:
  TreeReader(const ParseInput& input, std::string_view cleaned, base::Arena& arena,
             base::Problems& problems)
      : input_(input), cleaned_(cleaned), arena_(arena), problems_(problems) {}

  std::optional<Node> read();

 private:
  bool take(uint32_t at);
  bool take_value(uint32_t at);
  bool take_key(uint32_t at);
  bool take_string(uint32_t at);
  bool take_number(uint32_t at);
  bool take_word(uint32_t at, std::string_view word, NodeType type, bool boolean);
  /// The text of the string that begins at `at`; nothing when it is not one.
  std::optional<base::MappedText> text_at(uint32_t at);
  bool open(uint32_t at, NodeType type);
  bool close(uint32_t at);
  bool move_on(uint32_t end, Next next);

  Node make(NodeType type, Span place) const {
    Node node;
    node.type = type;
    node.place = place;
    node.file = input_.file;
    return node;
  }
  bool add(Node node);
  void add_member(Node value);

  void tell(std::string_view code, Span place, std::string message, std::string hint = {});
  /// Tells what ends the reading, though it is JSON.
  bool refuse(std::string_view code, Span place, std::string message);
  void syntax_error();
  std::string expectation() const;

  const ParseInput& input_;
  std::string_view cleaned_;
  base::Arena& arena_;
  base::Problems& problems_;
  uint32_t end_ = 0;  ///< of the token before
  Next next_ = Next::root;
  bool refused_ = false;
  uint32_t nodes_ = 0;
  struct Level {
    Node node;
    Member pending;  ///< the key that waits for its value
    std::unordered_set<std::string_view> seen;
  };
  std::vector<Level> levels_;
  std::optional<Node> root_;
};

std::optional<Node> TreeReader::read() {
  formats::JsonIndex index;
  index.build(cleaned_);
  if (index.fault() == formats::JsonFault::invalid_utf8) {
    refuse("invalid-utf8", {index.fault_at(), index.fault_at() + 1},
           "expected UTF-8 text, found a byte that is not part of it");
    return std::nullopt;
  }
  bool right = true;
  for (uint32_t i = 0; right && i < index.size(); ++i) right = take(index.positions()[i]);
  if (right && next_ == Next::end_of_file) return std::move(root_);
  if (!refused_) syntax_error();
  return std::nullopt;
}

bool TreeReader::take(uint32_t at) {
  // Only a word or number can end before the next token without a mark: 01, 1"a", truefalse.
  if (cleaned_.substr(end_, at - end_).find_first_not_of(" \t\r\n") != std::string_view::npos) {
    return false;
  }
  const char c = cleaned_[at];
  const bool in_list = !levels_.empty() && levels_.back().node.is(list_node);
  switch (next_) {
    case Next::key_or_end: return c == '}' ? close(at) : take_key(at);
    case Next::key: return take_key(at);
    case Next::colon: return c == ':' && move_on(at + 1, Next::value);
    case Next::value_or_end: return c == ']' ? close(at) : take_value(at);
    case Next::root:
    case Next::value: return take_value(at);
    case Next::comma_or_end:
      if (c == ',') return move_on(at + 1, in_list ? Next::value : Next::key);
      return c == (in_list ? ']' : '}') && close(at);
    case Next::end_of_file: return false;
  }
  return false;
}

bool TreeReader::take_value(uint32_t at) {
  switch (cleaned_[at]) {
    case '{': return open(at, object_node);
    case '[': return open(at, list_node);
    case '"': return take_string(at);
    case 't': return take_word(at, "true", boolean_node, true);
    case 'f': return take_word(at, "false", boolean_node, false);
    case 'n': return take_word(at, "null", null_node, false);
    default: return take_number(at);
  }
}

bool TreeReader::take_key(uint32_t at) {
  std::optional<base::MappedText> text = text_at(at);
  if (!text) return false;
  const Span place{at, text->source.end + 1};
  levels_.back().pending = {*text, place, input_.file, {}};
  return move_on(place.end, Next::colon);
}

bool TreeReader::take_string(uint32_t at) {
  const std::optional<base::MappedText> text = text_at(at);
  if (!text) return false;
  Node node = make(string_node, {at, text->source.end + 1});
  node.text = *text;
  return add(std::move(node));
}

bool TreeReader::take_number(uint32_t at) {
  const uint32_t end = skip_number(cleaned_, at);
  const std::string_view digits = cleaned_.substr(at, end - at);
  const std::optional<double> value = base::parse_double(digits);
  if (!value) return false;
  Node node = make(number_node, {at, end});
  node.number = *value;
  if (digits.find_first_of(".eE") == std::string_view::npos) {
    if (const std::optional<int64_t> integer = base::parse_int(digits)) {
      node.type = integer_node;
      node.integer = *integer;
      node.number = static_cast<double>(*integer);  // -0 is 0
    }
  }
  node.text.text = base::slice(input_.bytes, node.place);
  node.text.source = node.place;
  return add(std::move(node));
}

bool TreeReader::take_word(uint32_t at, std::string_view word, NodeType type, bool boolean) {
  if (cleaned_.substr(at, word.size()) != word) return false;
  Node node = make(type, {at, at + static_cast<uint32_t>(word.size())});
  node.boolean = boolean;
  return add(std::move(node));
}

std::optional<base::MappedText> TreeReader::text_at(uint32_t at) {
  const uint32_t end = string_end(cleaned_, at);
  if (end == at) return std::nullopt;
  base::MappedText text;
  text.source = {at + 1, end - 1};
  text.text = base::slice(input_.bytes, text.source);
  if (text.text.find('\\') == std::string_view::npos) return text;
  std::string decoded(text.text.size(), '\0');
  const formats::DecodedString found = formats::decode_json_string(text.text, decoded.data());
  if (found.fault != formats::EscapeFault::none) return std::nullopt;
  text.text = arena_.copy_text(std::string_view(decoded).substr(0, found.size));
  text.mapping = base::Mapping::json;
  return text;
}

bool TreeReader::open(uint32_t at, NodeType type) {
  const Span place{at, at + 1};
  if (levels_.size() >= max_depth) {
    return refuse("too-deep", place,
                  "expected at most " + std::to_string(max_depth) +
                      " levels of lists and objects, found more");
  }
  levels_.push_back({make(type, place), {}, {}});
  return move_on(place.end, type == list_node ? Next::value_or_end : Next::key_or_end);
}

bool TreeReader::close(uint32_t at) {
  Node node = std::move(levels_.back().node);
  levels_.pop_back();
  node.place.end = at + 1;
  return add(std::move(node));
}

bool TreeReader::move_on(uint32_t end, Next next) {
  end_ = end;
  next_ = next;
  return true;
}

bool TreeReader::add(Node node) {
  if (++nodes_ > max_nodes) {
    return refuse("too-large", node.place,
                  "expected at most " + std::to_string(max_nodes) + " values, found more");
  }
  const uint32_t end = node.place.end;
  if (levels_.empty()) {
    root_ = std::move(node);
    return move_on(end, Next::end_of_file);
  }
  if (levels_.back().node.is(object_node)) {
    add_member(std::move(node));
  } else {
    levels_.back().node.items.push_back(std::move(node));
  }
  return move_on(end, Next::comma_or_end);
}

void TreeReader::add_member(Node value) {
  Level& level = levels_.back();
  Member member = std::move(level.pending);
  if (!level.seen.insert(member.key.text).second) {
    return tell("duplicate-key", member.key_place,
                "expected each key once, found '" + std::string(member.key.text) + "' again");
  }
  member.value = std::move(value);
  level.node.members.push_back(std::move(member));
}

void TreeReader::tell(std::string_view code, Span place, std::string message, std::string hint) {
  problems_.add({Severity::error, code, std::string(input_.name), place, std::move(message),
                 std::move(hint)});
}

bool TreeReader::refuse(std::string_view code, Span place, std::string message) {
  refused_ = true;
  tell(code, place, std::move(message));
  return false;
}

std::string TreeReader::expectation() const {
  const bool in_list = !levels_.empty() && levels_.back().node.is(list_node);
  switch (next_) {
    case Next::root: return "an object in '{' and '}'";
    case Next::value: return "a value";
    case Next::value_or_end: return "a value or ']'";
    case Next::key: return "a key in double quotes";
    case Next::key_or_end: return "a key in double quotes or '}'";
    case Next::colon: return "':'";
    case Next::comma_or_end: return in_list ? "',' or ']'" : "',' or '}'";
    case Next::end_of_file: break;
  }
  return "the end of the file";
}

void TreeReader::syntax_error() {
  const Span place = token_at(cleaned_, skip_spaces(cleaned_, end_));
  std::string expected = expectation();
  std::string hint = syntax_hint(cleaned_, place);
  if (hint.empty() && expected[0] == '\'') hint = "is a comma or colon missing before it?";
  tell("syntax", place,
       "expected " + std::move(expected) + ", found " + describe_token(cleaned_, place),
       std::move(hint));
}

}  // namespace

std::optional<Node> parse_json(const ParseInput& input, base::Arena& arena,
                               base::Problems& problems) {
  const std::string cleaned = without_comments(input.bytes);
  return TreeReader(input, cleaned, arena, problems).read();
}

}  // namespace stet::methodology
