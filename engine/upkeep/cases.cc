#include "engine/upkeep/cases.h"

#include <algorithm>
#include <array>

#include "engine/base/json_writer.h"
#include "engine/base/suggest.h"
#include "engine/formats/date_time.h"
#include "engine/report/printable.h"

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Methodology;
using methodology::Node;
using methodology::NodeType;

constexpr uint8_t number_types = methodology::integer_node | methodology::number_node;

struct KeyTypes {
  std::string_view name;
  uint8_t types;
};
constexpr std::array case_keys{
    KeyTypes{"name", methodology::string_node},
    KeyTypes{"story", methodology::string_node | methodology::object_node},
    KeyTypes{"file", methodology::string_node},
    KeyTypes{"now", methodology::string_node},
    KeyTypes{"expect", methodology::object_node},
};
constexpr std::array expect_keys{
    KeyTypes{"decision", methodology::string_node},
    KeyTypes{"fires", methodology::list_node},
    KeyTypes{"unknown", methodology::list_node},
    KeyTypes{"sources", methodology::integer_node},
    KeyTypes{"badge", methodology::string_node},
    KeyTypes{"sentimentLabel", methodology::string_node},
    KeyTypes{"sentiment", number_types},
    KeyTypes{"impact", number_types},
    KeyTypes{"confidence", number_types},
    KeyTypes{"hits", methodology::object_node},
};
constexpr std::array file_keys{
    KeyTypes{"$schema", methodology::string_node},
    KeyTypes{"cases", methodology::list_node},
};

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

class CaseReader {
 public:
  CaseReader(CaseFile& out, const Methodology& methodology, methodology::FileSource& files,
             base::Problems& problems)
      : out_(out), methodology_(methodology), files_(files), problems_(problems) {
    for (const methodology::Rule& rule : methodology.rules) rules_.push_back(rule.id);
    for (const methodology::Decision& one : methodology.decisions) decisions_.push_back(one.id);
    for (const methodology::PhraseList& list : methodology.lists) lists_.push_back(list.id);
  }

  void read(const Node& root) {
    if (!check_keys(root, file_keys)) return;
    const Node* cases = root.find("cases");
    if (cases == nullptr) return tell("missing-key", root.place, "expected 'cases', found none");
    for (const Node& item : cases->items) {
      if (check_keys(item, case_keys)) read_case(item);
    }
  }

 private:
  void tell(std::string_view code, base::Span place, std::string message, std::string hint = {}) {
    problems_.add(
        {base::Severity::error, code, out_.name, place, std::move(message), std::move(hint)});
  }

  template <size_t size>
  bool check_keys(const Node& node, const std::array<KeyTypes, size>& keys) {
    const size_t errors = problems_.error_count();
    if (!node.is(methodology::object_node)) {
      tell("wrong-type", node.place, "expected an object, found " + describe(node));
      return false;
    }
    std::array<std::string_view, size> names;
    for (size_t i = 0; i < size; ++i) names[i] = keys[i].name;
    for (const Member& member : node.members) {
      const auto key = std::find_if(keys.begin(), keys.end(),
                                    [&](const KeyTypes& k) { return k.name == member.key.text; });
      if (key == keys.end()) {
        tell("unknown-key", member.key_place,
             "expected a key of cases, found " + quoted(member.key.text),
             base::did_you_mean(member.key.text, names));
      } else if ((key->types & member.value.type) == 0) {
        tell("wrong-type", member.value.place,
             "expected " + methodology::type_names(key->types) + ", found " +
                 describe(member.value));
      }
    }
    return problems_.error_count() == errors;
  }

  void read_case(const Node& node) {
    Case made;
    made.place = node.place;
    made.last_member =
        node.members.empty() ? node.place.begin + 1 : node.members.back().value.place.end;
    if (const Node* name = node.find("name")) made.name = name->view();
    if (const Node* now = node.find("now")) {
      made.now = now->view();
      if (!formats::parse_date_time(made.now)) {
        tell("wrong-time", now->place, "expected a date or time, found " + describe(*now));
      }
    }
    if (made.name.empty()) made.name = "case " + std::to_string(out_.cases.size() + 1);
    read_story(node, made);
    const Node* expect = node.find("expect");
    if (expect != nullptr && check_keys(*expect, expect_keys)) read_expectation(*expect, made);
    out_.cases.push_back(std::move(made));
  }

  void read_story(const Node& node, Case& made) {
    const Node* file = node.find("file");
    const Node* story = node.find("story");
    if ((file != nullptr) == (story != nullptr)) {
      return tell("conflict", node.place,
                  std::string("expected 'story' or 'file' in a case, found ") +
                      (file != nullptr ? "both" : "neither"));
    }
    if (file == nullptr) {
      methodology::RuleTest test;
      test.change = story;
      made.story = methodology::article_json(methodology_, test);
      return;
    }
    auto bytes = files_.read(files_.resolve(out_.name, std::string(file->view())));
    if (!bytes)
      return tell("no-such-file", file->place,
                  "expected a story, found no file " + quoted(file->view()));
    made.story = std::move(*bytes);
    made.format = formats::Format::automatic;
  }

  std::vector<std::string> ids(const Node& list, const std::vector<std::string_view>& known,
                               std::string_view what) {
    std::vector<std::string> out;
    for (const Node& item : list.items) {
      if (item.is(methodology::string_node)) refer(item, known, what);
      out.emplace_back(item.view());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  void refer(const Node& id, const std::vector<std::string_view>& known, std::string_view what) {
    refer(id.view(), id.place, known, what);
  }

  void refer(std::string_view id, base::Span place, const std::vector<std::string_view>& known,
             std::string_view what) {
    const bool ours = id.substr(0, 5) == "stet/";  // what the gate itself finds
    if (ours || std::find(known.begin(), known.end(), id) != known.end()) return;
    tell("unknown-reference", place,
         "expected the id of " + std::string(what) + ", found " + quoted(id),
         base::did_you_mean(id, known));
  }

  void read_expectation(const Node& node, Case& made) {
    made.expect_place = node.place;
    Expectation& out = made.expect;
    const auto number = [&](std::string_view key, std::optional<double>& to) {
      if (const Node* value = node.find(key)) to = value->number;
    };
    if (const Node* decision = node.find("decision")) {
      refer(*decision, decisions_, "a decision");
      out.decision = std::string(decision->view());
    }
    if (const Node* fires = node.find("fires")) out.fires = ids(*fires, rules_, "a rule");
    if (const Node* unknown = node.find("unknown")) out.unknown = ids(*unknown, rules_, "a rule");
    if (const Node* label = node.find("sentimentLabel"))
      out.sentiment_label = std::string(label->view());
    if (const Node* badge = node.find("badge")) out.badge = std::string(badge->view());
    if (const Node* sources = node.find("sources"))
      out.sources = static_cast<uint32_t>(sources->integer);
    number("sentiment", out.sentiment);
    number("impact", out.impact);
    number("confidence", out.confidence);
    const Node* hits = node.find("hits");
    if (hits == nullptr) return;
    for (const Member& member : hits->members) {
      refer(member.key.text, member.key_place, lists_, "a phrase list");
      out.hits.emplace_back(std::string(member.key.text),
                            static_cast<uint32_t>(member.value.integer));
    }
  }

  CaseFile& out_;
  const Methodology& methodology_;
  methodology::FileSource& files_;
  base::Problems& problems_;
  std::vector<std::string_view> rules_, decisions_, lists_;
};

std::string joined(const std::vector<std::string>& ids) {
  if (ids.empty()) return "none";
  std::string out;
  for (const std::string& id : ids) out.append(out.empty() ? "" : ", ").append(id);
  return out;
}

std::string fixed(double value) {
  std::string out;
  report::append_fixed(out, value, 3);
  return out;
}

std::vector<std::string> without(const std::vector<std::string>& from,
                                 const std::vector<std::string>& taken) {
  std::vector<std::string> out;
  std::set_difference(from.begin(), from.end(), taken.begin(), taken.end(),
                      std::back_inserter(out));
  return out;
}

uint32_t hits_of(const Judged& found, const Methodology& methodology, std::string_view list) {
  for (size_t i = 0; i < methodology.lists.size() && i < found.hits.size(); ++i) {
    if (methodology.lists[i].id == list) return found.hits[i];
  }
  return 0;
}

class Differences {
 public:
  void text(std::string_view what, const std::optional<std::string>& expected,
            const std::string& found) {
    if (expected && *expected != found) add(what, *expected, found);
  }
  void number(std::string_view what, const std::optional<double>& expected, double found) {
    if (expected && fixed(*expected) != fixed(found)) add(what, fixed(*expected), fixed(found));
  }
  void count(std::string_view what, uint32_t expected, uint32_t found) {
    if (expected != found) add(what, std::to_string(expected), std::to_string(found));
  }
  void ids(std::string_view what, const std::optional<std::vector<std::string>>& expected,
           const std::vector<std::string>& found) {
    if (!expected || *expected == found) return;
    const auto missing = without(*expected, found), extra = without(found, *expected);
    std::string line(what);
    line += ": ";
    if (!missing.empty()) line += "expected " + joined(missing) + ", silent";
    if (!extra.empty()) line += (missing.empty() ? "" : "; ") + ("not expected: " + joined(extra));
    lines_.push_back(std::move(line));
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  void add(std::string_view what, const std::string& expected, const std::string& found) {
    lines_.push_back(std::string(what) + ": expected " + expected + ", found " + found);
  }
  std::vector<std::string> lines_;
};

}  // namespace

std::unique_ptr<CaseFile> read_cases(const std::string& name, const gate::Gate& gate,
                                     methodology::FileSource& files, base::Problems& problems) {
  auto out = std::make_unique<CaseFile>();
  out->name = name;
  auto bytes = files.read(name);
  if (!bytes) {
    problems.add(
        {base::Severity::error, "no-such-file", name, {}, "expected cases, found no file", ""});
    return nullptr;
  }
  out->bytes = std::move(*bytes);
  const size_t errors = problems.error_count();
  base::Arena arena;
  const auto root = methodology::parse_file({out->bytes, out->name, 0}, arena, problems);
  if (root) CaseReader(*out, gate.methodology(), files, problems).read(*root);
  if (problems.error_count() > errors) return nullptr;
  return out;
}

bool stands_beside(std::string_view rules, std::string_view file) {
  constexpr std::string_view endings[] = {".json", ".jsonc", ".yaml", ".yml"};
  const auto stem_of = [&](std::string_view name) {
    for (const std::string_view ending : endings) {
      if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending) {
        return name.substr(0, name.size() - ending.size());
      }
    }
    return std::string_view();
  };
  const size_t slash = rules.rfind('/');
  const size_t folder = slash == std::string_view::npos ? 0 : slash + 1;
  const std::string_view name = stem_of(rules.substr(folder)), other = stem_of(file);
  if (name.empty() || other.empty()) return false;
  std::string expected(rules.substr(0, folder));
  expected.append("tests/").append(name);
  if (other == expected) return true;
  expected += '/';
  return other.size() > expected.size() && other.substr(0, expected.size()) == expected &&
         other.find('/', expected.size()) == std::string_view::npos;
}

std::vector<std::string> differences(const Expectation& expected, const Judged& found,
                                     const Methodology& methodology) {
  Differences out;
  if (!found.readable) return {"the story cannot be read"};
  if (expected.empty()) return {"the case expects nothing: it proves nothing"};
  out.text("decision", expected.decision, found.decision);
  out.ids("fires", expected.fires, found.fires);
  // A case that says which rules fire means that all others can be evaluated and stay silent.
  out.ids("unknown", expected.unknown.value_or(std::vector<std::string>()), found.unknown);
  if (expected.sources) out.count("sources", *expected.sources, found.sources);
  out.text("badge", expected.badge, found.badge);
  out.text("sentimentLabel", expected.sentiment_label, found.sentiment_label);
  out.number("sentiment", expected.sentiment, found.sentiment);
  out.number("impact", expected.impact, found.impact);
  out.number("confidence", expected.confidence, found.confidence);
  for (const auto& [list, count] : expected.hits) {
    out.count("hits of " + list, count, hits_of(found, methodology, list));
  }
  return out.take();
}

std::string expectation_json(const Expectation& expected, const Judged& found,
                             const Methodology& methodology) {
  std::string out;
  const auto key = [&](std::string_view name) {
    out.append(out.empty() ? "{\"" : ", \"").append(name).append("\": ");
  };
  const auto text = [&](const std::string& value) {
    out += '"';
    base::append_json_escaped(out, value);
    out += '"';
  };
  const auto ids = [&](const std::vector<std::string>& values) {
    out += '[';
    for (const std::string& value : values) {
      if (&value != values.data()) out += ", ";
      text(value);
    }
    out += ']';
  };
  key("decision"), text(found.decision);
  key("fires"), ids(found.fires);
  if (!found.unknown.empty()) key("unknown"), ids(found.unknown);
  if (expected.sources) key("sources"), out += std::to_string(found.sources);
  if (expected.badge) key("badge"), text(found.badge);
  if (expected.sentiment_label) key("sentimentLabel"), text(found.sentiment_label);
  if (expected.sentiment) key("sentiment"), out += fixed(found.sentiment);
  if (expected.impact) key("impact"), out += fixed(found.impact);
  if (expected.confidence) key("confidence"), out += fixed(found.confidence);
  if (!expected.hits.empty()) {
    key("hits");
    out += '{';
    for (const auto& [list, count] : expected.hits) {
      if (&list != &expected.hits.front().first) out += ", ";
      text(list);
      out += ": " + std::to_string(hits_of(found, methodology, list));
    }
    out += '}';
  }
  return out + "}";
}

}  // namespace stet::upkeep
