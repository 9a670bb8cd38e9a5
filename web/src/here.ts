// A gate in this thread. Pages, which have a worker, load this only when they ask for it.
import type { Gate, GateOptions } from "./api.js";
import { toFiles } from "./bytes.js";
import { compileRequest } from "./compile_request.js";
import { loadLater, loadModule, type ModuleSource, type ReadFile } from "./load.js";
import { type Complete, createLocalGate } from "./local.js";
import { loadSnapshot } from "./snapshot.js";
import type { MethodologyFiles } from "./types.js";
import { createWhole } from "./whole.js";

/** Which rule a check traps at is looked for; when that cannot be, the error stays as it is. */
const completeWith = (methodology: MethodologyFiles): Complete => async (error, gate, failed) => {
  const found = import("./culprit_here.js").then(({ search }) => search(gate, methodology, failed));
  (await found.catch(() => {}))?.(error);
};

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
  const modules = { module, full: loadLater(full, readFile) };
  const complete = methodology && completeWith(methodology);
  // More files may have come since the request before.
  const create = () => {
    const source = { request: methodology && compileRequest(methodology), snapshot };
    return createLocalGate(modules, source, options.tests, complete);
  };
  return createWhole(methodology, options.read, create);
}
