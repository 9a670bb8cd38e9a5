// What stet_compile is asked: a head in JSON, a NUL byte, and behind it the files as they are. A
// text inside of JSON takes both sides longer than the file itself, and a page waits for it.
import { toJson } from "./bytes.js";
import type { MethodologyFiles } from "./types.js";

const encoder = new TextEncoder();

/** The bytes of the request; docs/abi.md has its form. `tests` asks for the rules' own examples. */
export function compileRequest({ entry, files }: MethodologyFiles, tests = false): Uint8Array {
  const texts = Object.entries(files).map(([name, text]) => [name, encoder.encode(text)] as const);
  const sizes = Object.fromEntries(texts.map(([name, { length }]) => [name, length]));
  const head = toJson({ entry, files: sizes, about: true, tests });
  const all = texts.reduce((sum, [, { length }]) => sum + length, head.length + 1);
  const request = new Uint8Array(all); // the zero behind the head is there already
  request.set(head);
  let at = head.length + 1;
  for (const [, text] of texts) {
    request.set(text, at);
    at += text.length;
  }
  return request;
}
