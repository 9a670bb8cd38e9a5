// A strict recursive descent over the token positions of json_index.h. Strings without escapes are
// slices of the input; the others are decoded into the arena once. A wrong value costs its field,
// not the article: the field becomes malformed, its JSON is kept as an Extra, and reading goes on.
// Wrong syntax ends the article. Depth is bounded, so the recursion is. Tested in
// tests/formats/read_json_test.cc; fuzzed by tests/fuzz/article_json.cc.
#include "engine/formats/read_json.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "engine/base/number.h"
#include "engine/base/short_text.h"
#include "engine/base/suggest.h"
#include "engine/formats/json_string.h"
#include "engine/formats/reader.h"

namespace stet::formats {
namespace {

using base::MappedText;
using base::Span;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// -? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][-+]?[0-9]+)?
bool is_json_number(std::string_view text) {
  size_t i = 0;
  const auto digits = [&] {
    const size_t from = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i - from;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const size_t first = i;
  const size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

class JsonReader {
 public:
  JsonReader(std::string_view input, uint32_t begin, JsonScratch& scratch, base::Arena& arena,
             Findings& findings)
      : input_(input),
        text_(input.substr(begin)),
        base_(begin),
        positions_(scratch.index.positions()),
        count_(scratch.index.size()),
        index_(scratch.index),
        names_(scratch.names),
        arena_(arena),
        findings_(findings) {}

  bool read(Article& article);

 private:
  struct Scope;

  // Tokens. `peek` is the first byte of the next one, NUL at the end of the text.
  char peek() const { return at_ < count_ ? text_[positions_[at_]] : '\0'; }
  uint32_t here() const { return positions_[at_]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  uint32_t token_end() const;
  bool string_token(Span& raw) {
    raw = take_string();
    return raw.begin <= raw.end;
  }
  Span take_string();
  std::string_view scalar_token() const;
  bool fault_in(uint32_t begin, uint32_t end) {
    return index_.fault() != JsonFault::none && tell_fault_in(begin, end);
  }
  bool tell_fault_in(uint32_t begin, uint32_t end);
  std::string found() const;
  bool syntax(std::string_view expected);
  bool bad_string(Span raw, const DecodedString& decoded);

  // Values. False means that reading has ended.
  bool read_object(const RecordSchema& schema, void* record, uint32_t depth);
  bool read_member(Scope& scope, Span raw_key);
  bool read_value(Scope& scope, const FieldSchema& field);
  bool read_text_field(Scope& scope, const FieldSchema& field);
  bool read_integer(Scope& scope, const FieldSchema& field);
  bool read_boolean(Scope& scope, const FieldSchema& field);
  bool read_text_list(Scope& scope, const FieldSchema& field);
  bool read_record_list(Scope& scope, const FieldSchema& field);
  bool read_item(const FieldSchema& field, Growing& items, uint32_t depth, bool& all_good);
  bool read_bare(const FieldSchema& field, Growing& items, bool split, bool& all_good);
  bool read_unknown(Scope& scope, std::string_view name, Span key_place);
  bool read_again(Scope& scope, const FieldSchema& field, std::string_view name, Span key_place);
  bool wrong_type(Scope& scope, const FieldSchema& field);
  void keep_malformed(Scope& scope, const FieldSchema& field, Span place);
  bool skip(uint32_t depth);
  bool skip_scalar();
  bool map_string(Span raw, MappedText& out, bool& good);
  bool has_escapes(Span raw);
  bool read_null();
  bool close_list(bool& more, char bracket);
  void add_extra(Scope& scope, std::string_view name, Span place);
  void close_scope(Scope& scope, uint32_t begin);
  std::string_view type_name() const;
  Span absolute(uint32_t begin, uint32_t end) const { return {base_ + begin, base_ + end}; }
  Span last_value(uint32_t from) const { return absolute(from, previous_end()); }
  uint32_t previous_end() const;

  std::string_view input_, text_;
  uint32_t base_;
  const uint32_t* positions_;
  uint32_t count_;
  uint32_t at_ = 0;
  uint32_t backslash_ = 0;  ///< the first one from `searched_from_` on
  uint32_t searched_from_ = UINT32_MAX;
  const JsonIndex& index_;
  UnknownNames& names_;
  base::Arena& arena_;
  Findings& findings_;
};

/// One object being read.
struct JsonReader::Scope {
  const RecordSchema& schema;
  void* record;
  uint32_t depth;
  uint32_t first_token;
  const FieldSchema* next;  ///< after the one read last
  const FieldSchema* end;
  uint32_t seen = 0;  ///< bit for each field of the schema
  Growing extra{sizeof(Extra)};
};
static_assert(sizeof(Extra) % 8 == 0);

// ---- tokens

/// Where the token at `at_` ends, trailing space left out.
uint32_t JsonReader::token_end() const {
  uint32_t end = positions_[at_ + 1];
  while (end > positions_[at_] + 1 && is_space(text_[end - 1])) --end;
  return end;
}

/// Where the token before `at_` ends.
uint32_t JsonReader::previous_end() const {
  uint32_t end = positions_[at_];
  const uint32_t begin = positions_[at_ - 1];
  while (end > begin + 1 && is_space(text_[end - 1])) --end;
  return end;
}

bool JsonReader::tell_fault_in(uint32_t begin, uint32_t end) {
  if (index_.fault_at() < begin || index_.fault_at() >= end) return false;
  const uint32_t at = base_ + index_.fault_at();
  if (index_.fault() == JsonFault::unclosed_string) {
    findings_.syntax({at, at + 1}, "a closing '\"'", "the end of the text");
  } else {
    findings_.syntax({at, at + 1}, "an escape such as \\n inside a string", "a control character");
  }
  return true;
}

/// Takes the string at `at_`; `raw` is its inside.
/// Ends before it begins where there is a fault. Not to a place in memory: two halves that are
/// written there and read at once as a whole keep a processor waiting.
Span JsonReader::take_string() {
  uint32_t end = positions_[at_ + 1];
  if (text_[end - 1] != '"') end = token_end();
  if (fault_in(here(), end)) return {1, 0};
  const uint32_t begin = positions_[at_++];
  return {begin + 1, end - 1};
}

std::string_view JsonReader::scalar_token() const {
  return text_.substr(here(), token_end() - here());
}

std::string JsonReader::found() const {
  if (at_ >= count_) return "the end of the text";
  const char c = peek();
  if (c == '"') return "a string";
  if (static_cast<unsigned char>(c) < 0x20) return "a control character";
  if (std::strchr("{}[],:", c) != nullptr) return std::string("'") + c + "'";
  return quoted(scalar_token());
}

bool JsonReader::syntax(std::string_view expected) {
  if (at_ < count_ && fault_in(here(), token_end())) return false;
  const uint32_t begin = at_ < count_ ? here() : static_cast<uint32_t>(text_.size());
  const uint32_t end = at_ < count_ ? token_end() : begin;
  findings_.syntax(absolute(begin, end), expected, found());
  return false;
}

bool JsonReader::bad_string(Span raw, const DecodedString& decoded) {
  const uint32_t at = raw.begin + decoded.fault_at;
  if (decoded.fault == EscapeFault::lone_surrogate) {
    findings_.add(base::Severity::error, "lone-surrogate", absolute(at, at + 6),
                  "expected both halves of a surrogate pair, found " + quoted(text_.substr(at, 6)));
    return true;
  }
  const uint32_t size = std::min(raw.end - at, 2u);
  findings_.syntax(absolute(at, at + size), "an escape such as \\n or \\u2019",
                   quoted(text_.substr(at, size)));
  return false;
}

std::string_view JsonReader::type_name() const {
  switch (peek()) {
    case '"': return "a string";
    case '{': return "an object";
    case '[': return "a list";
    case 't':
    case 'f': return "true or false";
    case 'n': return "null";
    default: return "a number";
  }
}

// ---- values that nothing is made of

bool JsonReader::skip_scalar() {
  if (peek() == '"') {
    Span raw;
    if (!string_token(raw)) return false;
    const DecodedString checked = check_json_string(base::slice(text_, raw));
    return checked.fault == EscapeFault::none || bad_string(raw, checked);
  }
  if (at_ >= count_) return syntax("a value");
  const std::string_view token = scalar_token();
  if (token != "true" && token != "false" && token != "null" && !is_json_number(token)) {
    return syntax("a value");
  }
  ++at_;
  return true;
}

bool JsonReader::close_list(bool& more, char bracket) {
  more = take(',');
  if (more) return true;
  return take(bracket) ||
         syntax(bracket == '}' ? "',' or '}' after a value" : "',' or ']' after a value");
}

/// Checks the grammar of a value and steps over it.
bool JsonReader::skip(uint32_t depth) {
  const char open = peek();
  if (open != '{' && open != '[') return skip_scalar();
  if (depth >= Limits::depth) {
    findings_.too_deep(absolute(here(), here() + 1), Limits::depth);
    return false;
  }
  ++at_;
  const char close = open == '{' ? '}' : ']';
  if (take(close)) return true;
  for (bool more = true; more;) {
    if (open == '{') {
      if (peek() != '"') return syntax("a key in quotes");
      if (!skip_scalar()) return false;
      if (!take(':')) return syntax("':' after a key");
    }
    if (!skip(depth + 1) || !close_list(more, close)) return false;
  }
  return true;
}

/// Steps over null; anything else that begins with n is a fault.
bool JsonReader::read_null() {
  if (scalar_token() != "null") return syntax("a value");
  ++at_;
  return true;
}

// ---- strings

/// Strings come in order, so the text is searched for backslashes once, not string by string.
bool JsonReader::has_escapes(Span raw) {
  if (backslash_ < raw.begin || raw.begin < searched_from_) {
    searched_from_ = raw.begin;
    const size_t found = text_.find('\\', raw.begin);
    backslash_ = found == std::string_view::npos ? UINT32_MAX : static_cast<uint32_t>(found);
  }
  return backslash_ < raw.end;
}

/// `good` is false when the string cannot be text: it has half a surrogate pair.
bool JsonReader::map_string(Span raw, MappedText& out, bool& good) {
  const std::string_view inside = base::slice(text_, raw);
  out.source = absolute(raw.begin, raw.end);
  if (!has_escapes(raw)) {
    out.text = inside;
    return true;
  }
  char* decoded = static_cast<char*>(arena_.allocate(inside.size(), 1));
  const DecodedString result = decode_json_string(inside, decoded);
  if (result.fault != EscapeFault::none) {
    good = false;
    return bad_string(raw, result);
  }
  out.text = {decoded, result.size};
  out.mapping = base::Mapping::json;
  return true;
}

// ---- objects

void JsonReader::add_extra(Scope& scope, std::string_view name, Span place) {
  auto* extra = static_cast<Extra*>(scope.extra.add(arena_));
  extra->name = name;
  extra->json = base::slice(input_, place);
  extra->place = place;
}

void JsonReader::close_scope(Scope& scope, uint32_t begin) {
  Record& record = as_record(scope.record);
  record.place = last_value(begin);
  if (scope.extra.size() > 0) {
    record.extra.data = reinterpret_cast<const Extra*>(scope.extra.data());
    record.extra.size = scope.extra.size();
    record.extra.place = record.place;
    record.extra.presence = Presence::present;
  }
  finish_record(scope.schema, scope.record);
}

bool JsonReader::read_object(const RecordSchema& schema, void* record, uint32_t depth) {
  if (depth >= Limits::depth) {
    findings_.too_deep(absolute(here(), here() + 1), Limits::depth);
    return false;
  }
  const uint32_t begin = here();
  const FieldSchema* const fields = schema.fields.data();
  Scope scope{schema, record, depth, ++at_, fields, fields + schema.fields.size()};
  if (!take('}')) {
    for (bool more = true; more;) {
      Span raw_key;
      if (peek() != '"') return syntax("a key in quotes");
      if (!string_token(raw_key)) return false;
      if (!take(':')) return syntax("':' after a key");
      if (!read_member(scope, raw_key) || !close_list(more, '}')) return false;
    }
  }
  close_scope(scope, begin);
  return true;
}

bool JsonReader::read_member(Scope& scope, Span raw_key) {
  std::string_view name = base::slice(text_, raw_key);
  const Span key_place = absolute(raw_key.begin, raw_key.end);
  // Writers keep an order, most often that of the table: the next field is worth a look.
  const FieldSchema* field = scope.next;
  if (field == scope.end || !base::equal(field->name, name)) {
    field = find_field(scope.schema, name);
  }
  if (field == nullptr && name.find('\\') != std::string_view::npos) {
    MappedText key;
    bool good = true;
    if (!map_string(raw_key, key, good)) return false;
    if (good) name = key.text;
    field = find_field(scope.schema, name);
  }
  if (field == nullptr) return read_unknown(scope, name, key_place);
  scope.next = field + 1;
  const uint32_t bit = uint32_t{1} << (field - scope.schema.fields.data());
  if ((scope.seen & bit) != 0) return read_again(scope, *field, name, key_place);
  scope.seen |= bit;
  return read_value(scope, *field);
}

bool JsonReader::read_unknown(Scope& scope, std::string_view name, Span key_place) {
  for (uint32_t i = 0; i < scope.extra.size(); ++i) {
    const Extra& before = reinterpret_cast<const Extra*>(scope.extra.data())[i];
    if (before.name == name) {
      findings_.duplicate_key(key_place, name);
      break;
    }
  }
  const std::string_view near = names_.nearest(scope.schema, name);
  if (!near.empty()) findings_.unknown_field(key_place, name, near);
  const uint32_t begin = at_ < count_ ? here() : 0;
  if (!skip(scope.depth + 1)) return false;
  if (scope.extra.size() >= Limits::unknown_fields) {
    findings_.too_many(key_place, Limits::unknown_fields, "unknown fields");
    return false;
  }
  add_extra(scope, name, last_value(begin));
  return true;
}

/// A field that stands twice is malformed: nobody can know which of its values is meant. Both stay.
bool JsonReader::read_again(Scope& scope, const FieldSchema& field, std::string_view name,
                            Span key_place) {
  findings_.duplicate_key(key_place, name);
  const uint32_t begin = at_ < count_ ? here() : 0;
  if (!skip(scope.depth + 1)) return false;
  const Span place = last_value(begin);
  bool kept = false;
  for (uint32_t i = 0; i < scope.extra.size(); ++i) {
    kept |= reinterpret_cast<const Extra*>(scope.extra.data())[i].name == name;
  }
  if (!kept) {  // go back for the first value: its tokens were checked, so this cannot fail
    const uint32_t after = at_;
    at_ = scope.first_token;
    for (;;) {
      Span raw;
      string_token(raw);
      MappedText key;
      bool good = true;
      map_string(raw, key, good);
      ++at_;
      const uint32_t value = here();
      skip(scope.depth + 1);
      if (good && key.text == name) {
        add_extra(scope, name, last_value(value));
        break;
      }
      ++at_;
    }
    at_ = after;
  }
  if (scope.extra.size() >= Limits::unknown_fields) {
    findings_.too_many(key_place, Limits::unknown_fields, "repeated fields");
    return false;
  }
  set_presence(scope.record, field, Presence::malformed, place);
  add_extra(scope, name, place);
  return true;
}

// ---- fields

void JsonReader::keep_malformed(Scope& scope, const FieldSchema& field, Span place) {
  set_presence(scope.record, field, Presence::malformed, place);
  add_extra(scope, field.name, place);
}

bool JsonReader::wrong_type(Scope& scope, const FieldSchema& field) {
  if (at_ >= count_) return syntax("a value");
  const std::string_view name = type_name();
  const uint32_t begin = here();
  if (!skip(scope.depth + 1)) return false;
  const Span place = last_value(begin);
  findings_.wrong_type(place, expected_value(field), name);
  keep_malformed(scope, field, place);
  return true;
}

bool JsonReader::read_value(Scope& scope, const FieldSchema& field) {
  if (peek() == 'n') {
    const uint32_t begin = here();
    if (!read_null()) return false;
    set_presence(scope.record, field, Presence::null, last_value(begin));
    return true;
  }
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::time: return read_text_field(scope, field);
    case FieldKind::integer: return read_integer(scope, field);
    case FieldKind::boolean: return read_boolean(scope, field);
    case FieldKind::text_list: return read_text_list(scope, field);
    case FieldKind::record_list: return read_record_list(scope, field);
    case FieldKind::record:
      if (peek() != '{') return wrong_type(scope, field);
      return read_object(*field.record, &member<Record>(scope.record, field), scope.depth + 1);
  }
  return true;
}

bool JsonReader::read_text_field(Scope& scope, const FieldSchema& field) {
  if (peek() != '"') return wrong_type(scope, field);
  const bool is_time = field.kind == FieldKind::time;
  MappedText& text =
      is_time ? member<Time>(scope.record, field).written : member<Text>(scope.record, field).value;
  Span raw;
  bool good = true;
  if (!string_token(raw) || !map_string(raw, text, good)) return false;
  if (good && !is_time) {
    member<Text>(scope.record, field).presence = Presence::present;
  } else if (!good || !set_time(member<Time>(scope.record, field))) {
    if (good) findings_.wrong_time(text.source, text.text);
    keep_malformed(scope, field, absolute(raw.begin - 1, raw.end + 1));
  }
  return true;
}

bool JsonReader::read_integer(Scope& scope, const FieldSchema& field) {
  if (at_ >= count_ || !is_json_number(scalar_token())) return wrong_type(scope, field);
  const std::string_view token = scalar_token();
  const Span place = absolute(here(), token_end());
  ++at_;
  Integer& out = member<Integer>(scope.record, field);
  if (const auto value = parse_whole(token)) {
    out = {*value, place, Presence::present};
    return true;
  }
  findings_.not_whole(place, token);
  keep_malformed(scope, field, place);
  return true;
}

bool JsonReader::read_boolean(Scope& scope, const FieldSchema& field) {
  const std::string_view token = at_ < count_ ? scalar_token() : std::string_view{};
  if (token != "true" && token != "false") return wrong_type(scope, field);
  member<Boolean>(scope.record, field) = {token == "true", absolute(here(), token_end()),
                                          Presence::present};
  ++at_;
  return true;
}

bool JsonReader::read_text_list(Scope& scope, const FieldSchema& field) {
  const uint32_t begin = at_ < count_ ? here() : 0;
  const bool single = peek() == '"';
  if (!single && !take('[')) return wrong_type(scope, field);
  Growing items(sizeof(Text));
  bool all_good = true;
  bool more = single || !take(']');
  while (more) {
    if (items.size() >= field.limit) {
      findings_.too_many(absolute(begin, begin + 1), field.limit, field.name);
      return false;
    }
    bool good = true;
    if (peek() == '"') {
      Span raw;
      auto* item = static_cast<Text*>(items.add(arena_));
      if (!string_token(raw) || !map_string(raw, item->value, good)) return false;
      item->presence = good ? Presence::present : Presence::malformed;
    } else {
      good = false;
      if (at_ >= count_) return syntax("a value");
      const std::string_view name = type_name();
      const uint32_t item_begin = here();
      if (!skip(scope.depth + 2)) return false;
      findings_.wrong_type(last_value(item_begin), expected_item(field), name);
      auto* item = static_cast<Text*>(items.add(arena_));
      item->value.source = last_value(item_begin);
      item->presence = Presence::malformed;
    }
    all_good &= good;
    if (single) break;
    if (!close_list(more, ']')) return false;
  }
  const Span place = last_value(begin);
  store_list(scope.record, field, {items.data(), items.size(), place, Presence::present});
  if (!all_good) keep_malformed(scope, field, place);
  return true;
}

// ---- lists of records

bool JsonReader::read_record_list(Scope& scope, const FieldSchema& field) {
  const uint32_t begin = at_ < count_ ? here() : 0;
  const char first = peek();
  Growing items(field.record->size);
  bool all_good = true;
  if (first == '[') {
    ++at_;
    bool more = !take(']');
    while (more) {
      if (items.size() >= field.limit) {
        findings_.too_many(absolute(begin, begin + 1), field.limit, field.name);
        return false;
      }
      if (!read_item(field, items, scope.depth + 2, all_good) || !close_list(more, ']'))
        return false;
    }
  } else if (first == '{') {
    if (!read_item(field, items, scope.depth + 1, all_good)) return false;
  } else if (first == '"' && field.record->bare_field >= 0) {
    if (!read_bare(field, items, field.record->splits_text, all_good)) return false;
  } else {
    return wrong_type(scope, field);
  }
  const Span place = last_value(begin);
  store_list(scope.record, field, {items.data(), items.size(), place, Presence::present});
  if (!all_good) keep_malformed(scope, field, place);
  return true;
}

bool JsonReader::read_item(const FieldSchema& field, Growing& items, uint32_t depth,
                           bool& all_good) {
  if (peek() == '{') return read_object(*field.record, items.add(arena_), depth);
  if (peek() == '"' && field.record->bare_field >= 0) {
    return read_bare(field, items, false, all_good);
  }
  if (at_ >= count_) return syntax("a value");
  const std::string_view name = type_name();
  const uint32_t begin = here();
  if (!skip(depth)) return false;
  findings_.wrong_type(last_value(begin), expected_item(field), name);
  set_all(items.add(arena_), *field.record, Presence::malformed, last_value(begin));
  all_good = false;
  return true;
}

/// A string where a record is expected stands for one of its fields.
bool JsonReader::read_bare(const FieldSchema& field, Growing& items, bool split, bool& all_good) {
  Span raw;
  MappedText text;
  bool good = true;
  if (!string_token(raw) || !map_string(raw, text, good)) return false;
  if (split && good) {
    if (add_paragraphs(field, text, input_, arena_, items)) return true;
    findings_.too_many(text.source, field.limit, field.name);
    return false;
  }
  void* record = items.add(arena_);
  const FieldSchema& bare = field.record->fields[static_cast<size_t>(field.record->bare_field)];
  as_record(record).place = absolute(raw.begin - 1, raw.end + 1);
  Text& out = member<Text>(record, bare);
  out.value = text;
  out.presence = good ? Presence::present : Presence::malformed;
  all_good &= good;
  finish_record(*field.record, record);
  return true;
}

bool JsonReader::read(Article& article) {
  if (index_.fault() == JsonFault::invalid_utf8) {
    findings_.invalid_utf8(base_ + index_.fault_at());
    return false;
  }
  if (count_ == 0) {
    findings_.empty();
    return false;
  }
  if (peek() != '{') return syntax("'{' to open the article");
  if (!read_object(article_schema(), &article, 0)) return false;
  return at_ == count_ || syntax("the end of the text after the article");
}

}  // namespace

std::string_view UnknownNames::nearest(const RecordSchema& schema, std::string_view name) {
  constexpr size_t longest = 64, most = 1024;
  if (name.empty() || name.size() > longest) return {};
  key_.assign(schema.name).append(1, ' ').append(name);
  if (const auto found = known_.find(key_); found != known_.end()) return found->second;
  if (searches_left_ == 0) return {};
  --searches_left_;
  if (known_.size() >= most) known_.clear();
  return known_[key_] = base::nearest(name, schema.names);
}

bool read_json(std::string_view input, JsonScratch& scratch, base::Arena& arena, Article& article,
               Findings& findings) {
  const uint32_t begin = input.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  scratch.index.build(input.substr(begin));
  return JsonReader(input, begin, scratch, arena, findings).read(article);
}

}  // namespace stet::formats
