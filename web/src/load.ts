// From a URL, bytes or a compiled module to a WebAssembly.Module.
import { ModuleError } from "./errors.js";
import { hint, htmlPage, request } from "./request.js";

/** Where the module comes from. */
export type ModuleSource = URL | string | BufferSource | WebAssembly.Module;

/** Reads a file: URL where the host can; Node.js gives one. */
export type ReadFile = (url: URL) => Promise<BufferSource>;

/** Compiles the module, streaming where the host can. */
export async function loadModule(
  from: ModuleSource,
  readFile?: ReadFile,
): Promise<WebAssembly.Module> {
  if (from instanceof WebAssembly.Module) return from;
  if (typeof from !== "string" && !(from instanceof URL)) return compile(from, "the bytes given");
  const url = new URL(from, globalThis.location?.href);
  return url.protocol === "file:" && readFile ? compileFile(url, readFile) : compileFrom(url);
}

/** The same when it is asked for, once. */
export function loadLater(
  from: ModuleSource | undefined,
  readFile?: ReadFile,
): (() => Promise<WebAssembly.Module>) | undefined {
  let loaded: Promise<WebAssembly.Module> | undefined;
  if (from === undefined) return undefined;
  return () =>
    (loaded ??= loadModule(from, readFile).catch((error: unknown) => {
      loaded = undefined;
      throw error;
    }));
}

async function compileFile(url: URL, readFile: ReadFile): Promise<WebAssembly.Module> {
  const bytes = await readFile(url).catch((cause: unknown) => {
    throw new ModuleError(`expected the module at ${url.href}, found no readable file`, { cause });
  });
  return compile(bytes, url.href);
}

async function compileFrom(url: URL): Promise<WebAssembly.Module> {
  const response = await request(url, "the module");
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm") && WebAssembly.compileStreaming) {
    return WebAssembly.compileStreaming(response).catch((cause: unknown) => {
      throw refusal(cause, `a WebAssembly module at ${url.href}`, "other bytes");
    });
  }
  return compile(await response.arrayBuffer(), url.href, type);
}

async function compile(
  bytes: BufferSource,
  where: string,
  type = "",
): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes).catch((cause: unknown) => {
    const found = describe(bytes);
    throw refusal(
      cause,
      `a WebAssembly module at ${where}`,
      `${found}${type && ` (${type})`}${found === htmlPage ? hint : ""}`,
    );
  });
}

/** A content security policy stops compilation with words of its own; the bytes may be right. */
function refusal(cause: unknown, expected: string, found: string): ModuleError {
  const policy = /Content Security Policy|unsafe-eval/i.test(String(cause));
  return new ModuleError(
    policy
      ? `expected a policy that lets WebAssembly run, found ${String(cause)}`
      : `expected ${expected}, found ${found}`,
    { cause },
  );
}

/** What servers and build tools commonly put in the place of a module. */
function describe(bytes: BufferSource): string {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  const start = new TextDecoder().decode(view.subarray(0, 64)).trimStart();
  if (view.length === 0) return "nothing";
  if (start.startsWith("<")) return htmlPage;
  if (start.startsWith("version https://git-lfs")) return "a Git LFS pointer";
  if (start.startsWith("\0asm")) return `a broken module of ${view.length} bytes`;
  return `${view.length} other bytes`;
}
