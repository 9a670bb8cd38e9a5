// A story with things to find.
export const story = `---
headline: Harbour operator “Nordkai” may close two berths
articleSection: transport
author: [Mara Lindqvist]
datePublished: 2026-11-20T07:00:00Z
sources:
  - {id: wire, publisher: North Wire, kind: wire, url: "https://example.org/wire"}
---
Two of five berths may close, people familiar with the matter said.[^wire] The cost is 💶 5.2bn.

## Key facts

- Berths 3 and 4 close on 1 April 2027.
`;
