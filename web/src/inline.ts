// createGate with the module inside, for pages that can load no second file. It works in this
// thread unless it is given a worker.
import type { Gate, GateOptions } from "./api.js";
import { createElsewhere } from "./elsewhere.js";
import { createHere } from "./here.js";
import { fullModule } from "./full.js";
// Made by build.mjs: the module, compressed, as text.
import compressed from "./module.generated.js";

export * from "./public.js";

/** As `createGate` of "stet". */
export async function createGate(options: GateOptions): Promise<Gate> {
  const wasm = options.wasm ?? (await unpack());
  const full = fullModule(options);
  const { worker } = options;
  if (typeof worker === "function") return createElsewhere(options, wasm, full, worker, undefined);
  return createHere(options, wasm, full);
}

async function unpack(): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(compressed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
