// One instance of the module and its memory. docs/abi.md describes the functions used here.
import { ModuleError, TrapError } from "./errors.js";

interface Exports {
  memory: WebAssembly.Memory;
  malloc(size: number): number;
  free(pointer: number): void;
  _initialize(): void;
  stet_abi_version(): number;
  stet_buffer(size: number): number;
  stet_release(pointer: number): void;
  stet_compile(request: number, size: number): number;
  stet_check(
    handle: number,
    article: number,
    size: number,
    options: number,
    optionsSize: number,
  ): number;
  stet_evaluate(
    handle: number,
    input: number,
    size: number,
    options: number,
    optionsSize: number,
  ): number;
  stet_open(handle: number, article: number, size: number): number;
  stet_edit(session: number, begin: number, end: number, text: number, size: number): number;
  stet_check_session(session: number, options: number, optionsSize: number): number;
  stet_close(session: number): void;
  stet_dispose(handle: number): void;
}

/** What a call gave back: status 0 is an answer, 1 a list of problems. */
export interface Answer {
  status: number;
  bytes: Uint8Array;
}

const abiVersion = 1;
const headerSize = 8;
const pageSize = 65_536;

/** Never used again after a trap. */
export class Instance {
  private constructor(private readonly exports: Exports) {}

  static async create(module: WebAssembly.Module): Promise<Instance> {
    const imports = {
      env: { emscripten_notify_memory_growth: () => {} },
      wasi_snapshot_preview1: {
        proc_exit: (code: number) => {
          throw new TrapError(`the engine stopped with code ${code}`);
        },
      },
    };
    const instance = await WebAssembly.instantiate(module, imports).catch((cause: unknown) => {
      throw new ModuleError("expected the module of stet, found one that wants other imports", {
        cause,
      });
    });
    const exports = instance.exports as unknown as Exports;
    exports._initialize?.();
    const version = exports.stet_abi_version?.();
    if (version !== abiVersion) {
      throw new ModuleError(`expected ABI version ${abiVersion}, found ${version ?? "none"}`);
    }
    return new Instance(exports);
  }

  /** Bytes of memory the instance holds. */
  get memoryBytes(): number {
    return this.exports.memory.buffer.byteLength;
  }

  /** All of it, at least so many bytes; until the next call, which may move it. */
  memory(atLeast = 0): Uint8Array {
    const { memory } = this.exports;
    const missing = atLeast - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
    return new Uint8Array(memory.buffer);
  }

  /**
   * Overwrites with zeros what was given back and not used again, so that equal work leaves equal
   * bytes, and few: it is taken block by block, the large ones first, and given back together.
   */
  clearFree(): void {
    const { malloc, free, memory } = this.exports;
    const large = 1 << 20;
    const take = (size: number) => {
      const pointer = malloc(size);
      if (pointer !== 0) new Uint8Array(memory.buffer, pointer, size).fill(0);
      return pointer;
    };
    // So much there is only behind all that is in use.
    const behind = take(large);
    free(behind);
    const taken: number[] = [];
    for (let size = large; size >= 8; size -= Math.max(8, size >> 2)) {
      let pointer = take(size);
      for (; pointer !== 0 && pointer < behind; pointer = take(size)) taken.push(pointer);
      free(pointer);
    }
    for (const pointer of taken) free(pointer);
  }

  compile(request: Uint8Array): Answer {
    return this.withBuffers([request], ([input]) =>
      this.exports.stet_compile(input!, request.length),
    );
  }

  check(handle: number, article: Uint8Array, options: Uint8Array): Answer {
    return this.withBuffers([article, options], ([input, settings]) =>
      this.exports.stet_check(handle, input!, article.length, settings!, options.length),
    );
  }

  /** With the handle 0 the input is an object of variables. */
  evaluate(handle: number, input: Uint8Array, options: Uint8Array): Answer {
    return this.withBuffers([input, options], ([bytes, settings]) =>
      this.exports.stet_evaluate(handle, bytes!, input.length, settings!, options.length),
    );
  }

  open(handle: number, article: Uint8Array): Answer {
    return this.withBuffers([article], ([input]) =>
      this.exports.stet_open(handle, input!, article.length),
    );
  }

  /** Replaces bytes of a session's article. */
  edit(session: number, begin: number, end: number, text: Uint8Array): Answer {
    return this.withBuffers([text], ([input]) =>
      this.exports.stet_edit(session, begin, end, input!, text.length),
    );
  }

  checkSession(session: number, options: Uint8Array): Answer {
    return this.withBuffers([options], ([settings]) =>
      this.exports.stet_check_session(session, settings!, options.length),
    );
  }

  close(session: number): void {
    this.guard(() => this.exports.stet_close(session));
  }

  dispose(handle: number): void {
    this.guard(() => this.exports.stet_dispose(handle));
  }

  private withBuffers(inputs: Uint8Array[], call: (pointers: number[]) => number): Answer {
    return this.guard(() => {
      const pointers = inputs.map((bytes) => this.copyIn(bytes));
      const result = call(pointers);
      for (const pointer of pointers) this.exports.stet_release(pointer);
      if (result === 0) throw new TrapError("the engine ran out of memory");
      const answer = this.copyOut(result);
      this.exports.stet_release(result);
      return answer;
    });
  }

  private copyIn(bytes: Uint8Array): number {
    const pointer = this.exports.stet_buffer(bytes.length);
    if (pointer === 0) throw new TrapError("the engine ran out of memory");
    new Uint8Array(this.exports.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  }

  private copyOut(result: number): Answer {
    const header = new DataView(this.exports.memory.buffer, result, headerSize);
    const size = header.getUint32(0, true);
    const bytes = new Uint8Array(this.exports.memory.buffer, result + headerSize, size).slice();
    return { status: header.getUint32(4, true), bytes };
  }

  private guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof TrapError) throw cause;
      throw new TrapError(`the engine trapped: ${String(cause)}`, { cause });
    }
  }
}
