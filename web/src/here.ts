// A gate in this thread. Pages, which have a worker, load this only when they ask for it.
import type { Gate, GateOptions } from "./api.js";
import { toFiles } from "./bytes.js";
import { loadModule, type ModuleSource, type ReadFile } from "./load.js";
import { createLocalGate } from "./local.js";
import { createWhole } from "./whole.js";

/** A gate in this thread. */
export async function createHere(
  options: GateOptions,
  wasm: ModuleSource,
  readFile?: ReadFile,
): Promise<Gate> {
  const module = await loadModule(wasm, readFile);
  const methodology = toFiles(options.methodology, options.files);
  const create = () => createLocalGate(module, methodology, options.tests);
  return createWhole(methodology, options.read, create);
}
