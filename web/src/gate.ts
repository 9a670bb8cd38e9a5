// A compiled methodology that checks articles. After a trap the instance is replaced and the
// methodology compiled again, so that the next check works.
import { GateError, MethodologyError, TrapError } from "./errors.js";
import { type Answer, Instance } from "./instance.js";
import { loadModule, type ModuleSource } from "./load.js";
import type { Methodology, Problem, Verdict } from "./types.js";

/** What a gate is made of. */
export interface GateOptions {
  methodology: Methodology;
  /** The module: a URL, its bytes, or compiled already. */
  wasm?: ModuleSource;
}

/** How one article is checked. */
export interface CheckOptions {
  /** Shown in the verdict. */
  name?: string;
  format?: "json" | "markdown" | "auto";
  /** RFC 3339. The engine knows no clock: without it, what needs the time is unknown. */
  now?: string;
  detail?: "full" | "summary" | "ids";
}

/** Checks articles against one methodology. */
export interface Gate {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  /** Warnings about the methodology. */
  readonly problems: Problem[];
  /** Bytes of memory the engine holds. */
  readonly memoryBytes: number;
  /** The verdict on an article: JSON or story Markdown, as text or UTF-8 bytes, or an object. */
  check(article: string | Uint8Array | object, options?: CheckOptions): Promise<Verdict>;
  /** The same as the bytes that the engine wrote. */
  checkBytes(article: string | Uint8Array | object, options?: CheckOptions): Promise<Uint8Array>;
  /** Gives the memory back. The gate cannot be used afterwards. */
  dispose(): void;
}

/** A methodology in an instance. */
interface Compiled {
  instance: Instance;
  handle: number;
}

/** What the engine says of a methodology. */
interface About {
  methodology: number;
  id: string;
  version: string;
  digest: string;
  problems: Problem[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Loads the engine and compiles the methodology; all that is wrong with it is told at once. */
export async function createGate(options: GateOptions): Promise<Gate> {
  const module = await loadModule(options.wasm);
  const request = encoder.encode(JSON.stringify(options.methodology));
  const { about, ...compiled } = await compile(module, request);
  return new WasmGate(module, request, about, compiled);
}

async function compile(
  module: WebAssembly.Module,
  request: Uint8Array,
): Promise<Compiled & { about: About }> {
  const instance = await Instance.create(module);
  const about: About = JSON.parse(decoder.decode(accepted(instance.compile(request))));
  return { instance, handle: about.methodology, about };
}

function toBytes(article: string | Uint8Array | object): Uint8Array {
  if (typeof article === "string") return encoder.encode(article);
  if (article instanceof Uint8Array) return article;
  return encoder.encode(JSON.stringify(article));
}

class WasmGate implements Gate {
  private replacement: Promise<void> | undefined;
  private disposed = false;

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly request: Uint8Array,
    private readonly about: About,
    /** Undefined after a trap, until a fresh instance is made. */
    private compiled: Compiled | undefined,
  ) {}

  get id(): string {
    return this.about.id;
  }
  get version(): string {
    return this.about.version;
  }
  get digest(): string {
    return this.about.digest;
  }
  get problems(): Problem[] {
    return this.about.problems;
  }
  get memoryBytes(): number {
    return this.compiled?.instance.memoryBytes ?? 0;
  }

  async check(
    article: string | Uint8Array | object,
    options: CheckOptions = {},
  ): Promise<Verdict> {
    return JSON.parse(decoder.decode(await this.checkBytes(article, options)));
  }

  async checkBytes(
    article: string | Uint8Array | object,
    options: CheckOptions = {},
  ): Promise<Uint8Array> {
    const settings = encoder.encode(JSON.stringify(options));
    const bytes = toBytes(article);
    // Several checks may wait for one instance, and the first of them may trap again.
    while (!this.compiled) await this.renew();
    const { instance, handle } = this.compiled;
    try {
      return accepted(instance.check(handle, bytes, settings));
    } catch (error) {
      // A trapped instance may have broken memory: it is never called again.
      if (error instanceof TrapError) this.compiled = undefined;
      throw error;
    }
  }

  dispose(): void {
    this.disposed = true;
    this.compiled?.instance.dispose(this.compiled.handle);
    this.compiled = undefined;
  }

  /** Checks that wait share one fresh instance. */
  private async renew(): Promise<void> {
    if (this.disposed) throw new GateError("the gate was disposed of");
    this.replacement ??= this.replace();
    await this.replacement;
  }

  private async replace(): Promise<void> {
    try {
      const { instance, handle } = await compile(this.module, this.request);
      if (!this.disposed) this.compiled = { instance, handle };
    } finally {
      this.replacement = undefined;
    }
  }
}

function accepted(answer: Answer): Uint8Array {
  if (answer.status === 0) return answer.bytes;
  throw new MethodologyError(JSON.parse(decoder.decode(answer.bytes)).problems);
}
