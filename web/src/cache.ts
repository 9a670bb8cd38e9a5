// Snapshots in the cache storage of the browser: a second visit to a page starts from what the first
// one compiled. Where there is no such storage, or it refuses, the methodology is compiled as ever.
import type { Gate } from "./api.js";
import { fingerprint } from "./snapshot.js";
import type { MethodologyFiles } from "./types.js";

const storage = "stet-snapshots";
/** Methodologies of one origin; the oldest goes first. */
const limit = 4;
/** Milliseconds. Somebody who opened a page begins to read or to type; this can wait. */
const quiet = 3000;

const addressOf = (methodology: MethodologyFiles): string =>
  new URL(`/stet-snapshot/${fingerprint(methodology)}`, location.href).href;

/** What was kept of these files; whether it fits the module only restoring it tells. */
export async function findCached(methodology: MethodologyFiles): Promise<ArrayBuffer | undefined> {
  try {
    const found = await (await caches.open(storage)).match(addressOf(methodology));
    return await found?.arrayBuffer();
  } catch {
    return undefined;
  }
}

/** Takes a snapshot when the page has become quiet, and keeps it. */
export function keepCached(methodology: MethodologyFiles, gate: Gate): void {
  setTimeout(() => {
    keep(methodology, gate).catch(() => {}); // a full or forbidden storage
  }, quiet);
}

async function keep(methodology: MethodologyFiles, gate: Gate): Promise<void> {
  const cache = await caches.open(storage);
  const body = new Blob([(await gate.snapshot()) as Uint8Array<ArrayBuffer>]);
  await cache.put(addressOf(methodology), new Response(body));
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - limit))) await cache.delete(old);
}
