// libyaml's events, composed into a tree. Three things are added to what libyaml gives: byte places
// (its marks count code points), the place of every character of a scalar (yaml_scalar.h), and
// problems in words of ours. Refused on purpose: a second document, aliases, tags beyond the core
// schema, keys that are no scalars. Tested in tests/formats/yaml_tree_test.cc.
#include "engine/formats/yaml_tree.h"

#include <yaml.h>

#include <algorithm>
#include <utility>

#include "engine/base/sort.h"
#include "engine/base/utf8.h"
#include "engine/formats/yaml_scalar.h"

namespace stet::formats {
namespace {

using base::MappedText;
using base::Span;

/// Code point index → byte offset, a table of every 64th.
class CodePointOffsets {
 public:
  explicit CodePointOffsets(std::string_view text) : text_(text) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < text.size(); ++i) {
      if (is_continuation(text[i])) continue;
      if (count++ % stride == 0) table_.push_back(i);
    }
    is_ascii_ = count == text.size();
  }

  uint32_t at(size_t index) const {
    if (is_ascii_) return static_cast<uint32_t>(std::min(index, text_.size()));
    if (index / stride >= table_.size()) return static_cast<uint32_t>(text_.size());
    uint32_t offset = table_[index / stride];
    for (size_t left = index % stride; offset < text_.size(); ++offset) {
      if (is_continuation(text_[offset])) continue;
      if (left-- == 0) break;
    }
    return offset;
  }

 private:
  static constexpr uint32_t stride = 64;
  static bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

  std::string_view text_;
  std::vector<uint32_t> table_;
  bool is_ascii_ = false;
};

/// libyaml's words → ours.
struct Wording {
  std::string_view theirs, expected, suggestion;
};

constexpr Wording wordings[] = {
    {"mapping values are not allowed in this context", "expected the end of the value",
     "a text with ': ' inside needs quotes"},
    {"found character that cannot start any token", "expected a value",
     "a text that starts with this character needs quotes; indent with spaces"},
    {"did not find expected key", "expected a key at the indentation of the keys before it", ""},
    {"did not find expected '-' indicator",
     "expected '- ' at the indentation of the items before it", ""},
    {"could not find expected ':'", "expected ':' after the key", ""},
    {"did not find expected ',' or ']'", "expected ',' or ']'", ""},
    {"did not find expected ',' or '}'", "expected ',' or '}'", ""},
    {"did not find expected node content", "expected a value", ""},
    {"found unexpected end of stream", "expected a closing quote", ""},
    {"found unexpected document indicator", "expected a closing quote", ""},
    {"found unknown escape character", "expected an escape such as \\n or \\u2019", ""},
    {"did not find expected hexdecimal number", "expected hexadecimal digits", ""},
    {"found invalid Unicode character escape code", "expected the number of a Unicode character",
     ""},
    {"block sequence entries are not allowed in this context",
     "expected a list on lines of its own", ""},
    {"mapping keys are not allowed in this context", "expected a mapping on lines of its own", ""},
    {"did not find expected <document start>", "expected the end of the document", ""},
    {"found a tab character that violates indentation", "expected spaces as indentation", ""},
    {"found a tab character where an indentation space is expected",
     "expected spaces as indentation", ""},
    {"found an indentation indicator equal to 0", "expected an indentation from 1 to 9", ""},
    {"did not find expected comment or line break", "expected the end of the line", ""},
    {"did not find expected alphabetic or numeric character",
     "expected a name of letters and digits", ""},
    {"found undefined tag handle", "expected a value without a tag", ""},
    {"control characters are not allowed", "expected printable text", ""},
};

YamlStyle style_of(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return YamlStyle::single_quoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return YamlStyle::double_quoted;
    case YAML_LITERAL_SCALAR_STYLE: return YamlStyle::literal;
    case YAML_FOLDED_SCALAR_STYLE: return YamlStyle::folded;
    default: return YamlStyle::plain;
  }
}

std::string_view as_view(const yaml_char_t* text, size_t size) {
  return {reinterpret_cast<const char*>(text), size};
}

std::string_view as_view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

std::string_view core_tag(std::string_view tag) {
  constexpr std::string_view prefix = "tag:yaml.org,2002:";
  return tag.substr(0, prefix.size()) == prefix ? tag.substr(prefix.size()) : std::string_view{};
}

class Composer {
 public:
  Composer(std::string_view input, Span part, const YamlOptions& options, base::Arena& arena,
           base::Problems& problems)
      : input_(input),
        text_(base::slice(input, part)),
        begin_(part.begin),
        options_(options),
        arena_(arena),
        problems_(problems),
        offsets_(text_) {
    yaml_parser_initialize(&parser_);
    const char* bytes = text_.empty() ? "" : text_.data();  // libyaml asserts that there are some
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(bytes),
                                 text_.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    event_.type = YAML_NO_EVENT;
  }
  Composer(const Composer&) = delete;
  Composer& operator=(const Composer&) = delete;
  ~Composer() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }

  const YamlNode* run();

 private:
  bool next();
  bool compose(YamlNode& node, uint32_t depth);
  bool compose_scalar(YamlNode& node);
  bool compose_sequence(YamlNode& node, uint32_t depth);
  bool compose_mapping(YamlNode& node, uint32_t depth);
  bool compose_key(YamlMember& member);
  void find_duplicates(std::vector<YamlMember>& members);
  bool apply_tag(YamlNode& node, std::string_view tag, bool implicit);
  MappedText map_text(Span raw, std::string_view value, YamlStyle style);
  bool enter(uint32_t depth);
  bool fail(std::string_view code, Span place, std::string message, std::string suggestion = {});
  bool fail_with_parser_error();
  std::string found_at(uint32_t offset) const;
  uint32_t offset(const yaml_mark_t& mark) const { return begin_ + offsets_.at(mark.index); }
  Span event_span() const { return {offset(event_.start_mark), offset(event_.end_mark)}; }

  std::string_view input_, text_;
  uint32_t begin_;
  const YamlOptions& options_;
  base::Arena& arena_;
  base::Problems& problems_;
  CodePointOffsets offsets_;
  yaml_parser_t parser_;
  yaml_event_t event_;
  std::vector<base::Segment> segments_;
  uint32_t nodes_ = 0;
};

bool Composer::fail(std::string_view code, Span place, std::string message,
                    std::string suggestion) {
  problems_.add({base::Severity::error, code, std::string(options_.file), place, std::move(message),
                 std::move(suggestion)});
  return false;
}

std::string Composer::found_at(uint32_t offset) const {
  const uint32_t local = offset - begin_;
  if (local >= text_.size()) return "the end of the text";
  const char c = text_[local];
  if (c == '\n' || c == '\r') return "the end of the line";
  if (c == '\t') return "a tab";
  if (c == ' ') return "a space";
  const uint32_t size = std::max(base::decode_utf8(text_, local).size, 1u);
  if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return "a control character";
  return "'" + std::string(text_.substr(local, size)) + "'";
}

bool Composer::fail_with_parser_error() {
  if (parser_.error == YAML_MEMORY_ERROR) {
    return fail("too-large", {begin_, begin_}, "expected a smaller document, found no memory left");
  }
  const bool in_reader = parser_.error == YAML_READER_ERROR;
  const auto byte = static_cast<uint32_t>(std::min(parser_.problem_offset, text_.size()));
  const uint32_t at = in_reader ? begin_ + byte : offset(parser_.problem_mark);
  const std::string_view theirs = parser_.problem == nullptr ? "" : parser_.problem;
  std::string message = "expected YAML (" + std::string(theirs) + ")";
  std::string suggestion;
  for (const Wording& wording : wordings) {
    if (wording.theirs != theirs) continue;
    message = wording.expected;
    suggestion = wording.suggestion;
  }
  const uint32_t local = at - begin_;
  const uint32_t size =
      local < text_.size() ? std::max(base::decode_utf8(text_, local).size, 1u) : 0;
  return fail("yaml-syntax", {at, at + size}, message + ", found " + found_at(at),
              std::move(suggestion));
}

/// The next event, or a problem and false.
bool Composer::next() {
  yaml_event_delete(&event_);
  if (!yaml_parser_parse(&parser_, &event_)) {
    event_.type = YAML_NO_EVENT;
    return fail_with_parser_error();
  }
  return true;
}

const YamlNode* Composer::run() {
  YamlNode* root = arena_.make<YamlNode>();
  root->place = {begin_, begin_};
  root->value.source = root->place;
  if (!next() || !next()) return nullptr;  // stream start, document start
  if (event_.type == YAML_STREAM_END_EVENT) return root;
  if (!next() || !compose(*root, 0)) return nullptr;
  if (!next() || !next()) return nullptr;  // document end, stream end
  if (event_.type == YAML_STREAM_END_EVENT) return root;
  fail("several-documents", {offset(event_.start_mark), offset(event_.end_mark)},
       "expected one document, found a second");
  return nullptr;
}

/// `event_` is the first event of the node; on success it is the last.
bool Composer::compose(YamlNode& node, uint32_t depth) {
  if (++nodes_ > options_.nodes) {
    return fail(
        "too-many-nodes", event_span(),
        "expected at most " + std::to_string(options_.nodes) + " keys and values, found more");
  }
  switch (event_.type) {
    case YAML_SCALAR_EVENT: return compose_scalar(node);
    case YAML_SEQUENCE_START_EVENT: return enter(depth) && compose_sequence(node, depth + 1);
    case YAML_MAPPING_START_EVENT: return enter(depth) && compose_mapping(node, depth + 1);
    case YAML_ALIAS_EVENT:
      return fail("yaml-alias", event_span(),
                  "expected a value, found the alias '*" +
                      std::string(as_view(event_.data.alias.anchor)) + "'",
                  "aliases are not supported: write the value again");
    default: return fail("yaml-syntax", event_span(), "expected a value");
  }
}

bool Composer::enter(uint32_t depth) {
  if (depth < options_.depth) return true;
  return fail(
      "too-deep", event_span(),
      "expected at most " + std::to_string(options_.depth) + " levels of nesting, found more");
}

MappedText Composer::map_text(Span raw, std::string_view value, YamlStyle style) {
  MappedText text;
  text.source = align_yaml_scalar(base::slice(input_, raw), raw.begin, value, style, segments_);
  const bool verbatim =
      value.empty() ||
      (segments_.size() == 1 && segments_[0].verbatim &&
       base::slice(input_, {segments_[0].source, segments_[0].source + segments_[0].source_size}) ==
           value);
  if (verbatim) {
    if (!value.empty()) {
      text.source = {segments_[0].source, segments_[0].source + segments_[0].source_size};
    }
    text.text = value.empty() ? std::string_view{} : base::slice(input_, text.source);
    return text;
  }
  text.text = arena_.copy_text(value);
  text.mapping = base::Mapping::segments;
  const std::span<base::Segment> segments = arena_.copy_array(segments_);
  text.segments = segments.data();
  text.segment_count = static_cast<uint32_t>(segments.size());
  return text;
}

bool Composer::compose_scalar(YamlNode& node) {
  const auto& scalar = event_.data.scalar;
  const YamlStyle style = style_of(scalar.style);
  const std::string_view value = as_view(scalar.value, scalar.length);
  node.kind = YamlKind::scalar;
  node.plain = style == YamlStyle::plain;
  node.place = event_span();
  Span raw = node.place;
  if (style == YamlStyle::single_quoted || style == YamlStyle::double_quoted) {
    raw = {raw.begin + 1, std::max(raw.begin + 1, raw.end - 1)};
  }
  node.value = map_text(raw, value, style);
  if (style == YamlStyle::literal || style == YamlStyle::folded) {
    node.place.end = std::max(node.value.source.end, node.place.begin);
  }
  const bool implicit = scalar.plain_implicit || scalar.quoted_implicit;
  node.type = node.plain ? yaml_plain_type(node.value.text) : YamlType::string;
  return apply_tag(node, as_view(scalar.tag), implicit);
}

/// `!!str 7` is the string "7"; other tags must say what the value is anyway.
bool Composer::apply_tag(YamlNode& node, std::string_view tag, bool implicit) {
  if (tag.empty() || implicit) return true;
  const std::string_view core = core_tag(tag);
  if (core == "str" && node.kind == YamlKind::scalar) {
    node.type = YamlType::string;
    return true;
  }
  static constexpr std::pair<std::string_view, YamlType> names[] = {
      {"null", YamlType::null},    {"bool", YamlType::boolean},  {"int", YamlType::integer},
      {"float", YamlType::number}, {"float", YamlType::integer}, {"map", YamlType::mapping},
      {"seq", YamlType::sequence},
  };
  for (const auto& [name, type] : names) {
    if (core == name && type == node.type) return true;
  }
  return fail("yaml-tag", node.place,
              "expected a value without a tag, found '" + std::string(tag) + "'", "remove the tag");
}

bool Composer::compose_sequence(YamlNode& node, uint32_t depth) {
  node.kind = YamlKind::sequence;
  node.type = YamlType::sequence;
  node.plain = false;
  node.place = event_span();
  const bool flow = event_.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  if (!apply_tag(node, as_view(event_.data.sequence_start.tag), false)) return false;
  std::vector<YamlNode> items;
  for (;;) {
    if (!next()) return false;
    if (event_.type == YAML_SEQUENCE_END_EVENT) break;
    if (!compose(items.emplace_back(), depth)) return false;
  }
  if (flow) node.place.end = event_span().end;
  if (!flow && !items.empty()) node.place.end = std::max(node.place.end, items.back().place.end);
  node.size = static_cast<uint32_t>(items.size());
  node.item_data = arena_.copy_array(items).data();
  return true;
}

bool Composer::compose_key(YamlMember& member) {
  if (event_.type != YAML_SCALAR_EVENT && event_.type != YAML_ALIAS_EVENT) {
    return fail("wrong-key", event_span(),
                std::string("expected a word as key, found ") +
                    (event_.type == YAML_SEQUENCE_START_EVENT ? "a list" : "a mapping"));
  }
  YamlNode key;
  if (!compose(key, 0)) return false;
  member.key = key.value;
  member.key_place = key.place;
  return true;
}

bool Composer::compose_mapping(YamlNode& node, uint32_t depth) {
  node.kind = YamlKind::mapping;
  node.type = YamlType::mapping;
  node.plain = false;
  node.place = event_span();
  const bool flow = event_.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
  if (!apply_tag(node, as_view(event_.data.mapping_start.tag), false)) return false;
  std::vector<YamlMember> members;
  for (;;) {
    if (!next()) return false;
    if (event_.type == YAML_MAPPING_END_EVENT) break;
    YamlMember& member = members.emplace_back();
    if (!compose_key(member) || !next() || !compose(member.value, depth)) return false;
  }
  if (flow) {
    node.place.end = event_span().end;
  } else if (!members.empty()) {
    node.place.end = std::max(members.back().key_place.end, members.back().value.place.end);
  }
  find_duplicates(members);
  node.size = static_cast<uint32_t>(members.size());
  node.member_data = arena_.copy_array(members).data();
  return true;
}

void Composer::find_duplicates(std::vector<YamlMember>& members) {
  const base::RowLess less = [](const void* rows, uint32_t a, uint32_t b) {
    const auto* row = static_cast<const YamlMember*>(rows);
    return row[a].key.text < row[b].key.text;
  };
  const std::vector<uint32_t> order = base::sorted_rows(members.size(), less, members.data());
  for (size_t i = 1; i < order.size(); ++i) {
    YamlMember& member = members[order[i]];
    if (member.key.text != members[order[i - 1]].key.text) continue;
    member.duplicate = true;
    fail("duplicate-key", member.key_place,
         "expected each key once, found '" + std::string(member.key.text) + "' again");
  }
}

}  // namespace

const YamlNode* parse_yaml(std::string_view input, Span part, const YamlOptions& options,
                           base::Arena& arena, base::Problems& problems) {
  if (base::slice(input, part).substr(0, 3) == "\xEF\xBB\xBF") part.begin += 3;
  if (const auto bad = base::find_invalid_utf8(base::slice(input, part))) {
    const uint32_t at = part.begin + *bad;
    problems.add({base::Severity::error,
                  "invalid-utf8",
                  std::string(options.file),
                  {at, at + 1},
                  "expected UTF-8 text, found a byte that is not part of it",
                  {}});
    return nullptr;
  }
  return Composer(input, part, options, arena, problems).run();
}

}  // namespace stet::formats
