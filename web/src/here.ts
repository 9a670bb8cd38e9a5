// A gate in this thread. Pages, which have a worker, load this only when they ask for it.
import type { Gate, GateOptions } from "./api.js";
import { toFiles } from "./bytes.js";
import { loadModule, type ModuleSource, type ReadFile } from "./load.js";
import { createLocalGate } from "./local.js";

/** A gate in this thread. */
export async function createHere(
  options: GateOptions,
  wasm: ModuleSource,
  readFile?: ReadFile,
): Promise<Gate> {
  const module = await loadModule(wasm, readFile);
  return createLocalGate(module, toFiles(options.methodology, options.files), options.tests);
}
