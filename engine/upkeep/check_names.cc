// Terms, lists, promises, decisions and glossary entries that nothing uses; phrases in two
// polarities.
#include <algorithm>
#include <map>
#include <set>

#include "engine/cel/environment_tables.h"
#include "engine/upkeep/effect_report.h"

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

/// All strings of the file but those of lists, glossary and examples: what may name a list.
class Strings {
 public:
  explicit Strings(const Node& root) {
    for (const Member& member : root.members) {
      const std::string_view key = member.key.text;
      if (key == "lists" || key == "example") continue;
      if (key == "glossary") continue;
      gather(member.value);
    }
  }

  bool has(std::string_view text) const { return whole_.count(std::string(text)) != 0; }
  /// Anywhere inside, without case.
  bool mentions(std::string_view text) const {
    const std::string wanted = lower(text);
    return all_.find(wanted) != std::string::npos;
  }

 private:
  void gather(const Node& node) {
    if (node.is(methodology::string_node)) {
      whole_.insert(std::string(node.view()));
      all_ += lower(node.view()) + "\n";
    }
    for (const Node& item : node.items) gather(item);
    for (const Member& member : node.members) {
      whole_.insert(std::string(member.key.text));
      gather(member.value);
    }
  }

  std::set<std::string> whole_;
  std::string all_;
};

template <typename Visit>
void visit_programs(const methodology::CompiledRules& rules, Visit visit) {
  for (const methodology::CompiledTerm& term : rules.terms) visit(term.program);
  for (const methodology::CompiledRule& rule : rules.rules) {
    for (const auto* program : {&rule.each, &rule.when, &rule.at}) {
      if (*program) visit(**program);
    }
    const auto pieces = [&](const methodology::Template& text) {
      for (const methodology::Piece& piece : text.pieces) {
        if (piece.program) visit(*piece.program);
      }
    };
    pieces(rule.message);
    pieces(rule.replacement);
    for (const methodology::Template& fix : rule.fixes) pieces(fix);
  }
}

const Member* member_of(const Node* object, std::string_view key) {
  if (object == nullptr) return nullptr;
  for (const Member& member : object->members) {
    if (member.key.text == key) return &member;
  }
  return nullptr;
}

base::Span whole(const Member& member) { return {member.key_place.begin, member.value.place.end}; }

/// Only what the entry file itself declares: a file that is extended may serve others.
bool is_own(const Member& member) { return member.key_file == 0; }

void check_terms(EffectReport& report, const std::set<uint32_t>& read) {
  const methodology::CompiledRules& rules = *report.gate.program().rules;
  const Node* terms = report.at({"terms"});
  for (size_t i = 0; i < rules.terms.size() && terms != nullptr; ++i) {
    const Node& node = terms->items[i];
    if (node.file != 0 || read.count(rules.terms[i].slot) != 0) continue;
    const Node* id = node.find("id");
    report.add("unused-term", node.file, id->place, "nothing reads the term " + quoted(id->view()),
               "take it out, or use it");
    report.removable(node.place);
  }
}

void check_lists(EffectReport& report, const std::set<uint32_t>& read, const Strings& strings) {
  const Node* lists = report.at({"lists"});
  const auto& slots = report.gate.program().rules->environments.front()->tables().slots;
  for (const methodology::PhraseList& list : report.methodology.lists) {
    const Member* member = member_of(lists, list.id);
    if (member == nullptr) continue;
    if (list.phrases.empty()) {
      report.add("list-without-phrases", member->key_file, member->key_place,
                 "the list " + quoted(list.id) + " has no phrase: nothing is ever found",
                 "add phrases, or take the list out");
    }
    const auto slot = slots.find("text." + gate::condition_name(list.id));
    const bool in_conditions = slot != slots.end() && read.count(slot->second) != 0;
    if (!is_own(*member) || in_conditions || strings.has(list.id)) continue;
    report.add("unused-list", member->key_file, member->key_place,
               "nothing looks for the list " + quoted(list.id), "take it out, or use it");
    report.removable(whole(*member));
  }
}

void check_glossary(EffectReport& report, const Strings& strings) {
  const Node* glossary = report.at({"glossary"});
  if (glossary == nullptr) return;
  for (const Member& member : glossary->members) {
    if (!is_own(member) || strings.mentions(member.key.text)) continue;
    report.add("unused-glossary-entry", member.key_file, member.key_place,
               "no text of the file says " + quoted(member.key.text),
               "take it out, or use the word where the methodology means it");
    report.removable(whole(member));
  }
}

void check_promises(EffectReport& report) {
  const Node* promises = report.at({"promises"});
  if (promises == nullptr) return;
  for (const Node& promise : promises->items) {
    const Node* id = promise.find("id");
    if (promise.file != 0 || id == nullptr) continue;
    const auto& rules = report.methodology.rules;
    const bool kept = std::any_of(rules.begin(), rules.end(), [&](const methodology::Rule& r) {
      return r.cites == id->view();
    });
    if (kept) continue;
    report.add("promise-without-rule", id->file, id->place,
               "no rule keeps the promise " + quoted(id->view()),
               "let the rules that keep it say \"cites\": \"" + std::string(id->view()) + "\"");
  }
}

void check_decisions(EffectReport& report) {
  const Node* decisions = report.at({"decisions"});
  const methodology::Methodology& methodology = report.methodology;
  for (uint32_t i = 1; decisions != nullptr && i < decisions->items.size(); ++i) {
    const Node* id = decisions->items[i].find("id");
    const auto& rules = methodology.rules;
    const bool used = i == methodology.unknown ||
                      std::any_of(rules.begin(), rules.end(), [&](const methodology::Rule& r) {
                        return r.decision == i || r.when_unknown == i;
                      });
    if (used || id == nullptr || id->file != 0) continue;
    report.add("unused-decision", id->file, id->place, "no rule ever decides " + quoted(id->view()),
               "take it out, or use it");
  }
}

/// The phrases of the lists that `sentiment.SIDE` names.
std::map<std::string, const methodology::Phrase*> phrases_of(const EffectReport& report,
                                                             std::string_view side) {
  std::map<std::string, const methodology::Phrase*> out;
  const Node* names = report.at({"sentiment", side});
  if (names == nullptr) return out;
  for (const Node& name : names->items) {
    for (const methodology::PhraseList& list : report.methodology.lists) {
      if (!name.is(methodology::string_node) || list.id != name.view()) continue;
      for (const methodology::Phrase& phrase : list.phrases) {
        const bool cased = list.case_sensitive || phrase.case_sensitive;
        out.emplace(cased ? phrase.text : lower(phrase.text), &phrase);
      }
    }
  }
  return out;
}

void check_polarities(EffectReport& report) {
  const auto positive = phrases_of(report, "positive");
  for (const auto& [text, phrase] : phrases_of(report, "negative")) {
    if (positive.count(text) == 0) continue;
    report.add("phrase-two-polarities", phrase->file, phrase->place,
               quoted(text) + " counts as good and as bad news: it says nothing",
               "keep it in one of the lists");
  }
}

}  // namespace

void check_names(EffectReport& report) {
  std::set<uint32_t> read;
  visit_programs(*report.gate.program().rules, [&](const cel::Program& program) {
    read.insert(program.variables().begin(), program.variables().end());
  });
  const Strings strings(*report.methodology.tree);
  check_terms(report, read);
  check_lists(report, read, strings);
  check_glossary(report, strings);
  check_promises(report);
  check_decisions(report);
  check_polarities(report);
}

}  // namespace stet::upkeep
