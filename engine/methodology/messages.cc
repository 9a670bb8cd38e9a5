#include "engine/methodology/messages.h"

#include <algorithm>
#include <iterator>

#include "engine/base/number.h"
#include "engine/base/suggest.h"

namespace stet::methodology {
namespace {

constexpr size_t listed_names = 12;

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string number_text(double value) {
  std::string out;
  base::append_double(out, value);
  return out;
}

/// Keys and words that would bring in how often a story is told.
bool counts_coverage(std::string_view text) {
  constexpr std::string_view signs[] = {"coverage", "outlet", "popular",
                                        "views",    "trend",  "mention"};
  return std::any_of(std::begin(signs), std::end(signs),
                     [&](std::string_view sign) { return text.find(sign) != text.npos; });
}

constexpr const char* no_coverage =
    "impact has no place for coverage volume: it rests on what the text says of consequence";

/// What a string of that form is, as in "expected …".
std::string form_name(Form form) {
  switch (form) {
    case Form::any:
    case Form::replacement: return "a text";
    case Form::text: return "a text that is not empty";
    case Form::word:
      return "a word of lower-case letters, digits and '-' that begins with a letter";
    case Form::identifier: return "a name of letters, digits and '_' that conditions can use";
    case Form::cel: return "an expression";
    case Form::message: return "a text that is not empty";
    case Form::date: return "a date such as 2026-11-01";
    case Form::digest: return "64 hexadecimal digits, as sha256sum prints them";
    case Form::time: return "a date such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z";
  }
  return "a text";
}

/// "Some Name" → "some-name": what the author may have wanted for an id.
std::string as_word(std::string_view text, char dash) {
  std::string out;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool letter = lower >= 'a' && lower <= 'z';
    const bool digit = lower >= '0' && lower <= '9';
    if (letter || (digit && !out.empty())) {
      out += lower;
    } else if (!out.empty() && out.back() != dash) {
      out += dash;
    }
  }
  while (!out.empty() && out.back() == dash) out.pop_back();
  return out;
}

std::string type_hint(const Node& at, const Shape& shape) {
  const bool wants_text = (shape.types & string_node) != 0;
  const bool scalar = at.is(integer_node) || at.is(number_node) || at.is(boolean_node);
  if (wants_text && scalar) return "put it in quotes to make it a text";
  if (at.is(string_node) && !wants_text && (shape.types & (integer_node | number_node))) {
    return "numbers are written without quotes";
  }
  if (at.is(string_node) && shape.types == boolean_node)
    return "write true or false without quotes";
  if (shape.types == list_node && (at.is(string_node) || at.is(object_node))) {
    return "put it in [ ] to make it a list of one";
  }
  return {};
}

}  // namespace

std::string alternatives(std::span<const std::string_view> names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += quoted(names[i]);
  }
  return out;
}

base::Span opening(const Node& object) {
  return {object.place.begin, std::min(object.place.begin + 1, object.place.end)};
}

void Messages::add(std::string_view code, uint32_t file, base::Span place, std::string message,
                   std::string suggestion) {
  const bool known = file < methodology_.files.size();
  problems_.add({base::Severity::error, code,
                 known ? methodology_.files[file]->name : std::string(), place, std::move(message),
                 std::move(suggestion)});
}

void Messages::no_such_file(const Node* from, const std::string& name) {
  const std::string message = "expected a file that can be read, found none at " + quoted(name);
  if (from)
    return add("no-such-file", *from, message, "paths are relative to the file they stand in");
  problems_.add({base::Severity::error, "no-such-file", name, {}, message, {}});
}

void Messages::extends_cycle(const Node& from, std::span<const std::string> chain) {
  std::string path;
  for (const std::string& name : chain) path += (path.empty() ? "" : " → ") + name;
  add("extends-cycle", from, "expected files that do not extend themselves, found " + path);
}

void Messages::other_file(const Node& digest, const std::string& name, const std::string& found) {
  add("wrong-digest", digest,
      "expected the file " + quoted(name) + " with this SHA-256, found " + found,
      "the file is another one than was pinned: see what changed with 'stet rules diff', then pin "
      "what 'sha256sum' prints");
}

void Messages::too_many_files(const Node& from, size_t most) {
  add("too-many-files", from, "expected at most " + std::to_string(most) + " files, found more");
}

void Messages::extends_too_deep(const Node& from, size_t most) {
  add("extends-too-deep", from,
      "expected at most " + std::to_string(most) + " files that extend one another, found more");
}

void Messages::wrong_version(const Node& at) {
  add("wrong-version", at, "expected 1, the version of this format, found " + describe(at),
      at.is(integer_node) && at.integer > 1 ? "a later version of stet reads this file" : "");
}

void Messages::wrong_type(const Node& at, const Shape& shape) {
  add("wrong-type", at, "expected " + type_names(shape.types) + ", found " + describe(at),
      type_hint(at, shape));
}

void Messages::null_without_base(const Node& at, const Shape& shape) {
  add("null", at, "expected " + type_names(shape.types) + ", found null",
      "null takes away what an extended file says; there is nothing here to take away");
}

void Messages::unknown_key(const Member& at, const ObjectKeys& object) {
  std::vector<std::string_view> names;
  for (const Key& key : object.keys) names.push_back(key.name);
  std::string message = "expected a key of '" + std::string(object.name) + "'";
  if (names.size() <= listed_names) message += " (" + alternatives(names) + ")";
  add("unknown-key", at.key_file, at.key_place, message + ", found " + quoted(at.key.text),
      object.of_impact && counts_coverage(at.key.text) ? no_coverage
                                                       : base::did_you_mean(at.key.text, names));
}

void Messages::missing_key(const Node& object, const ObjectKeys& keys, const Key& key) {
  add("missing-key", object.file, opening(object),
      "expected the key " + quoted(key.name) + " in '" + std::string(keys.name) + "', found none",
      quoted(key.name) + " is " + std::string(key.doc));
}

void Messages::wrong_form(const Node& at, Form form) {
  const bool id = form == Form::word || form == Form::identifier;
  const std::string word = id ? as_word(at.view(), form == Form::word ? '-' : '_') : "";
  const bool helps = !word.empty() && word != at.view();
  add(id                                         ? "wrong-id"
      : form == Form::date || form == Form::time ? "wrong-date"
      : form == Form::digest                     ? "wrong-digest"
                                                 : "empty-text",
      at,
      "expected " + form_name(form) + ", found " +
          (at.view().empty() ? "an empty text" : describe(at)),
      helps ? "did you mean '" + word + "'?" : "");
}

void Messages::wrong_key_form(const Member& at, Form form) {
  const std::string word = form == Form::word ? as_word(at.key.text, '-') : "";
  add("wrong-id", at.key_file, at.key_place,
      "expected " + form_name(form) + ", found " + quoted(at.key.text),
      word.empty() ? "" : "did you mean '" + word + "'?");
}

void Messages::out_of_range(const Node& at, const Shape& shape) {
  const double infinity = std::numeric_limits<double>::infinity();
  std::string range = "from " + number_text(shape.least);
  range += shape.most < infinity ? " to " + number_text(shape.most) : " on";
  add("out-of-range", at, "expected a number " + range + ", found " + describe(at));
}

void Messages::wrong_choice(const Node& at, std::span<const std::string_view> choices) {
  add("wrong-choice", at, "expected " + alternatives(choices) + ", found " + quoted(at.view()),
      counts_coverage(at.view()) ? no_coverage : base::did_you_mean(at.view(), choices));
}

void Messages::empty_list(const Node& at) {
  add("empty-list", at, "expected at least one item, found an empty list");
}

void Messages::duplicate_id(const Node& at, std::string_view id) {
  add("duplicate-id", at, "expected each id once, found " + quoted(id) + " again");
}

void Messages::unknown_reference(const Node& at, std::string_view what,
                                 std::span<const std::string_view> known) {
  std::string message = "expected the id of " + std::string(what);
  if (known.empty()) message += " (there is none)";
  if (!known.empty() && known.size() <= listed_names) message += " (" + alternatives(known) + ")";
  add("unknown-reference", at, message + ", found " + quoted(at.view()),
      base::did_you_mean(at.view(), known));
}

void Messages::conflict(const Node& at, std::string message, std::string suggestion) {
  add("conflict", at, std::move(message), std::move(suggestion));
}

void Messages::conflict(const Node& file_of, base::Span place, std::string message,
                        std::string suggestion) {
  add("conflict", file_of.file, place, std::move(message), std::move(suggestion));
}

void Messages::misspelt_field(const Member& at, std::span<const std::string_view> fields) {
  std::string suggestion = base::did_you_mean(at.key.text, fields);
  if (suggestion.empty()) return;
  add("unknown-key", at.key_file, at.key_place,
      "expected a field of an article, found " + quoted(at.key.text), std::move(suggestion));
}

void Messages::missing_example(const Node& at, std::string_view rule, std::string_view which) {
  add("missing-example", at.file, opening(at),
      "expected an example in 'tests." + std::string(which) + "' of the rule " + quoted(rule) +
          ", found none",
      which == "fires" ? "an example for which the rule fires proves that it can"
                       : "a near miss for which it stays silent proves that it knows its limits");
}

}  // namespace stet::methodology
