// Terms, rules and standing exceptions. What their expressions mean is checked when they are
// compiled (rules.h).
#include <algorithm>
#include <array>

#include "engine/base/suggest.h"
#include "engine/methodology/reading.h"

namespace stet::methodology {
namespace {

constexpr std::array<std::string_view, 11> type_names_of_terms{
    "int",      "double", "bool", "string", "list", "timestamp",
    "duration", "uint",   "map",  "bytes",  "dyn"};

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Names in lower case are types of the language; those with a capital are the gate's records,
/// which it declares later.
bool check_type(Reading& reading, const Node& node) {
  const std::string_view text = node.view();
  for (size_t i = 0; i < text.size();) {
    if (!is_name_char(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && is_name_char(text[end])) ++end;
    const std::string_view name = text.substr(i, end - i);
    i = end;
    const bool record = name[0] >= 'A' && name[0] <= 'Z';
    const auto& known = type_names_of_terms;
    if (record || std::find(known.begin(), known.end(), name) != known.end()) continue;
    reading.messages.conflict(
        node,
        "expected a type such as int, double, bool, string or list(string), found " + quoted(text),
        base::did_you_mean(name, known));
    return false;
  }
  return true;
}

/// One that is wrong is told once: conditions see the term as `dyn`, which fits everywhere.
std::string type_of_term(Reading& reading, const Node& term) {
  const Node* type = get(term, "type", string_node);
  return type && check_type(reading, *type) ? std::string(type->view()) : "dyn";
}

Stage stage_of(const Node& rule) {
  const std::string stage = text_of(rule, "stage");
  if (stage == "draft") return Stage::draft;
  return stage == "observe" ? Stage::observe : Stage::enforce;
}

/// The bits of those `names` that `items` has; `otherwise` when there are none.
uint8_t bits_of(std::span<const Node> items, std::span<const std::string_view> names,
                uint8_t otherwise) {
  uint8_t bits = 0;
  for (const Node& item : items) {
    for (size_t i = 0; i < names.size(); ++i) {
      if (item.is(string_node) && item.view() == names[i]) bits |= static_cast<uint8_t>(1u << i);
    }
  }
  return bits == 0 ? otherwise : bits;
}

Scope read_scope(Reading& reading, const Node& find) {
  const std::array<std::string_view, 5> parts{
      to_string(Part::headline), to_string(Part::description), to_string(Part::takeaway),
      to_string(Part::claim), to_string(Part::body)};
  const std::array<std::string_view, 3> voices{to_string(Voice::own), to_string(Voice::paraphrase),
                                               to_string(Voice::quotation)};
  Scope out;
  out.parts = bits_of(items_of(find, "in"), parts, out.parts);
  out.voices = bits_of(items_of(find, "voice"), voices, out.voices);
  for (const Node& section : items_of(find, "sections")) {
    if (!section.is(string_node)) continue;
    reading.resolve(section, "a section", reading.sections);
    out.sections.emplace_back(section.view());
  }
  return out;
}

void read_find(Reading& reading, const Node& node, Rule& rule) {
  const Node* find = get(node, "find", object_node);
  if (!find) return;
  Find out;
  out.lists = reading.resolve_lists(*find, "lists");
  out.pattern = located(get(*find, "pattern", string_node));
  out.scope = read_scope(reading, *find);
  if (get(*find, "phrases", list_node)) {
    std::vector<Phrase> phrases = read_phrases(reading, *find);
    std::vector<PhraseList>& lists = reading.out.lists;
    out.lists.push_back(static_cast<uint32_t>(lists.size()));
    lists.push_back({"find:" + rule.id, rule.title, std::move(phrases), false, false});
  }
  if (!find->find("lists") && !find->find("phrases") && !find->find("pattern")) {
    reading.messages.conflict(*find, opening(*find),
                              "expected 'lists', 'phrases' or 'pattern' in 'find', found none");
  }
  rule.find = std::move(out);
}

void read_fixes(const Node& node, Rule& rule) {
  const Node* fix = get(node, "fix", string_node | list_node);
  if (!fix) return;
  if (fix->is(string_node)) rule.fixes.push_back(located(fix));
  for (const Node& item : fix->items) {
    if (item.is(string_node)) rule.fixes.push_back(located(&item));
  }
}

void read_waivable(const Node& node, Rule& rule) {
  const Node* waivable = get(node, "waivable", boolean_node | list_node);
  if (!waivable) return;
  rule.waivable_by = texts(waivable->items);
  rule.waivable = waivable->boolean || !rule.waivable_by.empty();
}

/// Which parts of a rule go together: when, each + when, find (+ when), when + at.
void check_parts(Reading& reading, const Node& node) {
  Messages& messages = reading.messages;
  const Node* each = node.find("each");
  const Node* find = node.find("find");
  const Node* at = node.find("at");
  const Node* edit = node.find("edit");
  if (!node.find("when") && !find) {
    messages.conflict(
        node, opening(node),
        "expected 'when' or 'find' in the rule " + quoted(text_of(node, "id")) + ", found neither");
  }
  if (each && find) {
    messages.conflict(*find, opening(*find), "expected 'each' or 'find', found both",
                      "a rule goes through one list: 'find' is the list of hits");
  }
  if (at && (each || find)) {
    messages.conflict(
        *at, std::string("expected no 'at' beside ") + (each ? "'each'" : "'find'") + ", found one",
        "the finding stands at the element itself");
  }
  if (edit && !find) {
    messages.conflict(*edit, opening(*edit), "expected 'edit' beside 'find' only, found it without",
                      "only a hit in the text can be replaced");
  }
  const Node* since = get(node, "since", string_node);
  const Node* until = get(node, "until", string_node);
  if (since && until && until->view() < since->view()) {
    messages.conflict(*until, "expected a day on or after " + quoted(since->view()) + ", found " +
                                  quoted(until->view()));
  }
}

void read_references(Reading& reading, const Node& node, Rule& rule) {
  if (const Node* decision = get(node, "decision", string_node)) {
    rule.decision = reading.resolve_decision(*decision).value_or(0);
  }
  if (const Node* unknown = get(node, "unknown", string_node)) {
    rule.when_unknown = reading.resolve_decision(*unknown);
  }
  if (const Node* cites = get(node, "cites", string_node)) {
    reading.resolve(*cites, "a promise", reading.promises);
    rule.cites = std::string(cites->view());
  }
}

Rule read_rule(Reading& reading, const Node& node) {
  Rule rule;
  rule.place = node.place;
  rule.file = node.file;
  read_text(node, "id", rule.id);
  read_text(node, "title", rule.title);
  read_text(node, "why", rule.why);
  read_text(node, "owner", rule.owner);
  read_text(node, "since", rule.since);
  read_text(node, "until", rule.until);
  rule.stage = stage_of(node);
  read_references(reading, node, rule);
  rule.each = located(get(node, "each", string_node));
  rule.when = located(get(node, "when", string_node));
  rule.at = located(get(node, "at", string_node));
  rule.message = located(get(node, "message", string_node));
  read_find(reading, node, rule);
  read_fixes(node, rule);
  if (const Node* edit = get(node, "edit", object_node)) {
    rule.replacement = located(get(*edit, "replace", string_node));
  }
  read_waivable(node, rule);
  check_parts(reading, node);
  rule.tests = read_tests(reading, node);
  return rule;
}

}  // namespace

void read_terms(Reading& reading, const Node& root) {
  for (const Node& node : items_of(root, "terms")) {
    if (!node.is(object_node)) continue;
    reading.out.terms.push_back({text_of(node, "id"), type_of_term(reading, node),
                                 text_of(node, "unit"), text_of(node, "means"),
                                 located(get(node, "is", string_node))});
  }
}

void read_rules(Reading& reading, const Node& root) {
  for (const Node& node : items_of(root, "rules")) {
    if (!node.is(object_node)) continue;
    if (const Node* id = get(node, "id", string_node)) {
      reading.rules.add(id->view(), static_cast<uint32_t>(reading.out.rules.size()));
    }
    reading.out.rules.push_back(read_rule(reading, node));
  }
}

void read_exceptions(Reading& reading, const Node& root) {
  for (const Node& node : items_of(root, "exceptions")) {
    if (!node.is(object_node)) continue;
    if (const Node* rule = get(node, "rule", string_node)) {
      reading.resolve(*rule, "a rule", reading.rules);
    }
    if (!node.find("story") == !node.find("desk")) {
      reading.messages.conflict(node, opening(node),
                                std::string("expected 'story' or 'desk' in an exception, found ") +
                                    (node.find("story") ? "both" : "neither"));
    }
    reading.out.exceptions.push_back({text_of(node, "rule"), text_of(node, "story"),
                                      text_of(node, "desk"), text_of(node, "reason"),
                                      text_of(node, "name"), text_of(node, "until"), node.place,
                                      node.file});
  }
}

}  // namespace stet::methodology
