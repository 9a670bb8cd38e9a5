// JSON with comments → Node.
//
// One token after the other is held against what may stand there, in one pass over the text: a page
// that opens waits for it. Comments count as spaces, and a comma before a bracket as none. Tested
// in tests/methodology/json_tree_test.cc.
#include <utility>

#include "engine/base/name_table.h"
#include "engine/base/number.h"
#include "engine/base/short_text.h"
#include "engine/base/utf8.h"
#include "engine/formats/json_string.h"
#include "engine/methodology/json_cursor.h"
#include "engine/methodology/json_tree.h"
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
  TreeReader(const ParseInput& input, base::Arena& arena, base::Problems& problems)
      : input_(input), json_(input.bytes), arena_(arena), problems_(problems) {}

  std::optional<Node> read();
  bool check_utf8();

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

  /// The node of the value that begins here; null when there are too many.
  Node* begin_value(NodeType type, Span place);
  bool end_value(uint32_t end);
  bool in_list() const { return !levels_.empty() && levels_.back().is_list; }
  bool is_again(std::string_view key);

  void tell(std::string_view code, Span place, std::string message, std::string hint = {});
  /// Tells what ends the reading, though it is JSON.
  bool refuse(std::string_view code, Span place, std::string message);
  void syntax_error();
  std::string expectation() const;

  /// A value, with its key in an object. Those of the lists and objects that are open stand one
  /// behind the other, so that each list is made when its length is known.
  struct Slot {
    Member member;
    bool again = false;  ///< the object has the key already
  };
  struct Level {
    size_t first = 0;  ///< of its values in `slots_`; the one before is its own
    bool is_list = false;
    base::NameTable keys;  ///< once there are many
  };

  const ParseInput& input_;
  std::string_view json_;
  base::Arena& arena_;
  base::Problems& problems_;
  uint32_t end_ = 0;  ///< of the token before
  Next next_ = Next::root;
  bool after_comma_ = false;
  bool refused_ = false;
  uint32_t nodes_ = 0;
  std::vector<Slot> slots_;
  std::vector<Level> levels_;
  std::string decoded_;  ///< a text with escapes, and room for the next
};

bool TreeReader::check_utf8() {
  const auto wrong = base::find_invalid_utf8(json_);
  return !wrong || refuse("invalid-utf8", {*wrong, *wrong + 1},
                          "expected UTF-8 text, found a byte that is not part of it");
}

std::optional<Node> TreeReader::read() {
  if (json_.substr(0, 3) == "\xEF\xBB\xBF") end_ = 3;
  bool right = true;
  uint32_t at = skip_blank(json_, end_);
  for (; right && at < json_.size(); at = skip_blank(json_, end_)) right = take(at);
  if (right && next_ == Next::end_of_file) return std::move(slots_[0].member.value);
  if (!refused_) syntax_error();
  return std::nullopt;
}

bool TreeReader::take(uint32_t at) {
  const char c = json_[at];
  if (after_comma_ && (c == '}' || c == ']')) next_ = Next::comma_or_end;
  after_comma_ = false;
  switch (next_) {
    case Next::key_or_end: return c == '}' ? close(at) : take_key(at);
    case Next::key: return take_key(at);
    case Next::colon: return c == ':' && move_on(at + 1, Next::value);
    case Next::value_or_end: return c == ']' ? close(at) : take_value(at);
    case Next::root:
    case Next::value: return take_value(at);
    case Next::comma_or_end:
      if (c != ',') return c == (in_list() ? ']' : '}') && close(at);
      after_comma_ = true;
      return move_on(at + 1, in_list() ? Next::value : Next::key);
    case Next::end_of_file: return false;
  }
  return false;
}

bool TreeReader::take_value(uint32_t at) {
  switch (json_[at]) {
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
  const std::optional<base::MappedText> text = text_at(at);
  if (!text) return false;
  const Span place{at, text->source.end + 1};
  const bool again = is_again(text->text);
  if (again) {
    tell("duplicate-key", place,
         "expected each key once, found '" + std::string(text->text) + "' again");
  }
  Slot& slot = slots_.emplace_back();
  slot.member.key = *text;
  slot.member.key_place = place;
  slot.member.key_file = input_.file;
  slot.again = again;
  return move_on(place.end, Next::colon);
}

/// Most objects have a handful of keys; those of many are asked by hash.
bool TreeReader::is_again(std::string_view key) {
  constexpr size_t many = 16;
  Level& level = levels_.back();
  const size_t count = slots_.size() - level.first;
  if (count >= many) {
    for (size_t i = level.keys.size() == 0 ? 0 : count - 1; i < count; ++i) {
      level.keys.add(slots_[level.first + i].member.key.text, 0);
    }
    return level.keys.has(key);
  }
  for (size_t i = level.first; i < slots_.size(); ++i) {
    if (base::equal(slots_[i].member.key.text, key)) return true;
  }
  return false;
}

bool TreeReader::take_string(uint32_t at) {
  const std::optional<base::MappedText> text = text_at(at);
  if (!text) return false;
  const uint32_t end = text->source.end + 1;
  Node* node = begin_value(string_node, {at, end});
  if (!node) return false;
  node->text = *text;
  return end_value(end);
}

bool TreeReader::take_number(uint32_t at) {
  const uint32_t end = skip_number(json_, at);
  const std::string_view digits = json_.substr(at, end - at);
  const bool whole = digits.find_first_of(".eE") == std::string_view::npos;
  const std::optional<int64_t> integer = whole ? base::parse_int(digits) : std::nullopt;
  const std::optional<double> value =
      integer ? static_cast<double>(*integer) : base::parse_double(digits);  // -0 is 0
  if (!value) return false;
  Node* node = begin_value(integer ? integer_node : number_node, {at, end});
  if (!node) return false;
  node->number = *value;
  node->integer = integer.value_or(0);
  node->text.text = digits;
  node->text.source = node->place;
  return end_value(end);
}

bool TreeReader::take_word(uint32_t at, std::string_view word, NodeType type, bool boolean) {
  if (json_.substr(at, word.size()) != word) return false;
  const uint32_t end = at + static_cast<uint32_t>(word.size());
  Node* node = begin_value(type, {at, end});
  if (!node) return false;
  node->boolean = boolean;
  return end_value(end);
}

std::optional<base::MappedText> TreeReader::text_at(uint32_t at) {
  if (json_[at] != '"') return std::nullopt;
  uint32_t end = plain_end(json_, at + 1);
  if (end == json_.size()) return std::nullopt;
  base::MappedText text;
  if (json_[end] == '"') {
    text.source = {at + 1, end};
    text.text = {json_.data() + at + 1, end - at - 1};
    return text;
  }
  end = string_end(json_, at);
  if (end == at) return std::nullopt;
  text.source = {at + 1, end - 1};
  const std::string_view raw = base::slice(json_, text.source);
  if (decoded_.size() < raw.size()) decoded_.resize(raw.size());
  const formats::DecodedString found = formats::decode_json_string(raw, decoded_.data());
  if (found.fault != formats::EscapeFault::none) return std::nullopt;
  text.text = arena_.copy_text({decoded_.data(), found.size});
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
  if (!begin_value(type, place)) return false;
  levels_.push_back({slots_.size(), type == list_node, {}});
  return move_on(place.end, type == list_node ? Next::value_or_end : Next::key_or_end);
}

bool TreeReader::close(uint32_t at) {
  const auto [first, is_list] = std::pair(levels_.back().first, levels_.back().is_list);
  Node& node = slots_[first - 1].member.value;
  if (is_list) node.items.reserve(slots_.size() - first);
  if (!is_list) node.members.reserve(slots_.size() - first);
  for (size_t i = first; i < slots_.size(); ++i) {
    Slot& slot = slots_[i];
    if (is_list) {
      node.items.push_back(std::move(slot.member.value));
    } else if (!slot.again) {
      node.members.push_back(std::move(slot.member));
    }
  }
  node.place.end = at + 1;
  slots_.resize(first);
  levels_.pop_back();
  return end_value(at + 1);
}

bool TreeReader::move_on(uint32_t end, Next next) {
  end_ = end;
  next_ = next;
  return true;
}

Node* TreeReader::begin_value(NodeType type, Span place) {
  if (++nodes_ > max_nodes) {
    refuse("too-large", place,
           "expected at most " + std::to_string(max_nodes) + " values, found more");
    return nullptr;
  }
  if (levels_.empty() || levels_.back().is_list) slots_.emplace_back();
  Node& node = slots_.back().member.value;
  node.type = type;
  node.place = place;
  node.file = input_.file;
  return &node;
}

bool TreeReader::end_value(uint32_t end) {
  return move_on(end, levels_.empty() ? Next::end_of_file : Next::comma_or_end);
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
  switch (next_) {
    case Next::root: return "an object in '{' and '}'";
    case Next::value: return "a value";
    case Next::value_or_end: return "a value or ']'";
    case Next::key: return "a key in double quotes";
    case Next::key_or_end: return "a key in double quotes or '}'";
    case Next::colon: return "':'";
    case Next::comma_or_end: return in_list() ? "',' or ']'" : "',' or '}'";
    case Next::end_of_file: break;
  }
  return "the end of the file";
}

void TreeReader::syntax_error() {
  const Span place = token_at(json_, skip_blank(json_, end_));
  std::string expected = expectation();
  std::string hint = syntax_hint(json_, place);
  if (hint.empty() && expected[0] == '\'') hint = "is a comma or colon missing before it?";
  tell("syntax", place,
       "expected " + std::move(expected) + ", found " + describe_token(json_, place),
       std::move(hint));
}

}  // namespace

std::optional<Node> parse_json(const ParseInput& input, base::Arena& arena,
                               base::Problems& problems) {
  TreeReader reader(input, arena, problems);
  if (!reader.check_utf8()) return std::nullopt;
  return reader.read();
}

std::optional<Node> parse_utf8_json(const ParseInput& input, base::Arena& arena,
                                    base::Problems& problems) {
  return TreeReader(input, arena, problems).read();
}

}  // namespace stet::methodology
