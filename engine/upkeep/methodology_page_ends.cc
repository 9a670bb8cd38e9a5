// Of the methodology page: exceptions, glossary, archive, changes, phrase lists, engine defaults.
#include <algorithm>

#include "engine/cel/value.h"
#include "engine/gate/printed.h"
#include "engine/upkeep/edits.h"
#include "engine/upkeep/engine_defaults.h"
#include "engine/upkeep/methodology_page_parts.h"

namespace stet::upkeep::page {
namespace {

using methodology::Methodology;

std::string count(uint64_t value) { return std::to_string(value); }

/// Rules that did something, or nothing, in the archive.
template <typename Chosen>
void append_rules_where(Page& page, std::string_view words, Chosen chosen) {
  std::vector<Words> rules;
  for (size_t i = 0; i < page.options.archive->rules.size(); ++i) {
    if (chosen(page.options.archive->rules[i]))
      rules.push_back(rule_link(page.methodology.rules[i]));
  }
  if (rules.empty()) return;
  page.document.paragraph(
      Words(words).plain(" (" + count(rules.size()) + "): ").add(joined(rules)));
}

void append_waivers(Page& page) {
  const ArchiveStats& stats = *page.options.archive;
  std::vector<Row> rows;
  for (size_t i = 0; i < stats.waivers.size(); ++i) {
    WaiverUse use = stats.waivers[i];
    const WaiverUse& standing = stats.standing[i];
    use.applied += standing.applied, use.expired += standing.expired;
    use.unused += standing.unused, use.refused += standing.refused;
    if (use.applied + use.expired + use.unused + use.refused == 0) continue;
    rows.push_back({rule_link(page.methodology.rules[i]), count(use.applied), count(use.expired),
                    count(use.unused), count(use.refused)});
  }
  page.document.table({"Waivers and exceptions of", "Applied", "Expired", "Unused", "Refused"},
                      rows);
}

void append_default_row(const EngineDefault& one, std::vector<Row>& rows) {
  constexpr size_t short_enough = 60;  // bytes
  const uint64_t all = one.silent + one.said;
  const std::string here =
      all == 0                                                 ? "nothing here has it"
      : !one.value.empty() && one.value.size() <= short_enough ? "the file says " + one.value
      : one.said == 0                                          ? "holds"
      : one.silent == 0                                        ? "the file says it everywhere"
                        : "holds in " + count(one.silent) + " of " + count(all);
  rows.push_back({Words().code(one.path), one.meaning, one.otherwise, here});
}

}  // namespace

void append_exceptions(Page& page) {
  if (page.methodology.exceptions.empty()) return;
  page.document.heading(2, "exceptions", "Standing exceptions");
  std::vector<Row> rows;
  for (const methodology::Exception& one : page.methodology.exceptions) {
    const auto rule =
        std::find_if(page.methodology.rules.begin(), page.methodology.rules.end(),
                     [&](const methodology::Rule& other) { return other.id == one.rule; });
    rows.push_back(
        {rule == page.methodology.rules.end() ? Words(one.rule) : rule_link(*rule),
         one.story.empty() ? "stories of the desk " + one.desk : "the story " + one.story,
         one.reason, one.name, one.until});
  }
  page.document.table({"Rule", "Does not hold for", "Why", "Decided by", "Until"}, rows);
}

void append_glossary(Page& page) {
  if (page.methodology.glossary.empty()) return;
  page.document.heading(2, "glossary", "Glossary");
  std::vector<Fact> facts;
  for (const methodology::GlossaryEntry& entry : page.methodology.glossary) {
    facts.push_back({entry.term, entry.definition});
  }
  page.document.facts(std::move(facts));
}

void append_archive(Page& page) {
  const ArchiveStats* stats = page.options.archive;
  if (stats == nullptr) return;
  page.document.heading(2, "archive", "What the rules do in the archive");
  std::vector<Row> rows;
  for (size_t i = 0; i < stats->decisions.size(); ++i) {
    rows.push_back(
        {decision_link(page.methodology, static_cast<uint32_t>(i)), count(stats->decisions[i])});
  }
  page.document.paragraph(
      count(stats->stories) + " stories were judged" +
      (stats->unreadable == 0 ? "." : "; " + count(stats->unreadable) + " could not be read."));
  page.document.table({"Decision", "Stories"}, rows);
  append_rules_where(page, "Rules that never fired",
                     [](const RuleUse& use) { return use.fired == 0 && use.unknown == 0; });
  append_rules_where(page, "Rules that fired and never decided",
                     [](const RuleUse& use) { return use.fired > 0 && use.decides == 0; });
  append_waivers(page);
}

void append_changes(Page& page) {
  if (page.options.previous == nullptr) return;
  const Methodology& before = *page.options.previous;
  page.document.heading(2, "changes", "What changed");
  page.document.paragraph(Words("Since " + before.id + " " + before.version + ", digest ")
                              .code(base::to_hex(before.digest))
                              .plain("."));
  std::vector<Row> rows;
  for (const Edit& edit : compare(before, page.methodology)) {
    rows.push_back({Words().code(edit.path), edit.words, edit.about,
                    edit.decides ? "may change decisions" : "words only"});
  }
  if (rows.empty()) return page.document.paragraph("Nothing changed in meaning.");
  page.document.table({"What", "Change", "It is", "Effect"}, rows);
}

/// The package that a list says its phrases come from, as ", from …".
std::string origin_of(const Methodology& methodology, const std::string& list) {
  const methodology::Node* lists = methodology.tree->find("lists");
  const methodology::Node* node = lists == nullptr ? nullptr : lists->find(list);
  const methodology::Node* from = node == nullptr ? nullptr : node->find("from");
  return from == nullptr ? std::string() : ", from " + std::string(from->view());
}

void append_lists(Page& page) {
  std::vector<Row> rows;
  page.document.heading(2, "lists", "Phrase lists");
  for (uint32_t i = 0; i < page.methodology.lists.size(); ++i) {
    const methodology::PhraseList& list = page.methodology.lists[i];
    if (list.id.rfind("find:", 0) == 0) continue;
    page.document.heading(3, "list-" + list.id, title_of(list.title, list.id), false);
    Words words = Words().code(list.id).plain(", " + count(list.phrases.size()) + " phrases" +
                                              origin_of(page.methodology, list.id) + ": ");
    for (size_t n = 0; n < list.phrases.size(); ++n) {
      words.plain(n == 0 ? "" : ", ").plain(list.phrases[n].text);
      if (list.phrases[n].weight != 1) words.plain(" (" + number(list.phrases[n].weight) + ")");
    }
    page.document.paragraph(std::move(words));
  }
}

void append_defaults(Page& page) {
  page.document.heading(2, "defaults", "Where the file says nothing");
  page.document.paragraph(
      "What the engine takes for each key that may be left out, from its own table of the format, "
      "and "
      "whether this file leaves it at that.");
  std::vector<Row> rows;
  for (const EngineDefault& one : engine_defaults(page.methodology)) append_default_row(one, rows);
  page.document.table({"Key", "What it is", "Unless said", "In this file"}, rows);
  page.document.heading(3, "constants", "What no file sets");
  rows.clear();
  for (const EngineConstant& one : engine_constants()) {
    rows.push_back({one.meaning, one.of, number(one.value)});
  }
  page.document.table({"Number of the engine's own", "Of", "Value"}, rows);
}

}  // namespace stet::upkeep::page
