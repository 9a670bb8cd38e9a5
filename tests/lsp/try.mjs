import { test } from 'node:test';
import { Editor, folder, marked, project, read } from './client.mjs';
import { pathToFileURL } from 'node:url';
test('try', async (t) => {
  const e = await Editor.start(t);
  console.log(JSON.stringify(e.hello));
  const uri = pathToFileURL(project + 'rules/finance.json').href;
  const text = read(project + 'rules/finance.json');
  console.log(await e.open(uri, text));
  const bad = text.replace('"labels": [', '"lables": [').replace('verified.count', 'verified.cuont');
  console.log(JSON.stringify(await e.change(uri, 2, [{ text: bad }]), null, 1));
  for (const probe of ['"when": "vo▮"', '"when": "article.▮"', '"when": "article.sources.exists(s, s.▮"', '"message": "{it.▮"', '"de▮"', '"decision": "▮"','"find": {"lists": ["▮','"when": "text.▮"', '"when": "article.sources.▮"', '"when": "article.sources.exists(s, s.kind == \'▮']) {
    const m = marked('{"stet": 1, "extends": "' + project + 'rules/finance.json",\n "rules": [{"id": "x", "find": {"lists": ["hedges"]},\n ' + probe);
    const u = 'file:///tmp/x.json';
    await e.open(u, m.text);
    const got = await e.at('completion', u, m.position);
    console.log(probe, got.length, got.slice(0, 6).map((g) => [g.label, g.detail, g.textEdit.newText, g.textEdit.range.start.character].join(' | ')));
    e.tell('textDocument/didClose', { textDocument: { uri: u } });
  }
  console.log(await e.stop());
});
