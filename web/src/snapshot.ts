// A compiled methodology as bytes. All that an instance knows is in its memory: what compiling wrote
// there, written into a fresh instance of the same module, gives the same gate without compiling.
//
//   "stetsnap"  format  size of head  two checksums of all that follows      8 + 4 × 4 bytes
//   head        JSON, with spaces to a multiple of four
//   body        pieces of memory: place, size, content; all counted in words of four bytes
//
// docs/abi.md describes it for other hosts. Tested in test/snapshot.test.mjs.
import { fromJson, toJson } from "./bytes.js";
import { GateError, SnapshotError } from "./errors.js";
import { Instance } from "./instance.js";
import type { ReadFile } from "./load.js";
import { request } from "./request.js";
import type { About } from "./types.js";

/** A methodology in an instance. */
export interface Compiled {
  instance: Instance;
  handle: number;
}

interface Head {
  /** The module, by the section that its build ends it with. */
  build: string;
  /** Which files were compiled. */
  files: string;
  /** Bytes of memory. */
  memory: number;
  handle: number;
  about: About;
}

/** A snapshot that is whole. */
export interface Snapshot {
  bytes: Uint8Array;
  head: Head;
  body: Uint32Array;
  /** The request that it was found by, where it was: it is of its files. */
  of?: Uint8Array;
}

const magic = "stetsnap";
const format = 1;
const fixedSize = 24;
/** Words that are equal end a piece when there are so many: pieces take time to restore, words hardly. */
const gap = 128;

/** What a build is known by; empty for a module that somebody stripped of it. */
export function buildOf(module: WebAssembly.Module): string {
  const [section] = WebAssembly.Module.customSections(module, "stet.build");
  return section ? hex(new Uint8Array(section)) : "";
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Two sums over words; they tell damage and another text, and keep nobody from forging one. */
function sums(words: Uint32Array): [number, number] {
  let a = 0x9e3779b9;
  let b = words.length;
  for (let i = 0; i < words.length; i++) {
    a = Math.imul(a ^ words[i]!, 0x85ebca6b);
    a ^= a >>> 15;
    b = (Math.imul(b, 31) + a) | 0;
  }
  return [a >>> 0, b >>> 0];
}

/** Tells requests apart: entry, names and texts. */
const fingerprint = (request: Uint8Array): string =>
  sums(words(padded(request))).map((sum) => sum.toString(16).padStart(8, "0")).join("");

/** A snapshot that was given; none when it cannot be had and `otherwise` there is something. */
export async function loadSnapshot(
  from: URL | string | BufferSource,
  otherwise: boolean,
  readFile?: ReadFile,
): Promise<Snapshot | undefined> {
  try {
    return unpack(await snapshotBytes(from, readFile));
  } catch (error) {
    if (otherwise) return undefined;
    throw error;
  }
}

async function snapshotBytes(
  from: URL | string | BufferSource,
  readFile?: ReadFile,
): Promise<BufferSource> {
  if (typeof from !== "string" && !(from instanceof URL)) return from;
  const url = new URL(from, globalThis.location?.href);
  try {
    if (url.protocol === "file:" && readFile) return await readFile(url);
    return await (await request(url, "a snapshot")).arrayBuffer();
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    throw new SnapshotError(`expected a snapshot at ${url.href}, found no readable file`, { cause });
  }
}

/** Compiles what `request` asks for in a fresh instance and gives what that wrote. */
export async function takeSnapshot(
  module: WebAssembly.Module,
  request: Uint8Array,
  compile: (instance: Instance) => { handle: number; about: About },
): Promise<Uint8Array> {
  const build = buildOf(module);
  if (!build) throw new SnapshotError("expected a module with its section stet.build, found none");
  const [instance, fresh] = [await Instance.create(module), await Instance.create(module)];
  const { handle, about } = compile(instance);
  instance.clearFree();
  const memory = instance.memory();
  const files = fingerprint(request);
  const head: Head = { build, files, memory: memory.byteLength, handle, about };
  return pack(head, pieces(words(fresh.memory()), words(memory)));
}

const words = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);

/** The pieces of `after` that are not as in `before`, each behind its place and size. */
function pieces(before: Uint32Array, after: Uint32Array): Uint32Array {
  const out = new Uint32Array(after.length);
  let size = 0;
  const differs = (i: number) => after[i] !== (i < before.length ? before[i] : 0);
  for (let i = 0; i < after.length; i++) {
    if (!differs(i)) continue;
    let end = i + 1;
    for (let next = end; next < after.length && next - end < gap; next++) {
      if (differs(next)) end = next + 1;
    }
    out.set([i, end - i], size);
    out.set(after.subarray(i, end), size + 2);
    size += 2 + end - i;
    i = end;
  }
  return out.subarray(0, size);
}

/** With spaces to a multiple of four. */
function padded(text: Uint8Array): Uint8Array {
  const out = new Uint8Array((text.length + 3) & ~3).fill(0x20);
  out.set(text);
  return out;
}

function pack(head: Head, body: Uint32Array): Uint8Array {
  const text = padded(toJson(head));
  const bytes = new Uint8Array(fixedSize + text.length + body.byteLength);
  bytes.set(new TextEncoder().encode(magic));
  bytes.set(text, fixedSize);
  const all = words(bytes);
  all.set(body, (fixedSize + text.length) / 4);
  all.set([format, text.length, ...sums(all.subarray(fixedSize / 4))], 2);
  return bytes;
}

/** Throws when the bytes are none, or not whole; `whole` says that somebody made sure of that. */
export function unpack(given: BufferSource, whole = false): Snapshot {
  let bytes = ArrayBuffer.isView(given)
    ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
    : new Uint8Array(given);
  if (bytes.byteOffset & 3) bytes = bytes.slice();
  const found = new TextDecoder().decode(bytes.subarray(0, magic.length));
  if (found !== magic) throw new SnapshotError("expected a snapshot of stet, found other bytes");
  const all = words(bytes);
  const [version = format, headSize = 0, a, b] = all.subarray(2, 6);
  if (version !== format) {
    throw new SnapshotError(`expected a snapshot of format ${format}, found format ${version}`);
  }
  const rest = all.subarray(fixedSize / 4);
  const [foundA, foundB] = whole ? [a, b] : sums(rest);
  if (bytes.length & 3 || headSize & 3 || headSize > rest.byteLength || a !== foundA || b !== foundB) {
    throw new SnapshotError("expected a whole snapshot, found one that is cut off or damaged");
  }
  const head = fromJson<Head>(bytes.subarray(fixedSize, fixedSize + headSize));
  return { bytes, head, body: rest.subarray(headSize / 4) };
}

/**
 * The gate that a snapshot holds, in a fresh instance. With a request, only if it was made of those
 * files.
 */
export async function restore(
  module: WebAssembly.Module,
  { head, body, of }: Snapshot,
  request?: Uint8Array,
): Promise<Compiled & { about: About }> {
  const build = buildOf(module);
  if (head.build !== build) {
    const named = (hash: string) => hash.slice(0, 12) || "no build";
    const other = new SnapshotError(
      `expected a snapshot of the module ${named(build)}, found one of ${named(head.build)}`,
    );
    other.otherModule = true;
    throw other;
  }
  if (request && request !== of && fingerprint(request) !== head.files) {
    throw new SnapshotError("expected a snapshot of the methodology given, found one of other files");
  }
  const instance = await Instance.create(module);
  const memory = words(instance.memory(head.memory));
  for (let at = 0; at < body.length; ) {
    const [place, size] = [body[at]!, body[at + 1]!];
    memory.set(body.subarray(at + 2, at + 2 + size), place);
    at += 2 + size;
  }
  return { instance, handle: head.handle, about: head.about };
}
