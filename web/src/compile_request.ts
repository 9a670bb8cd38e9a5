// What stet_compile is asked: a head in JSON, a NUL byte, and behind it the files as they are. A
// text inside of JSON takes both sides longer than the file itself, and a page waits for it.
// docs/abi.md has the form.
import type { MethodologyFiles } from "./types.js";

const encoder = new TextEncoder();

/** The same bytes for the same files, however these were ordered. */
export function compileRequest({ entry, files }: MethodologyFiles): Uint8Array {
  const texts = Object.keys(files).sort().map((name) => [name, encoder.encode(files[name])] as const);
  const sizes = texts.map(([name, { length }]) => `${JSON.stringify(name)}:${length}`);
  const head = `{"about":true,"entry":${JSON.stringify(entry)},"files":{${sizes.join()}}}\0`;
  return joined([encoder.encode(head), ...texts.map(([, text]) => text)]);
}

/** The same request, which asks how the rules' own examples come out as well. */
export const withTests = (request: Uint8Array): Uint8Array =>
  joined([encoder.encode('{"tests":true,'), request.subarray(1)]);

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
