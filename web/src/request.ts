// What is asked of a server, and what is said when it has something else. Apart from load.ts, which
// pages with a worker do not need.
import { ModuleError } from "./errors.js";
import type { ModuleSource } from "./load.js";

export const htmlPage = "an HTML page";
export const hint = "; with Vite's development server set optimizeDeps: {exclude: ['stet']}";

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

/** What is at an address; throws when that is nothing. */
export async function request(url: URL, what: string): Promise<Response> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new ModuleError(`expected ${what} at ${url.href}, found no answer`, { cause });
  });
  if (!response.ok) {
    const moved = url.pathname.includes(".vite") ? hint : "";
    throw new ModuleError(`expected ${what} at ${url.href}, found HTTP ${response.status}${moved}`);
  }
  return response;
}

/** Why a worker did not start: what the server has at its address. */
export async function describeWorker(url: URL): Promise<ModuleError> {
  try {
    const response = await request(url, "the worker");
    const type = response.headers.get("content-type") ?? "";
    const html = type.startsWith("text/html");
    return new ModuleError(
      html
        ? `expected the worker at ${url.href}, found ${htmlPage}${hint}`
        : `the worker at ${url.href} (${type}) did not start; does the page's policy allow it?`,
    );
  } catch (error) {
    return error as ModuleError;
  }
}
