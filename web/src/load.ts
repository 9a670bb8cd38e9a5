// From a URL, bytes or a compiled module to a WebAssembly.Module.
import { ModuleError } from "./errors.js";

/** Where the module comes from. Without one it is `stet.wasm` beside this file. */
export type ModuleSource = URL | string | BufferSource | WebAssembly.Module;

const isNode = typeof process !== "undefined" && !!process.versions?.node;

/** Compiles the module, streaming where the host can. */
export async function loadModule(source?: ModuleSource): Promise<WebAssembly.Module> {
  const from = source ?? new URL("./stet.wasm", import.meta.url);
  if (from instanceof WebAssembly.Module) return from;
  if (typeof from === "string" || from instanceof URL) return loadFrom(new URL(from, baseUrl()));
  return compileBytes(from, "the bytes given");
}

function baseUrl(): string {
  return typeof location !== "undefined" ? location.href : import.meta.url;
}

async function loadFrom(url: URL): Promise<WebAssembly.Module> {
  if (url.protocol === "file:" && isNode) {
    const { readFile } = await import("node:fs/promises");
    const bytes = await readFile(url).catch((cause: unknown) => {
      throw new ModuleError(`expected the module at ${url.href}, found no readable file`, { cause });
    });
    return compileBytes(bytes, url.href);
  }
  const response = await fetch(url);
  if (!response.ok) {
    throw new ModuleError(`expected the module at ${url.href}, found HTTP ${response.status}`);
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm") && WebAssembly.compileStreaming) {
    return WebAssembly.compileStreaming(response);
  }
  return compileBytes(await response.arrayBuffer(), url.href, type);
}

async function compileBytes(
  bytes: BufferSource,
  where: string,
  type = "",
): Promise<WebAssembly.Module> {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  const magic = view[0] === 0 && view[1] === 0x61 && view[2] === 0x73 && view[3] === 0x6d;
  if (!magic) {
    const found = view[0] === 0x3c ? "an HTML page" : `${view.length} other bytes`;
    throw new ModuleError(
      `expected a WebAssembly module at ${where}, found ${found}${type ? ` (${type})` : ""}`,
    );
  }
  return WebAssembly.compile(bytes);
}
