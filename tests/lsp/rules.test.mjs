// Rules files: diagnostics, hover, completion, at exact places.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Editor, folder, marked, now, place, project, read, skip, stet } from './client.mjs';

const small = `{
  // é𝕊 before all places
  "stet": 1, "id": "small", "version": "1",
  "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}],
  "unknown": "hold",
  "terms": [{"id": "named", "type": "int", "unit": "sources", "means": "sources", "is": "article.sources.size()"}],
  "example": {"headline": "A berth opens", "sources": [{"id": "a"}]},
  "rules": [{
    "id": "sourced", "decision": "hold", "when": "\\"é𝕊\\" != article.headline && named < 1", "message": "{named} sources",
    "tests": {"fires": [{"sources": null}], "silent": [{"sources": [{"id": "b"}]}]}
  }]
}
`;
const yaml = `stet: 1
id: small
version: "1"
decisions:
  - {id: pass, clears: true}
  - {id: hold, clears: false}
unknown: hold
example:
  headline: A berth opens
rules:
  - id: sourced
    decision: hold
    when: >-
      "é𝕊" != article.headlin &&
      article.sources.size() < 1
    message: "\\u00e9 {article.hedline} x"
    tests: {fires: [{sources: null}], silent: [{sources: [{id: b}]}]}
`;

/** "code at line:character-line:character" */
const shown = (diagnostics) => diagnostics.map((d) => `${d.code} ${d.range.start.line}:${d.range.start.character}-${d.range.end.line}:${d.range.end.character}`);
const at = (text, code, part, which) => {
  const { start, end } = place(text, part, which);
  return `${code} ${start.line}:${start.character}-${end.line}:${end.character}`;
};

test('a right file has none', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  assert.deepEqual(await editor.open(uri('small.json'), small), []);
  for (const name of ['finance.json', 'newsroom-standards.json', 'local-desk.json', 'lists/impact.json', 'tests/finance.json']) {
    const path = `${project}rules/${name}`;
    assert.deepEqual(await editor.open(pathToFileURL(path).href, read(path)), [], name);
  }
});

test('mistakes at their places, all at once, behind characters of two units', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  const text = small.replace('article.headline', 'article.hedline').replace('named < 1', 'nmed < 1')
    .replace('"means": "sources"', '"maens": "sources"').replace('{named}', '{naned}');
  const found = await editor.open(uri('small.json'), text);
  assert.deepEqual(shown(found), [
    at(text, 'missing-key', '{"id": "named"').replace(/(\d+):(\d+)-.*/, (_, line, c) => `${line}:${c}-${line}:${Number(c) + 1}`),
    at(text, 'unknown-key', '"maens"'),
    at(text, 'cel-unknown-field', 'hedline'),
    at(text, 'cel-unknown-name', 'nmed'),
    at(text, 'cel-unknown-name', 'naned'),
  ]);
  assert.match(found[2].message, /did you mean 'headline'/);
  assert.equal(found[2].severity, 1);
});

test('mistakes in YAML: block scalars and escapes', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  const found = await editor.open(uri('small.yaml'), yaml, { languageId: 'yaml' });
  assert.deepEqual(shown(found), [at(yaml, 'cel-unknown-field', 'headlin &&').replace(/:(\d+)$/, (_, c) => `:${c - 3}`), at(yaml, 'cel-unknown-field', 'hedline')]);
});

test('a file that does not parse, then does', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  const [found] = await editor.open(uri('small.json'), small.replace('"unknown": "hold",', '"unknown": "hold'));
  assert.equal(found.code, 'syntax');
  assert.deepEqual(await editor.change(uri('small.json'), 2, [{ text: small }]), []);
});

test('what has no effect is a warning', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  const text = small.replace('"terms": [', '"terms": [{"id": "idle", "type": "int", "means": "nothing", "is": "1"}, ');
  const [found, ...rest] = await editor.open(uri('small.json'), text);
  assert.deepEqual(rest, []);
  assert.deepEqual([found.code, found.severity, found.range], ['unused-term', 2, place(text, '"idle"')]);
  const page = await editor.at('hover', uri('small.json'), place(text, 'idle').start);
  assert.match(page.contents.value, /`unused-term`\n\navoid/);
});

test('the same as stet rules check says, for every planted defect', { skip }, async (t) => {
  const editor = await Editor.start(t);
  const { readdirSync } = await import('node:fs');
  const defects = `${project}tests/upkeep/defects/`;
  let compared = 0;
  for (const name of readdirSync(defects).filter((n) => n.endsWith('.json'))) {
    const uri = pathToFileURL(defects + name).href;
    const ran = spawnSync(stet, ['rules', 'check', '--format', 'json', '--now', now, defects + name], { encoding: 'utf8' });
    if (ran.status === 2) continue;
    const expected = JSON.parse(ran.stdout).filter((p) => p.file === defects + name);
    const found = await editor.open(uri, read(defects + name));
    assert.deepEqual(found.map((d) => [d.code, d.range.start.line + 1, d.range.start.character + 1]),
      expected.map((p) => [p.code, p.place.line, p.place.column_utf16]), name);
    compared++;
  }
  assert.ok(compared > 20, `compared ${compared}`);
});

test('files that extend each other', { skip }, async (t) => {
  const { uri } = folder(t, {
    'desk.json': '{"stet": 1, "id": "desk", "version": "1", "extends": ["base.json", "lists/rude.json"], "rules": [{"id": "r", "find": {"lists": ["rude"]}, "decision": "hold", "message": "x", "tests": {"fires": ["bad"], "silent": ["good"]}}]}',
    'base.json': '{"stet": 1, "id": "base", "version": "1", "decisions": [{"id": "pass", "clears": true}, {"id": "hold", "clears": false}], "unknown": "hold", "example": {"headline": "x"}}',
    'lists/rude.json': '{"lists": {"rude": {"phrases": ["bad"]}}}',
  });
  const editor = await Editor.start(t);
  const words = '{"lists": {"rude": {"phrases": ["bad", "bad"]}}}';
  const found = await editor.open(uri('lists/rude.json'), words);
  assert.equal(found.length, 1);
  assert.deepEqual(found[0].range, place(words, '"bad"', 1));
  const pushed = editor.diagnostics(uri('desk.json'));
  await editor.change(uri('lists/rude.json'), 2, [{ range: place(words, '"rude"'), text: '"rued"' }]);
  assert.match((await pushed)[0].message, /'rude'/, 'the file that names the list is told of, too');
  assert.deepEqual(await editor.change(uri('lists/rude.json'), 3, [{ text: words.replace(', "bad"', '') }]), []);
  assert.deepEqual(editor.published.get(uri('desk.json')).diagnostics, []);
});

test('hover', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  await editor.open(uri('small.json'), small);
  const hover = async (part, which) => editor.at('hover', uri('small.json'), place(small, part, which).start);
  const term = await hover('named < 1');
  assert.deepEqual(term.range, place(small, 'named', 1));
  assert.match(term.contents.value, /^\*\*term\*\* `named`: `int`, in sources/);
  assert.match((await hover('headline &&')).contents.value, /Article.headline/);
  assert.match((await hover('decision"')).contents.value, /what a finding means/);
  assert.match((await hover('hold", "when')).contents.value, /may not run/);
  assert.equal(await hover('// é'), null);
});

test('completion in a file that does not parse', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  const complete = async (typed, languageId = 'jsonc') => {
    const { text, position } = marked(typed);
    const name = uri(languageId === 'yaml' ? 'typed.yaml' : 'typed.json');
    await editor.open(name, text, { languageId });
    const items = await editor.at('completion', name, position);
    editor.tell('textDocument/didClose', { textDocument: { uri: name } });
    return { items, labels: items.map((i) => i.label), text };
  };
  const head = small.slice(0, small.indexOf('"rules"'));
  const keys = await complete(`${head}"rules": [{"id": "é𝕊", "de▮`);
  const decision = keys.items.find((i) => i.label === 'decision');
  assert.deepEqual(decision.textEdit, { range: { ...place(keys.text, '"de', 1), start: place(keys.text, '"de', 1).start }, newText: '"decision": ' });
  assert.match(decision.documentation.value, /what a finding means/);
  assert.ok(!keys.labels.includes('id'));
  const values = await complete(`${head}"rules": [{"decision": "▮`);
  assert.deepEqual(values.labels, ['pass', 'hold']);
  const fields = await complete(`${head}"rules": [{"when": "\\"é𝕊\\" == article.head▮`);
  assert.deepEqual(fields.items.find((i) => i.label === 'headline').textEdit, { range: place(fields.text, 'head', fields.text.split('head').length - 2), newText: 'headline' });
  assert.ok((await complete(`${head}"rules": [{"message": "{na▮`)).labels.includes('named'));
  assert.ok((await complete(`${yaml}  - id: other\n    when: article.▮`, 'yaml')).labels.includes('headline'));
  assert.ok((await complete(`${yaml}  - id: other\n    wh▮`, 'yaml')).labels.includes('when'));
});

test('snippets only for editors that take them', { skip }, async (t) => {
  const { uri } = folder(t);
  const capabilities = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
  const editor = await Editor.start(t, { capabilities });
  const { text, position } = marked('{"stet": 1, "un▮}');
  await editor.open(uri('a.json'), text);
  const items = await editor.at('completion', uri('a.json'), position);
  const unknown = items.find((i) => i.label === 'unknown');
  assert.deepEqual([unknown.insertTextFormat, unknown.textEdit.newText], [2, '"unknown": "$1"']);
});

test('completion and hover in a file of cases', { skip }, async (t) => {
  const { uri } = folder(t, { 'small.json': small });
  const editor = await Editor.start(t);
  const { text, position } = marked('{"cases": [{"name": "a", "story": {}, "expect": {"decision": "hold", "fires": ["sourced", "▮"]}}]}');
  const [unknown] = await editor.open(uri('tests/small.json'), text);
  assert.deepEqual([unknown.code, unknown.range], ['unknown-reference', { start: { ...position, character: position.character - 1 }, end: { ...position, character: position.character + 1 } }]);
  assert.deepEqual((await editor.at('completion', uri('tests/small.json'), position)).map((i) => i.label), []);
  const hover = await editor.at('hover', uri('tests/small.json'), place(text, 'sourced').start);
  assert.match(hover.contents.value, /\*\*rule\*\* `sourced`/);
  const again = text.replace('"sourced", ', '');
  await editor.change(uri('tests/small.json'), 2, [{ text: again }]);
  const inside = place(again, '""').start;
  assert.deepEqual((await editor.at('completion', uri('tests/small.json'), { ...inside, character: inside.character + 1 })).map((i) => i.label), ['sourced']);
});

for (const encoding of ['utf-16', 'utf-8']) test(`a thousand edits in ${encoding} leave what a fresh look finds`, { skip }, async (t) => {
  const { uri } = folder(t);
  const capabilities = { general: { positionEncodings: [encoding] } };
  const editor = await Editor.start(t, { capabilities });
  let state = 11;
  const random = (below) => { state = (state * 1103515245 + 12345) % 2147483648; return Math.floor((state / 2147483648) * below); };
  const pieces = ['"', '{', '}', ',', 'é', '𝕊', '\n', '\r\n', '"id": "x"', 'named', '', ' ', '\\', ':'];
  let text = small;
  const offsetAt = () => { let at = random(text.length + 1); if (/[\udc00-\udfff]/.test(text[at] ?? '') || (text[at - 1] === '\r' && text[at] === '\n')) at--; return at; };
  const position = (offset) => {
    const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
    return { line: lines.length - 1, character: encoding === 'utf-8' ? Buffer.byteLength(lines.at(-1)) : lines.at(-1).length };
  };
  await editor.open(uri('a.json'), text);
  for (let version = 2; version <= 1001; version++) {
    const a = offsetAt();
    const b = random(3) === 0 ? a : Math.min(text.length, a + random(6));
    const end = /[\udc00-\udfff]/.test(text[b] ?? '') || (text[b - 1] === '\r' && text[b] === '\n') ? b + 1 : b;
    const piece = pieces[random(pieces.length)];
    const change = { range: { start: position(a), end: position(end) }, text: piece };
    text = text.slice(0, a) + piece + text.slice(end);
    if (version % 20 === 0) text = small;
    editor.tell('textDocument/didChange', { textDocument: { uri: uri('a.json'), version }, contentChanges: version % 20 === 0 ? [{ text }] : [change] });
    if (version % 40 !== 39 && version !== 1001) continue;
    const kept = await editor.diagnostics(uri('a.json'), version);
    const fresh = await Editor.start(t, { capabilities });
    await fresh.open(uri('a.json'), small);  // so that it is known to be a rules file
    assert.deepEqual(kept, await fresh.change(uri('a.json'), 2, [{ text }]), `version ${version}`);
    const spot = position(offsetAt());
    assert.deepEqual(await editor.at('completion', uri('a.json'), spot), await fresh.at('completion', uri('a.json'), spot));
    assert.equal(await fresh.stop(), 0);
  }
});
