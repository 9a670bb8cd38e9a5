// Snapshots in the origin's private files: a second visit to a page starts from what the first one
// compiled. A worker reads a file there in a sixth of the time that cache storage takes (decision
// 0025). Where there are none, or they refuse, the methodology is compiled as ever.
import type { Gate } from "./api.js";
import { fingerprint, type Snapshot, unpack } from "./snapshot.js";
import type { MethodologyFiles } from "./types.js";

// Beside files of the page's own: a folder would be asked for first.
const prefix = "stet-snapshot-";
const nameOf = (methodology: MethodologyFiles) => `${prefix}${fingerprint(methodology)}`;
/** Methodologies of one origin; the oldest goes first. */
const limit = 4;
/** Milliseconds. Somebody who opened a page begins to read or to type; this can wait. */
const quiet = 3000;

/** What workers, which TypeScript's library for pages does not know, can do with a file. */
interface Handle {
  getSize(): number;
  read(into: Uint8Array): number;
  write(from: Uint8Array): number;
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

const openFolder = () => navigator.storage.getDirectory() as Promise<Folder>;

/** What was kept of these files; whether it fits the module only restoring it tells. */
export async function findCached(of: MethodologyFiles): Promise<Snapshot | undefined> {
  try {
    const opening = openFolder();
    const name = nameOf(of); // which takes as long
    const file = await (await opening).getFileHandle(name);
    const handle = await file.createSyncAccessHandle({ mode: "read-only" });
    const bytes = new Uint8Array(handle.getSize());
    handle.read(bytes);
    handle.close();
    return { ...unpack(bytes), of };
  } catch {
    return undefined;
  }
}

/** Takes a snapshot when the page has become quiet, and keeps it. */
export function keepCached(methodology: MethodologyFiles, gate: Gate): void {
  setTimeout(() => {
    keep(methodology, gate).catch(() => {}); // full or forbidden, or another page keeps the same
  }, quiet);
}

async function keep(methodology: MethodologyFiles, gate: Gate): Promise<void> {
  const bytes = await gate.snapshot();
  const folder = await openFolder();
  const file = await folder.getFileHandle(nameOf(methodology), { create: true });
  const handle = await file.createSyncAccessHandle();
  handle.truncate(0);
  handle.write(bytes);
  handle.close();
  await forgetOldest(folder);
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
