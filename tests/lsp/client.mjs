// The real program, driven by the client library that VS Code itself uses.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const stet = process.env.STET ?? fileURLToPath(new URL('../../build/release/stet', import.meta.url));
export const project = fileURLToPath(new URL('../..', import.meta.url));
export const skip = !existsSync(new URL('node_modules', import.meta.url)) && 'not installed: npm ci --prefix tests/lsp';
export const now = '2026-11-24T12:00:00Z';

/** A folder of its own with files; removed when the test ends. */
export function folder(t, files = {}) {
  const path = mkdtempSync(join(tmpdir(), 'stet-lsp-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, file: (name) => join(path, name), uri: (name) => pathToFileURL(join(path, name)).href };
}

/** "…▮…": the text without the mark, and where it stands. */
export function marked(text) {
  const at = text.indexOf('▮');
  if (at < 0) throw new Error('expected a mark in the text');
  const before = text.slice(0, at).split('\n');
  return { text: text.replace('▮', ''), position: { line: before.length - 1, character: before.at(-1).length } };
}

/** The place of `part` in `text`, of its occurrence number `which`. */
export function place(text, part, which = 0) {
  let at = text.indexOf(part);
  for (; which > 0; which--) at = text.indexOf(part, at + 1);
  if (at < 0) throw new Error(`expected '${part}' in the text`);
  const position = (offset) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1).length };
  };
  return { start: position(at), end: position(at + part.length) };
}

/** What edits make of a text; they may come in any order. */
export function edited(text, edits) {
  const lines = text.split('\n');
  const begins = [0];
  for (const line of lines) begins.push(begins.at(-1) + line.length + 1);
  const offset = ({ line, character }) => begins[line] + character;
  const sorted = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  for (const { range, newText } of sorted) text = text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
  return text;
}

export class Editor {
  /** Starts the program and, unless told otherwise, says hello. */
  static async start(t, { capabilities = {}, options, root, args = ['--now', now], hello = true } = {}) {
    const rpc = await import('vscode-jsonrpc/node.js');
    const editor = new Editor();
    editor.process = spawn(stet, ['lsp', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    editor.ended = once(editor.process, 'exit').then(([code]) => code);
    editor.connection = rpc.createMessageConnection(
      new rpc.StreamMessageReader(editor.process.stdout), new rpc.StreamMessageWriter(editor.process.stdin));
    editor.published = new Map();
    editor.waiting = [];
    editor.connection.onNotification('textDocument/publishDiagnostics', (params) => editor.#take(params));
    editor.connection.onRequest('workspace/configuration', () => [editor.configuration ?? null]);
    editor.connection.onRequest('client/registerCapability', () => null);
    editor.connection.listen();
    t.after(() => { editor.connection.dispose(); editor.process.kill(); });
    if (hello) {
      editor.hello = await editor.ask('initialize', {
        processId: process.pid, rootUri: root ?? null, capabilities, initializationOptions: options,
      });
      editor.tell('initialized', {});
    }
    return editor;
  }

  #take(params) {
    this.published.set(params.uri, params);
    this.waiting = this.waiting.filter((wait) => !wait(params));
  }

  ask(method, params) { return this.connection.sendRequest(method, params); }
  tell(method, params) { this.connection.sendNotification(method, params).catch(() => {}); }

  /** The diagnostics of a document at a version, or the next ones of a file. */
  diagnostics(uri, version) {
    const fits = (params) => params?.uri === uri && (version === undefined || params.version === version);
    if (version !== undefined && fits(this.published.get(uri))) return this.published.get(uri).diagnostics;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no diagnostics of ${uri} at version ${version}`)), 20000);
      this.waiting.push((params) => fits(params) && (clearTimeout(late), resolve(params.diagnostics), true));
    });
  }

  open(uri, text, { languageId = 'jsonc', version = 1 } = {}) {
    const diagnostics = this.diagnostics(uri, version);
    this.tell('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
    return diagnostics;
  }

  change(uri, version, contentChanges) {
    const diagnostics = this.diagnostics(uri, version);
    this.tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return diagnostics;
  }

  at(method, uri, position, more = {}) {
    return this.ask(`textDocument/${method}`, { textDocument: { uri }, position, ...more });
  }

  async stop() {
    await this.ask('shutdown');
    this.tell('exit');
    return this.ended;
  }
}

export const read = (path) => readFileSync(path, 'utf8');
