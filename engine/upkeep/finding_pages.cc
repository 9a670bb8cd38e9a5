// The pages of `stet explain CODE`. Every code of find_effects() has one; a test holds it.
#include <algorithm>
#include <iterator>

#include "engine/upkeep/effects.h"

namespace stet::upkeep {
namespace {

constexpr FindingPage pages[] = {
    {"badge-unreachable", "A badge that no story ever shows",
     R"~("verification": {"verifiedFrom": 1, "single": "Single source"})~",
     R"~("verification": {"verifiedFrom": 2, "single": "Single source"})~",
     "Readers are promised that one source looks different from two. With verifiedFrom 1 it does "
     "not."},
    {"condition-always-true", "A condition that every story meets",
     R"~("when": "verified.count >= 0")~", R"~("when": "verified.count >= 3")~",
     "A rule that always fires says nothing about the story, and people stop reading it."},
    {"contradictory-condition", "A condition that no story can meet",
     R"~("when": "verified.count < 2 && verified.count > 3")~",
     R"~("when": "verified.count < 2 || verified.count > 3")~",
     "The rule looks as if it protected something, and never fires. Often && stands for ||, or one "
     "threshold was changed and the other was not."},
    {"example-exercises-nothing", "Near misses without anything to miss",
     R"~("each": "article.claims", "silent": [{"claims": []}])~",
     R"~("each": "article.claims", "silent": [{"claims": [{"text": "…", "sources": ["a"]}]}])~",
     "With no claim at all the condition is never evaluated: it could be anything."},
    {"example-twice", "Two examples of one story",
     R"~("fires": ["It is said to rain.", "It is said to rain."])~",
     R"~("fires": ["It is said to rain.", "Rain is said to come."])~",
     "The second proves nothing new, and hides that something is not tested."},
    {"exception-expired", "An exception that has ended", R"~("until": "2025-12-31")~",
     "no exception: the rule holds again",
     "It does nothing any more, and readers of the file believe that it does."},
    {"exception-never-used", "An exception that never applies",
     R"~("waivable": ["standards editor"] and an exception by "the intern")~",
     R"~(an exception by "standards editor")~",
     "Somebody believes that a story or a desk is exempt. It is not."},
    {"fix-without-effect", "An edit after which the rule still fires",
     R"~("find": {"phrases": ["said", "stated"]}, "edit": {"replace": "stated"})~",
     R"~("find": {"phrases": ["stated"]}, "edit": {"replace": "said"})~",
     "A reporter who follows the advice is told the same again."},
    {"floor-without-effect", "A floor that lifts nothing",
     R"~({"id": "binding", "signal": "rule", "value": 1})~",
     R"~({"id": "binding", "signal": "rule", "value": 5})~",
     "Every story has an impact of 1 at least."},
    {"label-unreachable", "A label that no story ever has", R"~({"id": "positive", "above": 1})~",
     R"~({"id": "positive", "above": 0.2})~",
     "Sentiment runs from -1 to 1; beyond there is nothing."},
    {"list-without-phrases", "A list without phrases", R"~("hedges": {"phrases": []})~",
     R"~("hedges": {"phrases": ["reportedly"]})~", "What looks for it never finds anything."},
    {"message-may-fail", "A message that cannot always be printed",
     R"~("when": "verified.count < 2", "message": "{article.headline} has one source")~",
     R"~("message": "{article.?headline.orValue('the story')} has one source")~",
     "A story may lack the field, a list the element. The reporter then reads an error instead of "
     "the "
     "reason. What the condition asks for is there when the rule fires."},
    {"no-kind-qualifies", "No kind of source counts", R"~("qualifies": false for every kind)~",
     R"~("filing": {"qualifies": true})~", "N is 0 for every story, whatever its sources."},
    {"part-always-true", "A part of a condition that is always true",
     R"~("when": "it.hits > 3 && it.hits > 2")~", R"~("when": "it.hits > 3")~",
     "It decides nothing. Either it is left over, or something else was meant."},
    {"part-never-true", "A part of a condition that is never true",
     R"~("when": "s.kind == 'wire' && (s.kind == 'filing' || has(s.url))")~",
     R"~("when": "s.kind == 'wire' && has(s.url)")~",
     "It decides nothing. Either it is left over, or something else was meant."},
    {"phrase-never-found", "A phrase that another hides",
     R"~("alarms": {"inflect": true, "phrases": ["warn", "warned"]})~",
     R"~("alarms": {"inflect": true, "phrases": ["warn"]})~",
     "Of phrases as long as each other the one declared first is found. Where endings are counted "
     "in, capitals left out or words widened by *, that may be so in every text: whoever changes "
     "or "
     "weighs the second changes nothing."},
    {"phrase-two-polarities", "A phrase that is good and bad news",
     R"~("gains": […, "beat"], "losses": […, "beat"])~", R"~("gains": […, "beat"])~",
     "The two cancel out: the phrase counts and says nothing."},
    {"promise-without-rule", "A promise that no rule keeps",
     R"~({"id": "corrections", "text": "…"})~", R"~(a rule with "cites": "corrections")~",
     "The methodology page says it to readers. If no rule keeps it, nobody checks."},
    {"rule-equal", "Two rules that ask for the same",
     R"~("when": "n < 2" and "when": "!(n >= 2)")~", "one of them",
     "Whoever changes one believes to have changed the rule."},
    {"rule-never-in-force", "A rule that ended before the methodology began",
     R"~("effective": "2026-11-01", "until": "2026-10-31")~", "no rule, or a later end",
     "It is in the file, on the page, and never applied."},
    {"rule-shadowed", "A rule that another makes superfluous",
     R"~(hold when "n < 2", reject when "n < 3")~", R"~(reject when "n < 2", hold when "n < 3")~",
     "Wherever it fires the other decides the story already. Often two thresholds were exchanged."},
    {"signal-without-effect", "A signal or an axis that changes no impact", R"~("points": 0)~",
     R"~("points": 3)~", "It is listed among the reasons for an impact that it does not move."},
    {"threshold-outside-scale", "A threshold that the score never reaches",
     R"~("when": "scores.impact.value > 10")~", R"~("when": "scores.impact.value >= 9")~",
     "Impact runs from 1 to 10, sentiment from -1 to 1, confidence and shares from 0 to 1."},
    {"unused-decision", "A decision that no rule makes", R"~({"id": "review", "clears": false})~",
     R"~(a rule with "decision": "review")~",
     "Readers of the page wait for something that never happens."},
    {"unused-glossary-entry", "A glossary entry that no text uses", R"~("basis point": "…")~",
     "an entry for a word that promises, rules or titles say",
     "The glossary explains the words of the methodology; others make it longer."},
    {"unused-list", "A list that nobody looks for", R"~("adverbs": {"phrases": […]})~",
     R"~("find": {"lists": ["adverbs"]})~", "Somebody keeps it up to date, and it has no effect."},
    {"unused-term", "A term that nothing reads", R"~({"id": "voices", …})~",
     R"~("when": "voices < 2")~",
     "Often a rule should have used it and computes something else instead."},
};

}  // namespace

std::span<const FindingPage> finding_pages() { return pages; }

const FindingPage* finding_page(std::string_view code) {
  const auto found = std::find_if(std::begin(pages), std::end(pages),
                                  [&](const FindingPage& page) { return page.code == code; });
  return found == std::end(pages) ? nullptr : found;
}

}  // namespace stet::upkeep
