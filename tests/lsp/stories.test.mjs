// Stories: what the gate says while they are written.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Editor, edited, folder, marked, now, place, project, read, skip, stet } from './client.mjs';

const rules = `{
  "stet": 1, "id": "small", "version": "1",
  "decisions": [{"id": "pass", "clears": true}, {"id": "mark", "clears": true}, {"id": "hold", "clears": false}, {"id": "reject", "clears": false}],
  "unknown": "hold",
  "sources": {"kinds": {"wire": {"title": "News agency"}, "filing": {}}},
  "story": {"sections": {"analysis": ["Analysis"], "watch": ["What to watch"]}},
  "terms": [{"id": "named", "type": "int", "means": "sources", "is": "article.sources.size()"}],
  "example": {"headline": "A berth opens", "sources": [{"id": "a"}, {"id": "b"}]},
  "rules": [
    {"id": "two-sources", "title": "Two sources", "why": "One is not enough.", "decision": "hold", "when": "named < 2", "at": "article.headline", "message": "{named} of 2", "fix": "find another",
     "tests": {"fires": [{"sources": null}], "silent": [{}]}},
    {"id": "very", "decision": "mark", "find": {"phrases": ["very"]}, "message": "'{it.text}' says nothing", "edit": {"replace": "quite"},
     "tests": {"fires": ["very good"], "silent": ["good"]}},
    {"id": "hoax", "decision": "reject", "find": {"phrases": ["hoax"]}, "message": "no", "tests": {"fires": ["a hoax"], "silent": ["a fact"]}},
    {"id": "watched", "stage": "observe", "decision": "hold", "find": {"phrases": ["maybe"]}, "message": "maybe", "tests": {"fires": ["maybe"], "silent": ["yes"]}}
  ]
}
`;
const story = `---
headline: A berth opens
sources:
  - {id: port, publisher: Port, kind: filing}
---

É𝕊 very good, a hoax, maybe. [^port]

## Analysis

Yes.
`;
const line = (d) => `${d.severity} ${d.code} ${d.range.start.line}:${d.range.start.character}-${d.range.end.character}`;

test('findings, with severity, rule and next steps', { skip }, async (t) => {
  const { uri } = folder(t, { 'stet.json': rules, 'desk/story.md': story });
  const editor = await Editor.start(t);
  const found = await editor.open(uri('desk/story.md'), story, { languageId: 'markdown' });
  assert.deepEqual(found.map(line), ['2 two-sources 1:10-23', '3 very 6:4-8', '1 hoax 6:17-21', '4 watched 6:23-28']);
  const [first] = found;
  assert.equal(first.message, '1 of 2\n→ find another');
  assert.deepEqual(first.relatedInformation, [{ location: { uri: uri('stet.json'), range: { start: place(rules, '{"id": "two-sources"').start, end: place(rules, '"silent": [{}]}}').end } }, message: 'hold: Two sources' }]);
  assert.equal(first.codeDescription.href, `${uri('stet.json')}#L10`);
  const repaired = story.replace('very', 'quite').replace('hoax', 'fact').replace('maybe', 'yes').replace('filing}', 'filing}\n  - {id: agency, publisher: Agency, kind: wire}');
  assert.deepEqual(await editor.change(uri('desk/story.md'), 2, [{ text: repaired }]), []);
});

test('the same as stet check says of the examples', { skip }, async (t) => {
  const editor = await Editor.start(t, { options: { rules: `${project}rules/finance.json` } });
  for (const name of readdirSync(`${project}rules/examples`).filter((n) => n.endsWith('.md'))) {
    const path = `${project}rules/examples/${name}`;
    const ran = spawnSync(stet, ['check', '--rules', `${project}rules/finance.json`, '--now', now, '--format', 'jsonl', path], { encoding: 'utf8' });
    const verdict = JSON.parse(ran.stdout);
    const found = await editor.open(pathToFileURL(path).href, read(path), { languageId: 'markdown' });
    assert.deepEqual(found.map((d) => [d.code, d.range.start.line + 1, d.range.start.character + 1]),
      verdict.diagnostics.map((d) => [d.rule, d.place.line, d.place.column_utf16]), name);
  }
});

test('rules by setting, by configuration, by --rules, by a file further up', { skip }, async (t) => {
  const dir = folder(t, { 'stet.json': rules, 'other.json': rules.replace('named < 2', 'named < 1'), 'a/b/story.md': story });
  const codes = async (editor, version) => (await editor.diagnostics(dir.uri('a/b/story.md'), version)).map((d) => d.code);
  const open = (editor) => editor.open(dir.uri('a/b/story.md'), story, { languageId: 'markdown' });
  const upward = await Editor.start(t);
  assert.equal((await open(upward))[0].code, 'two-sources');
  const option = await Editor.start(t, { options: { rules: 'other.json' }, root: pathToFileURL(dir.path).href });
  assert.equal((await open(option))[0].code, 'very');
  const argument = await Editor.start(t, { options: { rules: 'stet.json' }, args: ['--now', now, '--rules', dir.file('other.json')] });
  assert.equal((await open(argument))[0].code, 'very');
  const configured = await Editor.start(t, { capabilities: { workspace: { configuration: true } } });
  configured.configuration = { rules: dir.file('other.json') };
  await open(configured);
  configured.tell('workspace/didChangeConfiguration', { settings: null });
  for (let i = 0; i < 100 && configured.published.get(dir.uri('a/b/story.md')).diagnostics[0].code !== 'very'; i++) await new Promise((go) => setTimeout(go, 20));
  assert.equal((await codes(configured, 1))[0], 'very');
});

test('a change of the rules is a change of the story', { skip }, async (t) => {
  const dir = folder(t, { 'stet.json': rules, 'story.md': story });
  const editor = await Editor.start(t);
  await editor.open(dir.uri('story.md'), story, { languageId: 'markdown' });
  const next = editor.diagnostics(dir.uri('story.md'));
  await editor.open(dir.uri('stet.json'), rules.replace('named < 2', 'named < 1'));
  assert.ok(!(await next).some((d) => d.code === 'two-sources'));
  const back = editor.diagnostics(dir.uri('story.md'));
  editor.tell('textDocument/didClose', { textDocument: { uri: dir.uri('stet.json') } });
  assert.ok((await back).some((d) => d.code === 'two-sources'), 'what is on the disk counts again');
});

test('hover, definition, fixes', { skip }, async (t) => {
  const dir = folder(t, { 'stet.json': rules });
  const editor = await Editor.start(t);
  const uri = dir.uri('story.md');
  await editor.open(uri, story, { languageId: 'markdown' });
  const hover = await editor.at('hover', uri, place(story, 'A berth').start);
  assert.match(hover.contents.value, /One is not enough/);
  assert.match(hover.contents.value, /`named` is 1, has to be >= 2/);
  assert.deepEqual(await editor.at('definition', uri, place(story, 'hoax').start), [{ uri: dir.uri('stet.json'), range: { start: place(rules, '{"id": "hoax"').start, end: place(rules, '"silent": ["a fact"]}}').end } }]);
  const actions = await editor.ask('textDocument/codeAction', { textDocument: { uri }, range: place(story, 'very'), context: { diagnostics: [] } });
  assert.deepEqual(actions.map((a) => [a.title, edited(story, a.edit.changes[uri])]), [["Replace 'very' by 'quite'", story.replace('very', 'quite')]]);
  const symbols = await editor.ask('textDocument/documentSymbol', { textDocument: { uri } });
  assert.deepEqual(symbols.map((s) => s.name), ['A berth opens', 'Port']);
});

test('completion of metadata, footnotes and headings', { skip }, async (t) => {
  const dir = folder(t, { 'stet.json': rules });
  const editor = await Editor.start(t);
  const complete = async (typed) => {
    const { text, position } = marked(typed);
    await editor.open(dir.uri('story.md'), text, { languageId: 'markdown' });
    const items = await editor.at('completion', dir.uri('story.md'), position);
    editor.tell('textDocument/didClose', { textDocument: { uri: dir.uri('story.md') } });
    return items.map((i) => i.label);
  };
  const keys = await complete('---\nheadline: x\nda▮\n---\n');
  assert.ok(keys.includes('datePublished') && !keys.includes('headline'));
  assert.deepEqual(await complete('---\nheadline: x\nsources:\n  - id: a\n    kind: ▮\n---\n'), ['wire', 'filing']);
  assert.ok((await complete('---\nheadline: x\nwaivers:\n  - rule: ▮\n---\n')).includes('two-sources'));
  assert.deepEqual(await complete(story.replace('[^port]', '[^▮')), ['port']);
  assert.deepEqual(await complete(story.replace('## Analysis', '## ▮')), ['Analysis', 'What to watch']);
  assert.deepEqual(await complete(story.replace('Yes', 'Yes▮')), []);
});

test('an article in JSON', { skip }, async (t) => {
  const dir = folder(t, { 'stet.json': rules });
  const editor = await Editor.start(t);
  const article = '{"headline": "é𝕊 very good", "sources": [{"id": "a", "kind": "wire"}, {"id": "b"}], "articleBody": ["Yes."]}';
  const found = await editor.open(dir.uri('a.json'), article);
  assert.deepEqual(found.map(line), ['3 very 0:18-22']);
  const { text, position } = marked('{"headline": "x", "sources": [{"id": "a", "kind": "▮');
  await editor.open(dir.uri('b.json'), text);
  assert.deepEqual((await editor.at('completion', dir.uri('b.json'), position)).map((i) => i.label), ['wire', 'filing']);
});

test('stet.json may have nothing but what it extends', { skip }, async (t) => {
  const { uri } = folder(t, { 'rules.json': rules });
  const editor = await Editor.start(t);
  assert.deepEqual(await editor.open(uri('stet.json'), '{"extends": "rules.json"}'), []);
  assert.equal((await editor.open(uri('story.md'), story, { languageId: 'markdown' })).length, 4);
  assert.ok((await editor.open(uri('stet.json'), '{"extends": "rule.json"}', { version: 2 })).length === 1);
});

test('a document that is opened again is told anew', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  for (let round = 0; round < 3; round++) {
    assert.equal((await editor.open(uri('a.json'), rules.replace('"why"', '"whi"'))).length, 1);
    const gone = editor.diagnostics(uri('a.json'));
    editor.tell('textDocument/didClose', { textDocument: { uri: uri('a.json') } });
    assert.deepEqual(await gone, []);
    editor.published.clear();
  }
});

test('what is no story is left alone', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  for (const [name, text] of [['README.md', '# Read me\n\nA hoax.\n'], ['page.md', '---\nlayout: page\n---\n\nx\n'], ['package.json', '{"name": "x", "version": "1"}'], ['tsconfig.json', '{"extends": "./base.json"}'], ['.eslintrc.json', '{"extends": "x", "rules": {"semi": 2}}'], ['api.json', '{"body": "a hoax", "sources": [1]}'], ['tests.json', '{"cases": [], "runner": 1}'], ['a.yaml', 'on: push\njobs: {}\n'], ['empty.json', '']]) {
    assert.deepEqual(await editor.open(uri(name), text, { languageId: name.endsWith('md') ? 'markdown' : 'json' }), [], name);
    assert.equal(await editor.at('hover', uri(name), { line: 0, character: 3 }), null);
    assert.deepEqual(await editor.at('completion', uri(name), { line: 0, character: 3 }), []);
  }
});
