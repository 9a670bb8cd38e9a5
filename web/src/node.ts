// createGate for Node.js: in this thread, the module read from the package's own folder.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Gate, GateOptions } from "./api.js";
import { createHere } from "./here.js";

export * from "./public.js";

/** Loads the engine and compiles the methodology; all that is wrong with it is told at once. */
export async function createGate(options: GateOptions): Promise<Gate> {
  return createHere(options, moduleOf(options.wasm), (url) => readFile(url));
}

/** A text that is no URL is a path from the working directory. */
function moduleOf(given: GateOptions["wasm"]) {
  if (given === undefined) return new URL("./stet.wasm", import.meta.url);
  if (typeof given !== "string" || /^[a-z][a-z+.-]+:/i.test(given)) return given;
  return pathToFileURL(resolve(given));
}
