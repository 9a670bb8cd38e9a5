// The module for maintainers in a worker: a request in, what it found as JSON text out. Loaded when
// rules are edited for the first time, or a story that may not run has rested. docs/abi.md describes
// the functions used here.
interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  stet_buffer(size: number): number;
  stet_release(pointer: number): void;
  stet_verify(request: number, size: number): number;
  stet_ways(request: number, size: number): number;
}

export interface Asked {
  number: number;
  module: string;
  call: "stet_verify" | "stet_ways";
  request: object;
}
export type Told = { number: number; text: string } | { number: number; error: string };

let loading: Promise<Exports> | undefined;

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url).catch(() => undefined);
  if (!response) throw new Error("the module for it could not be loaded; is there a network?");
  if (!response.ok) throw new Error(`expected ${url}, found HTTP ${response.status}`);
  return response;
}

async function load(url: string): Promise<Exports> {
  const imports = {
    env: { emscripten_notify_memory_growth: () => {} },
    wasi_snapshot_preview1: {
      proc_exit: (code: number) => {
        throw new Error(`the engine stopped with code ${code}`);
      },
    },
  };
  const { instance } = await WebAssembly.instantiateStreaming(fetched(url), imports);
  const exports = instance.exports as unknown as Exports;
  exports._initialize();
  return exports;
}

/** Results are blocks of size, status and bytes; both kinds of status are JSON. */
function answer(exports: Exports, call: Asked["call"], request: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(request));
  const pointer = exports.stet_buffer(bytes.length);
  if (pointer === 0) throw new Error("the engine ran out of memory");
  new Uint8Array(exports.memory.buffer, pointer, bytes.length).set(bytes);
  const result = exports[call](pointer, bytes.length);
  exports.stet_release(pointer);
  if (result === 0) throw new Error("the engine ran out of memory");
  const size = new DataView(exports.memory.buffer).getUint32(result, true);
  const text = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, result + 8, size));
  exports.stet_release(result);
  return text;
}

self.onmessage = async ({ data: { number, module, call, request } }: MessageEvent<Asked>) => {
  try {
    const text = answer(await (loading ??= load(module)), call, request);
    self.postMessage({ number, text } satisfies Told);
  } catch (error) {
    // A module that trapped is not asked again.
    loading = undefined;
    self.postMessage({ number, error: error instanceof Error ? error.message : String(error) } satisfies Told);
  }
};
