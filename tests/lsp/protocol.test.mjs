// The protocol itself: life, errors, bytes that are no messages.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { Editor, folder, skip, stet } from './client.mjs';

/** Sends raw bytes and returns the messages that come back, and the exit code. */
async function raw(bytes) {
  const child = spawn(stet, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(bytes);
  const [code] = await once(child, 'close');
  let rest = Buffer.concat(chunks);
  const messages = [];
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/.exec(rest.subarray(0, end))[1]);
    messages.push(JSON.parse(rest.subarray(end + 4, end + 4 + length)));
    rest = rest.subarray(end + 4 + length);
  }
  return { code, messages };
}
const frame = (message) => {
  const text = typeof message === 'string' ? message : JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};
const deep = '['.repeat(1e6) + ']'.repeat(1e6);
const hello = frame({ id: 1, method: 'initialize', params: { capabilities: {} } });
const goodbye = frame({ id: 9, method: 'shutdown' }) + frame({ method: 'exit' });
const outcome = ({ messages }) => messages.filter((m) => 'id' in m).map((m) => m.error?.code ?? `ok ${m.id}`);

test('hello, goodbye', { skip }, async (t) => {
  const editor = await Editor.start(t);
  assert.equal(editor.hello.serverInfo.name, 'stet');
  assert.equal(editor.hello.capabilities.positionEncoding, 'utf-16');
  assert.equal(editor.hello.capabilities.textDocumentSync.change, 2);
  assert.equal(await editor.stop(), 0);
});

test('utf-8 when it is offered', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t, { capabilities: { general: { positionEncodings: ['utf-16', 'utf-8'] } } });
  assert.equal(editor.hello.capabilities.positionEncoding, 'utf-8');
  const text = '{"stet": 1, "title": "é𝕊", "lables": 1}';
  const found = (await editor.open(uri('a.json'), text)).find((d) => d.code === 'unknown-key');
  const at = Buffer.from(text).indexOf('"lables"');
  assert.deepEqual(found.range, { start: { line: 0, character: at }, end: { line: 0, character: at + 8 } });
});

test('what a process returns', async () => {
  assert.equal((await raw(hello + goodbye)).code, 0);
  assert.equal((await raw(hello + frame({ method: 'exit' }))).code, 1);
  assert.equal((await raw(hello)).code, 1);
  assert.equal((await raw('')).code, 1);
});

test('errors have their code, and the server goes on', async () => {
  const rows = [
    ['before hello', frame({ id: 2, method: 'textDocument/hover' }), [-32002, 'ok 1', 'ok 9'], true],
    ['hello twice', frame({ id: 2, method: 'initialize' }), ['ok 1', -32600, 'ok 9']],
    ['no such method', frame({ id: 2, method: 'textDocument/fly' }), ['ok 1', -32601, 'ok 9']],
    ['no such notification', frame({ method: '$/fly' }) + frame({ method: 'fly' }), ['ok 1', 'ok 9']],
    ['no JSON', frame('{"jsonrpc"'), ['ok 1', -32700, 'ok 9']],
    ['no UTF-8', 'Content-Length: 3\r\n\r\n"' + Buffer.from([0xff]).toString('latin1') + '"', ['ok 1', -32700, 'ok 9']],
    ['deep JSON', frame('['.repeat(1e6)), ['ok 1', -32700, 'ok 9']],
    ['deep params', frame(`{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":${deep}}`), ['ok 1', -32602, 'ok 9']],
    ['a deep id', frame(`{"jsonrpc":"2.0","id":${deep},"method":"shutdown"}`), ['ok 1', -32600, 'ok 9']],
    ['a deep id that is cancelled', (frame(`{"jsonrpc":"2.0","id":${deep},"method":"shutdown"}`) + frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":${deep}}}`)), ['ok 1', -32600, 'ok 9']],
    ['a deep version', frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:a","text":"","version":${deep}}}}`), ['ok 1', 'ok 9']],
    ['no object', frame('[1]') + frame('1') + frame('null'), ['ok 1', -32600, -32600, -32600, 'ok 9']],
    ['a batch', frame('[{"jsonrpc":"2.0","id":2,"method":"shutdown"}]'), ['ok 1', -32600, 'ok 9']],
    ['another version', frame('{"jsonrpc":"1.0","id":2,"method":"shutdown"}'), ['ok 1', -32600, 'ok 9']],
    ['no method', frame({ id: 2 }), ['ok 1', -32600, 'ok 9']],
    ['an id that is none', frame({ id: {}, method: 'shutdown' }), ['ok 1', -32600, 'ok 9']],
    ['an answer to nothing', frame({ id: 'x', result: 1 }), ['ok 1', 'ok 9']],
    ['no params', frame({ id: 2, method: 'textDocument/hover' }), ['ok 1', -32602, 'ok 9']],
    ['params of another kind', frame({ id: 2, method: 'textDocument/hover', params: [1, 'x'] }), ['ok 1', -32602, 'ok 9']],
    ['a document that is not open', frame({ id: 2, method: 'textDocument/hover', params: { textDocument: { uri: 'file:///x' }, position: { line: 0, character: 0 } } }), ['ok 1', -32602, 'ok 9']],
    ['after shutdown', frame({ id: 2, method: 'shutdown' }) + frame({ id: 3, method: 'textDocument/hover' }), ['ok 1', 'ok 2', -32600, -32600]],
    ['a header without length', 'Content-Type: x\r\n\r\n', ['ok 1', -32700, 'ok 9']],
    ['a length that is none', 'Content-Length: -5\r\n\r\n', ['ok 1', -32700, 'ok 9']],
    ['a length with letters', 'Content-Length: 12abc\r\n\r\n', ['ok 1', -32700, 'ok 9']],
    ['another header beside it', frame({ id: 2, method: 'fly' }).replace('\r\n\r\n', '\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n'), ['ok 1', -32601, 'ok 9']],
    ['a name in small letters', frame({ id: 2, method: 'fly' }).replace('Content-Length', 'content-length'), ['ok 1', -32601, 'ok 9']],
    ['empty content', 'Content-Length: 0\r\n\r\n', ['ok 1', -32700, 'ok 9']],
    ['rubbish before a header', '}x'.repeat(20) + frame({ id: 2, method: 'fly' }), ['ok 1', -32601, 'ok 9']],
    ['more than 64 MiB', `Content-Length: ${(64 << 20) + 1}\r\n\r\n` + ' '.repeat((64 << 20) + 1), ['ok 1', -32700, 'ok 9']],
  ];
  for (const [name, bytes, expected, before] of rows) {
    const ran = await raw(Buffer.from(before ? bytes + hello + goodbye : hello + bytes + goodbye, name === 'no UTF-8' ? 'latin1' : 'utf8'));
    assert.deepEqual(outcome(ran), expected, name);
    assert.equal(ran.code, 0, name);
  }
});

test('a header that does not end', async () => {
  const ran = await raw(hello + 'x'.repeat(300000) + '\r\n\r\n' + goodbye);
  assert.equal(outcome(ran).at(-1), 'ok 9');
  assert.ok(outcome(ran).includes(-32700));
  assert.equal(ran.code, 0);
});

test('a length beyond all bounds waits for its bytes and never allocates them', async () => {
  const ran = await raw(hello + 'Content-Length: 99999999999999999\r\n\r\n{}');
  assert.deepEqual(outcome(ran), ['ok 1', -32700]);
  assert.equal(ran.code, 1);
});

test('a request that is cancelled before its turn', async () => {
  const uri = 'untitled:a';
  const open = frame({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'json', version: 1, text: '{"stet": 1}' } } });
  const ask = frame({ id: 2, method: 'textDocument/completion', params: { textDocument: { uri }, position: { line: 0, character: 1 } } });
  const cancel = (id) => frame({ method: '$/cancelRequest', params: { id } });
  const ran = await raw(hello + open + ask + cancel(2) + cancel(77) + cancel(2) + goodbye);
  const codes = ran.messages.filter((m) => 'id' in m).map((m) => m.error?.code ?? `ok ${m.id}`);
  assert.deepEqual([...codes].sort(), [-32800, 'ok 1', 'ok 9'].sort());
  assert.equal(ran.code, 0);
});

test('of changes that wait only the last is looked at', async () => {
  const uri = 'untitled:a';
  const open = frame({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'json', version: 1, text: '{"stet": 1}' } } });
  let changes = '';
  for (let version = 2; version <= 50; version++) {
    changes += frame({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges: [{ text: `{"stet": ${version}}` }] } });
  }
  const child = spawn(stet, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => { out += chunk; });
  child.stdin.write(hello + frame({ method: 'initialized', params: {} }) + open + changes);
  while (!/"version":50/.test(out)) await new Promise((go) => setTimeout(go, 5));
  child.stdin.end(goodbye);
  await once(child, 'close');
  const versions = [...out.matchAll(/"version":(\d+)/g)].map((m) => Number(m[1]));
  assert.equal(versions.at(-1), 50);
  assert.ok(versions.length < 10, `looked at ${versions.length} of 50 versions`);
});

test('documents without a file', { skip }, async (t) => {
  const editor = await Editor.start(t);
  for (const uri of ['untitled:Untitled-1', 'git:/a.json?{}', 'file://', 'file:///%00', 'http://x/y.json', '']) {
    if (uri === '') continue;
    const found = await editor.open(uri, '{"stet": 1, "extends": "other.json"}');
    assert.ok(found.some((d) => d.code === 'no-such-file' || d.code === 'missing-file' || /no file/.test(d.message)), uri + JSON.stringify(found));
    editor.tell('textDocument/didClose', { textDocument: { uri } });
  }
  assert.equal(await editor.stop(), 0);
});

test('a document beyond the limits of rules files', { skip }, async (t) => {
  const { uri } = folder(t);
  const editor = await Editor.start(t);
  const big = `{"stet": 1, "title": "${'x'.repeat(17 << 20)}"}`;
  await editor.open(uri('stet.json'), big);
  assert.equal(editor.published.get(uri('stet.json')).diagnostics[0].code, 'too-large');
  await editor.at('completion', uri('stet.json'), { line: 0, character: 5 });
  assert.equal(await editor.at('hover', uri('stet.json'), { line: 0, character: 5 }), null);
  assert.deepEqual(await editor.change(uri('stet.json'), 2, [{ text: '{"extends": []}' }]).then((d) => d.length > 0), true);
  assert.equal(await editor.stop(), 0);
});
