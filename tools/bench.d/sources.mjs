// Figures of sources that carry texts: the archive with five of 300 words each, and one story with
// hundreds of long ones, independent or copies.
import { readFileSync, statSync, writeFileSync } from 'node:fs';

/** Numbers below `bound`, the same in every run. */
function lottery(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** `words` words of sentences drawn from `vocabulary`, by a dice of its own. */
function prose(vocabulary, words, seed) {
  const below = lottery(seed);
  const out = [];
  for (let i = 0; i < words; i++) out.push(vocabulary[below(vocabulary.length)] + (i % 17 === 16 ? '.' : ''));
  return out;
}

/** Sentences of `report`, one in five left out, in another order. */
function copy(report, seed) {
  const below = lottery(seed);
  const sentences = report.join(' ').split('. ').filter(() => below(5) > 0);
  for (let i = sentences.length; i > 1; i--) {
    const j = below(i);
    [sentences[i - 1], sentences[j]] = [sentences[j], sentences[i - 1]];
  }
  return sentences.join('. ');
}

function manySources(vocabulary, count, words, copies) {
  const report = prose(vocabulary, words, 7);
  const text = (i) => (copies ? copy(report, i + 1) : prose(vocabulary, words, i + 1).join(' '));
  const sources = Array.from({ length: count }, (_, i) => ({ id: `s${i}`, publisher: `Paper Number ${i}`, kind: 'outlet', text: text(i) }));
  return JSON.stringify({ headline: 'Many sources', articleBody: ['The berth opened, the authority said.'], sources }) + '\n';
}

export function sourceFigures({ figures, quick, archive, scratch, check, processorSeconds, inTurns, evidenceOf }) {
  const path = archive('sources.jsonl', '--bytes', quick ? '20000000' : '100000000', '--sources', '5', '--sources-text', '300');
  const megabytes = statSync(path).size / 1e6;
  const times = inTurns(quick ? 3 : 5, {
    wc: () => processorSeconds('wc', ['-w', path], { env: { LC_ALL: 'C.UTF-8' } }),
    one: () => check(path),
  });
  figures.add({ name: 'sources.one_core', value: megabytes / times.one, unit: 'MB/s', against: 'wc -w', againstValue: megabytes / times.wc, note: 'five sources of 300 words in each story, claims compared with them' });

  const vocabulary = [...new Set(readFileSync(path, 'utf8').slice(0, 400_000).match(/[a-z]{3,}/g))];
  for (const [name, copies] of [['independent', false], ['copies', true]]) {
    const story = `${scratch}/many-${name}.jsonl`;
    const [count, words] = [300, 10_000];
    writeFileSync(story, manySources(vocabulary, count, words, copies));
    figures.add({ name: `sources.many.${name}`, value: evidenceOf(story), unit: 'ms', note: `which of ${count} sources of ${words} words are one` });
  }
}
