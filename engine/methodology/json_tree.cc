// JSON with comments → Node. The parsing is nlohmann's SAX parser; the places are ours.
//
// Its events come without positions. They come right after the last byte of a token, though, and
// our input iterator counts bytes: the token's start is found by going forward from the end of the
// token before, over white space, commas and colons. Comments and trailing commas, which nlohmann
// does not know, are turned into spaces first. Tested in tests/methodology/json_tree_test.cc.
#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "engine/methodology/json_cursor.h"
#include "engine/methodology/node.h"

namespace stet::methodology {
namespace {

using base::Severity;
using base::Span;

/// Reads bytes and leaves in `*consumed` how many were read.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char* begin = nullptr;
  uint32_t* consumed = nullptr;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    ++at;
    *consumed = static_cast<uint32_t>(at - begin);
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at == b.at;
  }
};

/// Builds the tree from nlohmann's events.
class Builder {
 public:
  Builder(const ParseInput& input, std::string_view cleaned, base::Arena& arena,
          base::Problems& problems)
      : input_(input), cleaned_(cleaned), arena_(arena), problems_(problems) {}

  uint32_t* consumed() { return &consumed_; }
  std::optional<Node> result() { return std::move(root_); }

  // nlohmann's SAX interface.
  bool null() { return scalar(null_node, take()); }
  bool boolean(bool value) {
    Node node = make(boolean_node, take());
    node.boolean = value;
    return add(std::move(node));
  }
  bool number_integer(int64_t value) {
    return number(integer_node, value, static_cast<double>(value));
  }
  bool number_unsigned(uint64_t value) {
    const auto rounded = static_cast<double>(value);
    if (value > static_cast<uint64_t>(INT64_MAX)) return number(number_node, 0, rounded);
    return number(integer_node, static_cast<int64_t>(value), rounded);
  }
  bool number_float(double value, const std::string&) { return number(number_node, 0, value); }
  bool string(std::string& value) {
    const Span place = take();
    Node node = make(string_node, place);
    node.text = text_of(place, value);
    return add(std::move(node));
  }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(size_t) { return open(object_node); }
  bool start_array(size_t) { return open(list_node); }
  bool key(std::string& value) {
    const Span place = take();
    Member member;
    member.key = text_of(place, value);
    member.key_place = place;
    member.key_file = input_.file;
    levels_.back().pending = std::move(member);
    key_pending_ = true;
    return true;
  }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(size_t position, const std::string& token,
                   const nlohmann::detail::exception& error);

 private:
  Node make(NodeType type, Span place) const {
    Node node;
    node.type = type;
    node.place = place;
    node.file = input_.file;
    return node;
  }
  bool scalar(NodeType type, Span place) { return add(make(type, place)); }
  bool number(NodeType type, int64_t integer, double value) {
    Node node = make(type, take_until(skip_number(cleaned_, token_start())));
    node.integer = integer;
    node.number = value;
    node.text.text = base::slice(input_.bytes, node.place);
    node.text.source = node.place;
    return add(std::move(node));
  }

  uint32_t token_start() const { return skip_between(cleaned_, end_, ",:"); }
  Span take_until(uint32_t end) {
    const Span place{token_start(), end};
    end_ = end;
    return place;
  }
  Span take() { return take_until(consumed_); }

  base::MappedText text_of(Span quoted, const std::string& decoded) {
    base::MappedText text;
    text.source = {quoted.begin + 1, quoted.end - 1};
    const std::string_view raw = base::slice(input_.bytes, text.source);
    if (raw.find('\\') == std::string_view::npos) {
      text.text = raw;
      return text;
    }
    text.text = arena_.copy_text(decoded);
    text.mapping = base::Mapping::json;
    return text;
  }

  bool open(NodeType type) {
    const Span place = take();
    key_pending_ = false;
    if (stack_.size() >= max_depth) {
      return refuse("too-deep", place,
                    "expected at most " + std::to_string(max_depth) +
                        " levels of lists and objects, found more");
    }
    levels_.emplace_back();
    stack_.push_back(make(type, place));
    return true;
  }
  bool close() {
    const Span last = take();
    Node node = std::move(stack_.back());
    stack_.pop_back();
    levels_.pop_back();
    node.place.end = last.end;
    return add(std::move(node));
  }
  bool add(Node node);
  bool add_member(Node& object, Node value);
  bool refuse(std::string_view code, Span place, std::string message);
  /// What may stand next; moves `at` over the comma or colon that was right.
  std::string expectation(uint32_t& at) const;

  ParseInput input_;
  std::string_view cleaned_;
  base::Arena& arena_;
  base::Problems& problems_;
  uint32_t consumed_ = 0;
  uint32_t end_ = 0;  ///< of the token before
  bool key_pending_ = false;
  uint32_t nodes_ = 0;
  struct Level {
    Member pending;  ///< the key that waits for its value
    std::unordered_set<std::string_view> seen;
  };
  std::vector<Node> stack_;
  std::vector<Level> levels_;
  std::optional<Node> root_;
};

bool Builder::refuse(std::string_view code, Span place, std::string message) {
  problems_.add({Severity::error, code, std::string(input_.name), place, std::move(message), {}});
  return false;
}

bool Builder::add(Node node) {
  key_pending_ = false;
  if (++nodes_ > max_nodes) {
    return refuse("too-large", node.place,
                  "expected at most " + std::to_string(max_nodes) + " values, found more");
  }
  if (stack_.empty()) {
    root_ = std::move(node);
    return true;
  }
  Node& parent = stack_.back();
  if (parent.is(object_node)) return add_member(parent, std::move(node));
  parent.items.push_back(std::move(node));
  return true;
}

bool Builder::add_member(Node& object, Node value) {
  Level& level = levels_.back();
  Member member = std::move(level.pending);
  if (!level.seen.insert(member.key.text).second) {
    refuse("duplicate-key", member.key_place,
           "expected each key once, found '" + std::string(member.key.text) + "' again");
    return true;
  }
  member.value = std::move(value);
  object.members.push_back(std::move(member));
  return true;
}

std::string Builder::expectation(uint32_t& at) const {
  if (stack_.empty()) return root_ ? "the end of the file" : "an object in '{' and '}'";
  const bool in_list = stack_.back().is(list_node);
  const bool first = in_list ? stack_.back().items.empty() : levels_.back().seen.empty();
  const char mark = key_pending_ ? ':' : ',';
  const bool marked = (key_pending_ || !first) && at < cleaned_.size() && cleaned_[at] == mark;
  if (marked) at = skip_between(cleaned_, at + 1, "");
  if (key_pending_) return marked ? "a value" : "':'";
  if (in_list) return first ? "a value or ']'" : marked ? "a value" : "',' or ']'";
  return first ? "a key in double quotes or '}'" : marked ? "a key in double quotes" : "',' or '}'";
}

bool Builder::parse_error(size_t, const std::string&, const nlohmann::detail::exception&) {
  uint32_t at = skip_between(cleaned_, end_, "");
  std::string expected = expectation(at);
  const Span place = token_at(cleaned_, at);
  std::string hint = syntax_hint(cleaned_, place);
  if (hint.empty() && (expected[0] == '\'')) hint = "is a comma or colon missing before it?";
  problems_.add({Severity::error, "syntax", std::string(input_.name), place,
                 "expected " + std::move(expected) + ", found " + describe_token(cleaned_, place),
                 std::move(hint)});
  return false;
}

}  // namespace

std::optional<Node> parse_json(const ParseInput& input, base::Arena& arena,
                               base::Problems& problems) {
  const std::string cleaned = without_comments(input.bytes);
  Builder builder(input, cleaned, arena, problems);
  const char* begin = cleaned.data();
  const CountingIterator first{begin, begin, builder.consumed()};
  const CountingIterator last{begin + cleaned.size(), begin, builder.consumed()};
  const bool read = nlohmann::json::sax_parse(first, last, &builder);
  if (!read) return std::nullopt;
  return builder.result();
}

}  // namespace stet::methodology
