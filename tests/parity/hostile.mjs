// Inputs that nobody means well with, the same in every run: stories and rules files.

/** Numbers below 2^32 that look random (xorshift). */
function numbers(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const json = {
  "empty": "",
  "nul": "\0",
  "bom": "\uFEFF{}",
  "list": "[]",
  "open": '{"headline": ',
  "unclosed": '{"headline": "A berth',
  "control": '{"headline": "A\u0001berth"}',
  "surrogate": '{"headline": "\\ud800", "description": "\\udc00\\ud800"}',
  "escape": '{"headline": "\\x"}',
  "zero": '{"headline": "a\\u0000b", "articleBody": ["\\u0000"]}',
  "twice": '{"headline": "a", "headline": "b"}',
  "types": '{"headline": 7, "articleBody": {"a": 1}, "claims": "x", "sources": [1, null, []]}',
  "numbers": '{"declared": {"impact": 1e400, "sources": -0}, "coverage": {"outlets": 123456789012345678901234567890}}',
  "digits": `{"declared": {"impact": ${"9".repeat(5000)}.${"1".repeat(5000)}}}`,
  "dates": '{"datePublished": "2026-02-30T25:61:61Z", "dateModified": "9999999-01-01"}',
  "lists": "[".repeat(100_000),
  "objects": '{"a":'.repeat(50_000),
  "spaces": " ".repeat(100_000),
  "quotes": '{"articleBody": ["' + "“".repeat(20_000) + '"]}',
  "emoji": '{"articleBody": ["' + "👩‍🚀🇫🇷e\u0301".repeat(5_000) + '"]}',
  "words": '{"articleBody": ["' + "a ".repeat(50_000) + '"]}',
  "line": '{"articleBody": ["' + "x".repeat(100_000) + '"]}',
};

const markdown = {
  "empty": "",
  "matter": "---\n",
  "yaml": "---\nheadline: [a, {b: *c}\n---\n",
  "alias": "---\na: &a [*a, *a]\n---\ntext\n",
  "tabs": "---\nheadline:\tx\n\t- y\n---\n",
  "quotes": ">".repeat(5_000) + " x\n",
  "brackets": "[".repeat(20_000) + "\n",
  "stars": "*a_ ".repeat(10_000) + "\n",
  "footnotes": "x[^1][^2]\n\n[^1]: [^1]\n[^2]: https://a.example/\n".repeat(200),
  "html": "<!-- <script> --> <p>x</p>\n&amp;&#0;&#1114112;&bogus;\n",
  "headings": "# a\n###### b\n####### c\n=\n-\n",
  "ends": "a\r\nb\rc\u2028d\n",
};

/** Bytes in the place of bytes: cut, doubled, changed. */
function* damaged(bytes, next) {
  for (let i = 0; i < 12; i++) {
    const at = next() % bytes.length;
    yield bytes.subarray(0, at);
    const copy = Buffer.from(bytes);
    for (let n = next() % 8; n >= 0; n--) copy[next() % copy.length] = next();
    yield copy;
    yield Buffer.concat([bytes.subarray(0, at), bytes.subarray(at >> 1)]);
  }
}

/** {name, bytes}; the ending of the name is the format. */
export function hostileStories(stories) {
  const next = numbers(20_261_125);
  const out = [];
  const add = (kind, ending, bytes) =>
    out.push({ name: `${String(out.length).padStart(3, "0")}-${kind}.${ending}`, bytes });
  for (const [kind, text] of Object.entries(json)) add(kind, "json", text);
  for (const [kind, text] of Object.entries(markdown)) add(kind, "md", text);
  for (let i = 0; i < 20; i++) {
    const noise = Buffer.from(Array.from({ length: next() % 2000 }, () => next() & 0xff));
    add("noise", "json", noise);
    add("noise", "md", noise);
  }
  for (const { bytes } of stories) {
    for (const changed of damaged(bytes, next)) add("damaged", "md", changed);
  }
  const whole = Buffer.from(JSON.stringify({
    headline: "A berth opens", datePublished: "2026-11-02T08:00:00Z", articleBody: ["A berth opened."],
    claims: [{ id: "c1", text: "A berth opened", sources: ["s1"] }],
    sources: [{ id: "s1", publisher: "Harbour", kind: "official", url: "https://harbour.example/" }],
  }));
  for (const changed of damaged(whole, next)) add("damaged", "json", changed);
  return out;
}

const small = (rest) =>
  `{"stet": 1, "id": "w", "version": "1", "decisions": [{"id": "pass", "title": "p", "clears": true}, {"id": "hold", "title": "h", "clears": false}], ${rest}}`;
const rule = (when) =>
  small(`"rules": [{"id": "r", "why": "w", "decision": "hold", "when": ${JSON.stringify(when)}, "message": "{article.headlin} {", "tests": {}}]`);

/** Texts of rules files that are wrong, each in its own way. */
export function brokenRules(whole) {
  const next = numbers(7);
  const texts = [
    "", "{", "[]", "null", "{} {}", '{"a": 01}', '{"a": "\\d"}', "{'a': 1}", '{"stet": 2}',
    '{"a": 1 "b": 2}', '{"a": [1 2]}', '{"a": 1e999}', '{"a": "x\ny"}', "\0", '{"stet": 1, "stet": 1}',
    small('"ruls": [], "unknwon": 1'),
    small('"extends": ["nowhere.json"], "rules": []'),
    rule("article.headlne == ''"), rule("1 +"), rule("size(article.claims) > 'x'"),
    rule("article.claims.exists(c, c.nope)"), rule("'a'.matches('(')"), rule("a.b.c == 1 && [1"),
    rule("timestamp('x') < now && 1 in {}"), rule("1".repeat(300) + " == 1"),
  ];
  for (let i = 0; i < 40; i++) {
    const at = next() % whole.length;
    texts.push(whole.slice(0, at), whole.slice(0, at) + whole.slice(at + 1 + (next() % 20)));
  }
  return texts;
}
