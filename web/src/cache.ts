// Snapshots in the origin's private files: a second visit to a page starts from what the first one
// compiled. A worker reads a file there in a sixth of the time that cache storage takes (decision
// 0025). Where there are none, or they refuse, the methodology is compiled as ever.
//
// A file is named by the SHA-256 of what asks for its methodology and begins with that of its own
// content: the browser works these out beside the worker, whose own first passes over so much are
// slow.
import type { Gate } from "./api.js";
import { type Snapshot, unpack } from "./snapshot.js";

// Beside files of the page's own: a folder would be asked for first.
const prefix = "stet-snapshot-";
const hashSize = 32;
/** Methodologies of one origin; the oldest goes first. */
const limit = 4;
/** Milliseconds. Somebody who opened a page begins to read or to type; this can wait. */
const quiet = 3000;

/** What workers, which TypeScript's library for pages does not know, can do with a file. */
interface Handle {
  getSize(): number;
  read(into: Uint8Array, options?: { at: number }): number;
  write(from: Uint8Array, options?: { at: number }): number;
  truncate(size: number): void;
  close(): void;
}
interface File extends FileSystemFileHandle {
  createSyncAccessHandle(options?: { mode: "read-only" }): Promise<Handle>;
}
interface Folder extends FileSystemDirectoryHandle {
  getFileHandle(name: string, options?: { create: boolean }): Promise<File>;
  values(): AsyncIterable<FileSystemHandle>;
}

const openFolder = async () => (await navigator.storage.getDirectory()) as Folder;

const hash = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** What is kept of one methodology. */
export class Kept {
  /** Whether it fits the module only restoring it tells. */
  readonly found: Promise<Snapshot | undefined>;
  private readonly name: Promise<string>;

  /** `of` asks for the methodology; the search begins at once. */
  constructor(of: Uint8Array) {
    const folder = openFolder();
    this.name = nameOf(of);
    this.found = Promise.all([folder, this.name])
      .then(find)
      .then((snapshot) => snapshot && { ...snapshot, of })
      .catch(() => undefined);
  }

  /** Takes a snapshot when the page has become quiet, and keeps it. */
  keep(gate: Gate): void {
    setTimeout(() => {
      this.store(gate).catch(() => {}); // full or forbidden, or another page keeps the same
    }, quiet);
  }

  private async store(gate: Gate): Promise<void> {
    const bytes = (await gate.snapshot()) as Uint8Array<ArrayBuffer>;
    const sum = await hash(bytes);
    const folder = await openFolder();
    const file = await folder.getFileHandle(await this.name, { create: true });
    const handle = await file.createSyncAccessHandle();
    handle.truncate(0);
    handle.write(sum);
    handle.write(bytes, { at: hashSize });
    handle.close();
    await forgetOldest(folder);
  }
}

async function nameOf(request: Uint8Array): Promise<string> {
  const bytes = await hash(request as Uint8Array<ArrayBuffer>);
  return prefix + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function find([folder, name]: [Folder, string]): Promise<Snapshot | undefined> {
  const file = await folder.getFileHandle(name);
  const handle = await file.createSyncAccessHandle({ mode: "read-only" });
  const all = new Uint8Array(handle.getSize());
  handle.read(all);
  handle.close();
  const bytes = all.subarray(hashSize);
  const sum = await hash(bytes);
  return sum.every((byte, i) => byte === all[i]) ? unpack(bytes, true) : undefined;
}

async function forgetOldest(folder: Folder): Promise<void> {
  const kept: { name: string; written: number }[] = [];
  for await (const file of folder.values()) {
    if (!file.name.startsWith(prefix)) continue;
    const { lastModified } = await (file as File).getFile();
    kept.push({ name: file.name, written: lastModified });
  }
  kept.sort((a, b) => b.written - a.written);
  for (const { name } of kept.slice(limit)) await folder.removeEntry(name);
}
