// Terms, lists, promises, decisions and glossary entries that nothing uses; phrases in two
// polarities.
#include <algorithm>
#include <map>
#include <set>

#include "engine/upkeep/effect_report.h"
#include "engine/upkeep/list_use.h"

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

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

void check_lists(EffectReport& report) {
  const Node* lists = report.at({"lists"});
  const ListUse use(report.gate);
  for (size_t i = 0; i < report.methodology.lists.size(); ++i) {
    const methodology::PhraseList& list = report.methodology.lists[i];
    const Member* member = member_of(lists, list.id);
    if (member == nullptr) continue;
    if (list.phrases.empty()) {
      report.add("list-without-phrases", member->key_file, member->key_place,
                 "the list " + quoted(list.id) + " has no phrase: nothing is ever found",
                 "add phrases, or take the list out");
    }
    if (!is_own(*member) || use.read[i]) continue;
    report.add("unused-list", member->key_file, member->key_place,
               "nothing looks for the list " + quoted(list.id), "take it out, or use it");
    report.removable(whole(*member));
  }
}

void check_glossary(EffectReport& report, const NamingTexts& texts) {
  const Node* glossary = report.at({"glossary"});
  if (glossary == nullptr) return;
  for (const Member& member : glossary->members) {
    if (!is_own(member) || texts.mentions(member.key.text)) continue;
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
        out.emplace(cased ? phrase.text : small_letters(phrase.text), &phrase);
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
  check_terms(report, variables_read(report.gate));
  check_lists(report);
  check_glossary(report, NamingTexts(*report.methodology.tree));
  check_promises(report);
  check_decisions(report);
  check_polarities(report);
}

}  // namespace stet::upkeep
