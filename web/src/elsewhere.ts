// A gate in a worker.
import type { Gate, GateOptions } from "./api.js";
import type { ModuleSource } from "./load.js";
import { createRemoteGate } from "./remote.js";

const defaultLimit = 2000;

/** An address as workers can be sent it: whole, and a text. */
const sent = <T>(from: T | URL | string): T | string =>
  typeof from === "string" || from instanceof URL ? new URL(from, location.href).href : from;

/** A gate in a worker, which `start` makes; `url` is where its file is, when that is known. */
export function createElsewhere(
  options: GateOptions,
  wasm: ModuleSource,
  full: ModuleSource | undefined,
  start: () => Worker,
  url: URL | undefined,
): Promise<Gate> {
  return createRemoteGate({
    start,
    explain: async () =>
      url ? (await import("./request.js")).describeWorker(url) : new Error("the worker did not start"),
    methodology: options.methodology,
    files: options.files,
    source: {
      snapshot: sent(options.snapshot),
      cache: options.cache,
      full: sent(full),
    },
    wasm: sent(wasm),
    read: options.read,
    tests: options.tests,
    limit: options.limit ?? defaultLimit,
  });
}
