// A small whole methodology, in both notations, and one with ten mistakes.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace stet::methodology {

inline const std::string small_json = R"json({
  "stet": 1, "id": "small", "version": "1.0.0",
  "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}],
  "unknown": "hold",
  "promises": [{"id": "sources", "text": "Two at least."}],
  "sources": {
    "kinds": {"filing": {}, "anonymous": {"weight": 0.2, "qualifies": false}},
    "agencies": {"reuters": ["Reuters", "Thomson Reuters"]},
    "owners": {"News Corp": ["The Times"]}
  },
  "story": {"sections": {"analysis": ["Analysis"]}},
  "lists": {
    "hedges": {"phrases": ["reportedly", {"text": "is said to", "weight": 0.5}]},
    "rules": {"phrases": ["final rule"], "inflect": true}
  },
  "voice": {"attribution": ["rules"]},
  "glossary": {"basis point": "a hundredth of a percentage point"},
  "sentiment": {
    "labels": [{"id": "negative", "below": -0.2}, {"id": "neutral"}, {"id": "positive", "above": 0.2}],
    "negative": ["hedges"]
  },
  "impact": {
    "axes": [
      {"id": "regulatory", "weight": 0.6, "signals": [
        {"id": "final-rule", "list": "rules", "points": 6},
        {"id": "large", "amountFrom": 1e9, "points": 5}]},
      {"id": "financial", "weight": 0.4, "signals": []}
    ],
    "floors": [{"id": "binding", "signal": "final-rule", "value": 7}]
  },
  "confidence": {"perSource": 0.4, "hedges": ["hedges"]},
  "terms": [{"id": "sources_found", "type": "int", "means": "independent sources", "is": "verified.count"}],
  "example": {"headline": "A headline", "sources": [{"id": "a"}]},
  "rules": [
    {"id": "too-few", "decision": "hold", "cites": "sources", "when": "sources_found < 2",
     "message": "\"{sources_found}\" sources: 2 needed", "fix": "Add one", "waivable": ["editor"],
     "tests": {"fires": [{"sources": []}],
               "silent": [{"name": "later", "story": {}, "now": "2026-11-02T08:00:00Z"}]}},
    {"id": "hedged", "decision": "hold",
     "find": {"lists": ["hedges"], "phrases": ["allegedly"], "in": ["headline", "body"],
              "sections": ["analysis"], "voice": ["own", "paraphrase"]},
     "message": "'{it.text}'", "edit": {"replace": "said"},
     "tests": {"fires": ["It is said to rain."], "silent": [{"headline": "Rain"}], "todo": [{"keywords": null}]}}
  ],
  "exceptions": [{"rule": "too-few", "story": "s-1", "reason": "known", "name": "editor", "until": "2026-12-31"}]
})json";

inline const std::string small_yaml = R"yaml(stet: 1
id: small
version: 1.0.0
decisions:
  - {id: pass, clears: true}
  - {id: hold, clears: false}
unknown: hold
promises:
  - id: sources
    text: Two at least.
sources:
  kinds:
    filing: {}
    anonymous: {weight: 0.2, qualifies: false}
  agencies:
    reuters: [Reuters, Thomson Reuters]
  owners:
    News Corp: [The Times]
story:
  sections:
    analysis: [Analysis]
lists:
  hedges:
    phrases:
      - reportedly
      - {text: is said to, weight: 0.5}
  rules: {phrases: [final rule], inflect: true}
voice:
  attribution: [rules]
glossary:
  basis point: a hundredth of a percentage point
sentiment:
  labels:
    - {id: negative, below: -0.2}
    - {id: neutral}
    - {id: positive, above: 0.2}
  negative: [hedges]
impact:
  axes:
    - id: regulatory
      weight: 0.6
      signals:
        - {id: final-rule, list: rules, points: 6}
        - {id: large, amountFrom: 1e9, points: 5}
    - {id: financial, weight: 0.4, signals: []}
  floors:
    - {id: binding, signal: final-rule, value: 7}
confidence: {perSource: 0.4, hedges: [hedges]}
terms:
  - id: sources_found
    type: int
    means: independent sources
    is: verified.count
example:
  headline: A headline
  sources:
    - id: a
rules:
  - id: too-few
    decision: hold
    cites: sources
    when: sources_found < 2
    message: '"{sources_found}" sources: 2 needed'
    fix: Add one
    waivable: [editor]
    tests:
      fires:
        - sources: []
      silent:
        - {name: later, story: {}, now: '2026-11-02T08:00:00Z'}
  - id: hedged
    decision: hold
    find:
      lists: [hedges]
      phrases: [allegedly]
      in: [headline, body]
      sections: [analysis]
      voice: [own, paraphrase]
    message: "'{it.text}'"
    edit: {replace: said}
    tests:
      fires: [It is said to rain.]
      silent: [{headline: Rain}]
      todo: [{keywords: null}]
exceptions:
  - {rule: too-few, story: s-1, reason: known, name: editor, until: 2026-12-31}
)yaml";

/// Mistakes: a misspelt key (and so a missing one), a reference, a type, a range, a duplicate id, a
/// null, a wrong word, a wrong choice, a rule without a near miss, a date.
inline const std::string ten_mistakes_json = R"json({
  "stet": 1, "id": "ten",
  "vresion": "1.0.0",
  "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": "no"}],
  "unknown": "hlod",
  "title": null,
  "sources": {"kinds": {"filing": {"weight": 1.5}}},
  "promises": [{"id": "two", "text": "a"}, {"id": "two", "text": "b"}],
  "lists": {"Hedge Words": {"phrases": ["reportedly"]}},
  "rules": [
    {"id": "r", "stage": "observed", "decision": "hold", "since": "2026-02-30",
     "when": "true", "message": "m", "tests": {"fires": [{}], "silent": []}}
  ]
})json";

inline const std::string ten_mistakes_yaml = R"yaml(stet: 1
id: ten
vresion: 1.0.0
decisions:
  - {id: pass, clears: true}
  - {id: hold, clears: "no"}
unknown: hlod
title: null
sources:
  kinds:
    filing:
      weight: 1.5
promises:
  - {id: two, text: a}
  - {id: two, text: b}
lists:
  Hedge Words: {phrases: [reportedly]}
rules:
  - id: r
    stage: observed
    decision: hold
    since: 2026-02-30
    when: "true"
    message: m
    tests: {fires: [{}], silent: []}
)yaml";

/// {place in JSON, place in YAML, what is told}
inline const std::vector<std::array<const char*, 3>> ten_mistakes_problems = {
    {"1:1", "1:1",
     "missing-key: expected the key 'version' in 'methodology', found none ('version' is its "
     "version)"},
    {"3:3", "3:1",
     "unknown-key: expected a key of 'methodology', found 'vresion' (did you mean 'version'?)"},
    {"4:74", "6:24",
     "wrong-type: expected true or false, found the string 'no' (write true or false without "
     "quotes)"},
    {"5:14", "7:10",
     "unknown-reference: expected the id of a decision ('pass' or 'hold'), found 'hlod' (did you "
     "mean 'hold'?)"},
    {"6:12", "8:8",
     "null: expected a string, found null (null takes away what an extended file says; there is "
     "nothing here to take away)"},
    {"7:46", "12:15", "out-of-range: expected a number from 0 to 1, found the number 1.5"},
    {"8:51", "15:10", "duplicate-id: expected each id once, found 'two' again"},
    {"9:13", "17:3",
     "wrong-id: expected a word of lower-case letters, digits and '-' that begins with a letter, "
     "found 'Hedge Words' (did you mean 'hedge-words'?)"},
    {"11:26", "20:12",
     "wrong-choice: expected 'draft', 'observe' or 'enforce', found 'observed' (did you mean "
     "'observe'?)"},
    {"11:67", "22:12",
     "wrong-date: expected a date such as 2026-11-01, found the string '2026-02-30'"},
    {"12:47", "25:12",
     "missing-example: expected an example in 'tests.silent' of the rule 'r', found none (a near "
     "miss for which it stays silent proves that it knows its limits)"},
};

}  // namespace stet::methodology
