// The rules of twenty.json by hand in JavaScript: JSON bytes in, decision and ids that fired out.
// Written as somebody would who cares about speed; it has no messages, places or reasons.

const severity = { pass: 0, mark: 1, hold: 2, reject: 3 };
const names = ['pass', 'mark', 'hold', 'reject'];
const desks = new Set(['markets', 'banking', 'energy', 'transport', 'trade', 'technology', 'regulation', 'companies']);
const sentiments = new Set(['positive', 'neutral', 'negative']);
const qualifying = new Set(['filing', 'official', 'document', 'company', 'outlet', 'interview', 'research']);

/** Clusters of dependent sources that have a source of a kind that qualifies. */
export function independentSources(sources) {
  const parent = sources.map((_, i) => i);
  const root = (i) => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const first = new Map();
  const join = (key, i) => {
    const seen = first.get(key);
    if (seen === undefined) first.set(key, i);
    else parent[root(i)] = root(seen);
  };
  const byId = new Map();
  for (let i = 0; i < sources.length; i++) byId.set(sources[i].id, i);
  for (let i = 0; i < sources.length; i++) {
    const s = sources[i];
    if (s.publisher) join('p' + s.publisher.toLowerCase(), i);
    if (s.owner) join('o' + s.owner.toLowerCase(), i);
    if (s.canonicalUrl ?? s.url) join('u' + (s.canonicalUrl ?? s.url), i);
    for (const origin of s.derivedFrom ?? []) {
      const from = byId.get(origin);
      if (from !== undefined) parent[root(i)] = root(from);
    }
  }
  const counted = new Set();
  for (let i = 0; i < sources.length; i++) if (qualifying.has(sources[i].kind)) counted.add(root(i));
  return counted.size;
}

/** @param {Uint8Array} bytes of one article @returns {string} JSON: decision, fired */
export function check(bytes, decoder = new TextDecoder()) {
  const a = JSON.parse(decoder.decode(bytes));
  const fired = [];
  let worst = 0;
  const fire = (id, decision) => {
    fired.push(id);
    if (severity[decision] > worst) worst = severity[decision];
  };
  const claims = a.claims ?? [];
  const sources = a.sources ?? [];
  const published = a.datePublished === undefined ? NaN : Date.parse(a.datePublished);
  const count = independentSources(sources);

  if (!a.headline) fire('headline', 'hold');
  if (a.headline && [...a.headline].length > 120) fire('headline-length', 'pass');
  if (!(a.author ?? []).some((x) => x.name)) fire('byline', 'hold');
  if (!a.datePublished) fire('date', 'hold');
  if (a.datePublished && a.dateModified && Date.parse(a.dateModified) < published) fire('date-order', 'hold');
  if (!desks.has(a.articleSection)) fire('beat', 'hold');
  if (count === 0) fire('no-source', 'reject');
  if (count === 1) fire('one-source', 'mark');
  const d = a.declared ?? {};
  if (d.sources !== undefined && d.sources !== count) fire('declared-sources', 'hold');
  if (d.impact !== undefined && (d.impact < 1 || d.impact > 10)) fire('declared-impact', 'hold');
  if (claims.length === 0) fire('claims', 'hold');
  if (claims.some((c) => (c.sources ?? []).length === 0)) fire('claim-cites', 'hold');
  const known = new Set(sources.map((s) => s.id));
  if (claims.some((c) => !(c.sources ?? []).every((id) => known.has(id)))) fire('claim-listed', 'hold');
  if (new Set(claims.map((c) => c.id)).size !== claims.length) fire('claim-id-once', 'hold');
  if (sources.some((s) => s.kind === undefined)) fire('source-kind', 'hold');
  if (sources.some((s) => s.url !== undefined && !s.url.startsWith('https://'))) fire('source-secure', 'pass');
  if (sources.some((s) => s.datePublished && Date.parse(s.datePublished) > published)) fire('source-before-story', 'hold');
  if (sources.some((s) => s.anonymous && !s.reasonAnonymous)) fire('anonymous-reason', 'hold');
  if ((a.affected ?? []).some((p) => !sentiments.has(p.sentiment))) fire('affected-sentiment', 'hold');
  const takeaways = (a.takeaways ?? []).length;
  if (takeaways < 1 || takeaways > 6) fire('takeaways', 'pass');
  return JSON.stringify({ decision: names[worst], fired: fired.sort(), unknown: [] });
}
