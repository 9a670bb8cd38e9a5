// tools/bench --review: real stories as bodies, and every finding in their words that would hold
// them, for people to look at. Each has two sources and a key fact, so that nothing is missing around
// the body.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export function review({ data, scratch, check }) {
  if (!existsSync(data)) {
    console.log(`no stories at ${data}`);
    return 0;
  }
  const stories = readFileSync(data, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const path = `${scratch}/review.jsonl`;
  const sources = ['Review Gazette', 'Review Authority'].map((publisher, i) => ({ id: `s${i}`, publisher, kind: i === 0 ? 'outlet' : 'filing', url: `https://review${i}.example/` }));
  const claims = [{ id: 'c', text: 'The story was told', sources: ['s0', 's1'] }];
  const story = ({ title, date, paragraphs }) => ({ headline: title, author: ['Review'], datePublished: date, sources, claims, articleBody: paragraphs.map((text) => ({ section: 'lead', text })) });
  writeFileSync(path, stories.map((each) => JSON.stringify(story(each))).join('\n') + '\n');
  const verdicts = check(path).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  let words = 0;
  const counts = {};
  for (const [i, verdict] of verdicts.entries()) {
    words += verdict.checked.words;
    for (const { rule, decision, outcome, evidence, message } of verdict.diagnostics) {
      if (decision !== 'hold' || outcome !== 'fired' || evidence === undefined) continue;
      counts[rule] = (counts[rule] ?? 0) + 1;
      console.log(`${rule}: ${message}\n    ${stories[i].title}: … ${context(stories[i], evidence)} …`);
    }
  }
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  console.log(`\n${total} findings that hold, in ${words} words of ${stories.length} stories: one per ${Math.round(words / Math.max(total, 1))} words`);
  for (const [rule, n] of Object.entries(counts).sort(([, a], [, b]) => b - a)) console.log(`  ${n}  ${rule}`);
  return words / Math.max(total, 1) >= 300 ? 0 : 1;
}

function context({ paragraphs }, evidence) {
  for (const text of paragraphs) {
    const at = text.indexOf(evidence);
    if (at >= 0) return text.slice(Math.max(0, at - 60), at + evidence.length + 60);
  }
  return evidence;
}
