// A gate in this thread. Pages, which have a worker, load this only when they ask for it.
import type { Gate, GateOptions } from "./api.js";
import { toFiles } from "./bytes.js";
import { loadLater, loadModule, type ModuleSource, type ReadFile } from "./load.js";
import { createLocalGate } from "./local.js";
import { loadSnapshot } from "./snapshot.js";
import { createWhole } from "./whole.js";

/** A gate in this thread. */
export async function createHere(
  options: GateOptions,
  wasm: ModuleSource,
  full: ModuleSource | undefined,
  readFile?: ReadFile,
): Promise<Gate> {
  const { snapshot: from } = options;
  const otherwise = options.methodology !== undefined;
  const [module, snapshot, given] = await Promise.all([
    loadModule(wasm, readFile),
    from === undefined ? from : loadSnapshot(from, otherwise, readFile),
    options.methodology,
  ]);
  const methodology = toFiles(given, options.files);
  const source = { methodology, snapshot };
  const modules = { module, full: loadLater(full, readFile) };
  const create = () => createLocalGate(modules, source, options.tests);
  return createWhole(methodology, options.read, create);
}
