// One story in both formats, with a bit of everything. Own words.
#pragma once

namespace stet::formats::testing {

inline constexpr char rich_json[] = R"json({
  "id": "trade-1", "url": "https://example.org/trade-1",
  "headline": "China says it will \"balance\" trade\u2019s flows",
  "description": "Imports are to grow faster than exports.",
  "articleSection": "Trade", "inLanguage": "en-GB",
  "author": ["A. Writer", {"name": "B. Éditeur", "url": "https://example.org/b"}],
  "datePublished": "2024-05-31", "dateModified": "2024-06-01T08:15:30.5+02:00",
  "takeaways": ["Imports first", "Tariffs stay 😀"],
  "mentions": [{"name": "China", "kind": "country"}],
  "claims": [{"id": "c1", "text": "Exports rose 5\u00a0%.", "sources": ["customs", "wire"]}],
  "affected": [{"name": "Carmakers", "kind": "sector", "sentiment": "negative", "note": [1, 2.50]}],
  "articleBody": [{"kind": "paragraph", "section": "lead", "text": "Text.\nMore.", "sources": ["wire"]}, "Bare"],
  "sources": [
    {"id": "customs", "publisher": "Customs", "kind": "official", "anonymous": false, "derivedFrom": []},
    {"id": "wire", "publisher": "Wire", "owner": "Wire Group", "url": "https://example.org/w",
     "canonicalUrl": "https://example.org/c", "creditText": "Wire", "datePublished": "2024-05-30T10:00:00Z",
     "derivedFrom": ["customs"], "text": "Exports rose.", "name": "Report", "reasonAnonymous": null}],
  "keywords": [], "declared": {"sentiment": "neutral", "impact": 7, "sources": 2},
  "coverage": {"outlets": 120},
  "correction": [{"date": "2024-06-01", "kind": "correction", "text": "The year was wrong."}],
  "waivers": [{"rule": "single-source", "reason": "on record", "by": "desk", "until": "2024-07-01"}],
  "x-desk": {"a": [true, null, {"b": "\"\\ "}], "n": -1.5e3}
})json";

inline constexpr char rich_markdown[] = R"md(---
id: trade-1
description: >-
  Imports are to grow
  faster than exports.
author: [A. Writer, {name: "B. \u00c9diteur"}]
datePublished: 2024-05-31
declared: {sentiment: neutral, impact: 7, sources: 2}
sources:
  - id: customs
    publisher: Customs
    kind: official
  - id: wire
    publisher: 'The Wire''s desk'
    text: |
      Exports rose.

      Imports fell.
x-desk: {a: [true, ~, 0x10], n: .5}
---
# China says it will *balance* trade&rsquo;s flows

The ministry **said** on Friday[^customs] that imports
grow first. [^wire]

> "We do not seek a surplus," she said.

## Key takeaways
- Imports first [^customs]
- Tariffs stay 😀

## Key facts
1. [rise]: Exports rose 5&nbsp;% [^customs][^wire].
2. Imports fell by `3` %.

   The figure is preliminary.

## Who’s affected
- Carmakers (sector): negative, as parts cost more
- Ports: positive

## Analysis
See [the report](https://example.org/r "t").

### In detail
* one
* two

## What’s next?
<div>kept</div>

[^customs]: Customs data, <https://example.org/customs>
[^wire]: The Wire, 31 May.
    "Exports rose." https://example.org/wire.
[^third]: https://example.org/third
)md";

}  // namespace stet::formats::testing
