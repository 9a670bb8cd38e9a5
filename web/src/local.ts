// A compiled methodology in this thread. After a trap the instance is replaced and the methodology
// compiled or restored again, so that the next check works.
import type { CheckOptions, EvaluateOptions, Gate, Session } from "./api.js";
import { fromJson, toBytes, toJson } from "./bytes.js";
import { withTests } from "./compile_request.js";
import type { Failed } from "./culprit.js";
import { GateError, MethodologyError, SnapshotError, TrapError } from "./errors.js";
import { type Answer, Instance } from "./instance.js";
import { LocalArticle } from "./article.js";
import { LiveSession } from "./session.js";
import { type Compiled, restore, type Snapshot, takeSnapshot } from "./snapshot.js";
import type { About, Article, Evaluated, Problem, Verdict } from "./types.js";

/** What a gate is made of; one of the two at least. */
export interface GateSource {
  /** What compiles a methodology: compileRequest() makes it. */
  request?: Uint8Array | undefined;
  snapshot?: Snapshot | undefined;
}

/** The module that every gate begins with, and the larger one, loaded when it is needed. */
export interface Modules {
  module: WebAssembly.Module;
  full?: (() => Promise<WebAssembly.Module>) | undefined;
}

type Started = Compiled & { about: About; restored: boolean };

/** Completes the error of a check that trapped. A worker's is completed outside of it. */
export type Complete = (error: TrapError, gate: LocalGate, failed: Failed) => Promise<void>;

/** Restores or compiles a methodology; all that is wrong with it is told at once. */
export async function createLocalGate(
  { module, full }: Modules,
  source: GateSource,
  tests = false,
  complete?: Complete,
): Promise<LocalGate> {
  try {
    return new LocalGate(module, source, await start(module, source, tests), full, complete);
  } catch (error) {
    if (!full || !wantsFull(error)) throw error;
    return createLocalGate({ module: await full() }, source, tests, complete);
  }
}

/** Whether the larger module may succeed: it knows `text.quantities`, or made the snapshot. */
function wantsFull(error: unknown): boolean {
  if (error instanceof SnapshotError) return error.otherModule;
  return (
    error instanceof MethodologyError &&
    error.problems.some(({ code }) => code === "needs-full-module")
  );
}

/** The snapshot where there is one that fits, else the files. Only these can be asked for tests. */
async function start(
  module: WebAssembly.Module,
  { request, snapshot }: GateSource,
  tests = false,
): Promise<Started> {
  if (snapshot && !(tests && request)) {
    try {
      return { ...(await restore(module, snapshot, request)), restored: true };
    } catch (error) {
      if (!request || !(error instanceof SnapshotError)) throw error;
    }
  }
  if (!request) throw new GateError("expected a methodology or a snapshot, found neither");
  const instance = await Instance.create(module);
  const compiled = compile(instance, tests ? withTests(request) : request);
  return { ...compiled, instance, restored: false };
}

/** Compiles what the request asks for. */
export function compile(instance: Instance, request: Uint8Array): { handle: number; about: About } {
  const { methodology: handle, ...about } = fromJson<About & { methodology: number }>(
    accepted(instance.compile(request)),
  );
  return { handle, about };
}

export class LocalGate implements Gate {
  private replacement: Promise<void> | undefined;
  disposed = false;

  private readonly source: GateSource;
  readonly about: About;
  readonly restored: boolean;
  /** Undefined after a trap, until a fresh instance is made. */
  private compiled: Compiled | undefined;

  constructor(
    public module: WebAssembly.Module,
    source: GateSource,
    started: Started,
    private full?: Modules["full"],
    private readonly complete?: Complete,
  ) {
    // A snapshot that can be done without would stay in memory for nothing.
    this.source = source.request ? { request: source.request } : source;
    this.about = started.about;
    this.restored = started.restored;
    this.compiled = started;
  }

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

  async check(article: Article, options: CheckOptions = {}): Promise<Verdict> {
    return fromJson(await this.checkBytes(article, options));
  }

  checkBytes(article: Article, options: CheckOptions = {}): Promise<Uint8Array> {
    const settings = toJson(options);
    const bytes = toBytes(article);
    return this.run(
      ({ instance, handle }) => accepted(instance.check(handle, bytes, settings)),
      () => ({ article: bytes, options }),
    );
  }

  async evaluate(expression: string, options: EvaluateOptions = {}): Promise<Evaluated> {
    try {
      return await this.value(expression, options);
    } catch (error) {
      if (!this.full || !wantsFull(error)) throw error;
      this.module = await this.full();
      this.full = undefined;
      this.compiled = undefined;
      return this.value(expression, options);
    }
  }

  private async value(expression: string, options: EvaluateOptions): Promise<Evaluated> {
    const { article, ...rest } = options;
    const settings = toJson({ ...rest, expression });
    const input = article === undefined ? new Uint8Array() : toBytes(article);
    const bytes = await this.run(({ instance, handle }) =>
      accepted(instance.evaluate(article === undefined ? 0 : handle, input, settings)),
    );
    return fromJson(bytes);
  }

  open(text: string, options: CheckOptions = {}): Session {
    return new LiveSession(new LocalArticle(this, options), text);
  }

  async snapshot(): Promise<Uint8Array> {
    const { request, snapshot } = this.source;
    if (request) return takeSnapshot(this.module, request, (into) => compile(into, request));
    return snapshot!.bytes.slice(); // whoever asks may give it away
  }

  dispose(): void {
    this.disposed = true;
    this.compiled?.instance.dispose(this.compiled.handle);
    this.compiled = undefined;
  }

  /**
   * Runs work on the instance that there is, a fresh one after a trap. `failed` is the check that it
   * is, if it is one.
   */
  async run<T>(work: (compiled: Compiled) => T, failed?: () => Failed): Promise<T> {
    // Several checks may wait for one instance, and the first of them may trap again.
    while (!this.compiled) await this.renew();
    try {
      return work(this.compiled);
    } catch (error) {
      // A trapped instance may have broken memory: it is never called again.
      if (error instanceof TrapError) {
        this.compiled = undefined;
        if (this.source.request && failed) await this.complete?.(error, this, failed());
      }
      throw error;
    }
  }

  /** Checks that wait share one fresh instance. */
  private async renew(): Promise<void> {
    if (this.disposed) throw new GateError("the gate was disposed of");
    this.replacement ??= this.replace();
    await this.replacement;
  }

  private async replace(): Promise<void> {
    try {
      const compiled = await start(this.module, this.source);
      if (!this.disposed) this.compiled = compiled;
    } finally {
      this.replacement = undefined;
    }
  }
}

/** The answer, or the refusal as an error. */
export function accepted(answer: Answer): Uint8Array {
  if (answer.status === 0) return answer.bytes;
  throw new MethodologyError(fromJson<{ problems: Problem[] }>(answer.bytes).problems);
}
