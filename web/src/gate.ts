// A compiled methodology that checks articles. After a trap the instance is replaced and the
// methodology compiled again, so that the next check works.
import { MethodologyError, TrapError } from "./errors.js";
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

interface Compiled {
  instance: Instance;
  handle: number;
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
  return new WasmGate(module, request, await compile(module, request));
}

async function compile(module: WebAssembly.Module, request: Uint8Array): Promise<Compiled> {
  const instance = await Instance.create(module);
  const answer = instance.compile(request);
  const body = JSON.parse(decoder.decode(answer.bytes));
  if (answer.status !== 0) throw new MethodologyError(body.problems);
  return { instance, handle: body.methodology, ...body };
}

function toBytes(article: string | Uint8Array | object): Uint8Array {
  if (typeof article === "string") return encoder.encode(article);
  if (article instanceof Uint8Array) return article;
  return encoder.encode(JSON.stringify(article));
}

class WasmGate implements Gate {
  private compiled: Compiled | undefined;
  private replacement: Promise<Compiled> | undefined;

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly request: Uint8Array,
    private readonly first: Compiled,
  ) {
    this.compiled = first;
  }

  get id(): string {
    return this.first.id;
  }
  get version(): string {
    return this.first.version;
  }
  get digest(): string {
    return this.first.digest;
  }
  get problems(): Problem[] {
    return this.first.problems;
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
    const { instance, handle } = await this.current();
    try {
      const settings = encoder.encode(JSON.stringify(options));
      return accepted(instance.check(handle, toBytes(article), settings));
    } catch (error) {
      if (error instanceof TrapError) this.replace();
      throw error;
    }
  }

  dispose(): void {
    if (this.compiled) this.compiled.instance.dispose(this.compiled.handle);
    this.compiled = undefined;
  }

  private async current(): Promise<Compiled> {
    if (this.replacement) {
      this.compiled = await this.replacement;
      this.replacement = undefined;
    }
    if (!this.compiled) throw new TrapError("the gate was disposed of");
    return this.compiled;
  }

  /** A trapped instance may have broken memory: it is never called again. */
  private replace(): void {
    this.compiled = undefined;
    this.replacement = compile(this.module, this.request);
    this.replacement.catch(() => {});
  }
}

function accepted(answer: Answer): Uint8Array {
  if (answer.status === 0) return answer.bytes;
  throw new MethodologyError(JSON.parse(decoder.decode(answer.bytes)).problems);
}
