// createGate for Node.js: in this thread, the module read from the package's own folder.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Gate, GateOptions } from "./api.js";
import { createHere } from "./here.js";
import type { ModuleSource } from "./load.js";
import { fullModule } from "./full.js";

export * from "./public.js";

/** Loads the engine and compiles the methodology; all that is wrong with it is told at once. */
export async function createGate(options: GateOptions): Promise<Gate> {
  const wasm = addressed(options.wasm);
  const own = (name: string) => new URL(name, import.meta.url);
  const full = fullModule({ wasm, wasmFull: addressed(options.wasmFull) }, own("./stet_full.wasm"));
  return createHere(options, wasm ?? own("./stet.wasm"), full, (url) => readFile(url));
}

/** A text that is no URL is a path from the working directory. */
function addressed(given: ModuleSource | undefined): ModuleSource | undefined {
  if (typeof given !== "string" || /^[a-z][a-z+.-]+:/i.test(given)) return given;
  return pathToFileURL(resolve(given));
}
