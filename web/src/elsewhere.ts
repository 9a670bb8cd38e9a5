// A gate in a worker.
import type { Gate, GateOptions } from "./api.js";
import { toFiles } from "./bytes.js";
import { describeWorker, type ModuleSource } from "./load.js";
import { createRemoteGate } from "./remote.js";

const defaultLimit = 2000;

/** A gate in a worker, which `start` makes; `url` is where its file is, when that is known. */
export function createElsewhere(
  options: GateOptions,
  wasm: ModuleSource,
  start: () => Worker,
  url: URL | undefined,
): Promise<Gate> {
  return createRemoteGate({
    start,
    explain: async () =>
      url ? describeWorker(url) : new Error("the worker did not start"),
    methodology: toFiles(options.methodology, options.files),
    read: options.read,
    wasm: typeof wasm === "string" ? new URL(wasm, location.href).href : wasm,
    tests: options.tests ?? false,
    limit: options.limit ?? defaultLimit,
  });
}
