// The larger of the two modules.
import type { ModuleSource } from "./load.js";

/**
 * Where the larger module is: what was given, else beside the address of the small one, else that
 * of the package.
 */
export function fullModule(
  given: { wasm?: ModuleSource | undefined; wasmFull?: ModuleSource | undefined },
  own?: URL,
): ModuleSource | undefined {
  const { wasm, wasmFull } = given;
  if (wasmFull !== undefined) return wasmFull;
  if (typeof wasm !== "string" && !(wasm instanceof URL)) return own;
  return new URL("stet_full.wasm", new URL(wasm, globalThis.location?.href));
}
