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

/** A relative URL is one of the page or worker; in Node.js it is a path from the working directory. */
function baseUrl(): string {
  if (typeof location !== "undefined") return location.href;
  return isNode ? `file://${process.cwd()}/` : import.meta.url;
}

async function loadFrom(url: URL): Promise<WebAssembly.Module> {
  if (url.protocol === "file:" && isNode) {
    const { readFile } = await import("node:fs/promises");
    const bytes = await readFile(url).catch((cause: unknown) => {
      throw new ModuleError(`expected the module at ${url.href}, found no readable file`, { cause });
    });
    return compileBytes(bytes, url.href);
  }
  const response = await fetch(url).catch((cause: unknown) => {
    throw new ModuleError(`expected the module at ${url.href}, found no answer`, { cause });
  });
  if (!response.ok) {
    throw new ModuleError(`expected the module at ${url.href}, found HTTP ${response.status}`);
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm") && WebAssembly.compileStreaming) {
    return WebAssembly.compileStreaming(response).catch((cause: unknown) => {
      throw new ModuleError(`expected a WebAssembly module at ${url.href}, found other bytes`, {
        cause,
      });
    });
  }
  return compileBytes(await response.arrayBuffer(), url.href, type);
}

async function compileBytes(
  bytes: BufferSource,
  where: string,
  type = "",
): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes).catch((cause: unknown) => {
    throw new ModuleError(
      `expected a WebAssembly module at ${where}, found ${describe(bytes)}${type && ` (${type})`}`,
      { cause },
    );
  });
}

/** What servers and build tools commonly put in the place of a module. */
function describe(bytes: BufferSource): string {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  const start = new TextDecoder().decode(view.subarray(0, 64)).trimStart();
  if (view.length === 0) return "nothing";
  if (start.startsWith("<")) return "an HTML page";
  if (start.startsWith("version https://git-lfs")) return "a Git LFS pointer";
  if (start.startsWith("\0asm")) return `a broken module of ${view.length} bytes`;
  return `${view.length} other bytes`;
}
