// createGate for browsers and workers: the module and the worker stand beside this file.
import type { Gate, GateOptions } from "./api.js";
import { createElsewhere } from "./elsewhere.js";
import { fullModule } from "./full.js";

const workerOptions: WorkerOptions = { type: "module", name: "stet" };

/** Loads the engine and compiles the methodology; all that is wrong with it is told at once. */
export async function createGate(options: GateOptions): Promise<Gate> {
  const wasm = options.wasm ?? new URL("./stet.wasm", import.meta.url);
  const full = fullModule(options, new URL("./stet_full.wasm", import.meta.url));
  const { worker = typeof document === "object" && typeof Worker === "function" } = options;
  if (worker === false) return (await import("./here.js")).createHere(options, wasm, full);
  if (typeof worker === "function") return createElsewhere(options, wasm, full, worker, undefined);
  if (worker !== true) {
    const url = new URL(worker, location.href);
    return createElsewhere(options, wasm, full, () => new Worker(url, workerOptions), url);
  }
  // Bundlers look for exactly this form.
  const start = () =>
    new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "stet" });
  return createElsewhere(options, wasm, full, start, new URL("./worker.js", import.meta.url));
}
