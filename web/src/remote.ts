// A gate in a worker. A trap, exhausted memory or a check beyond its limit ends the worker; a fresh
// one takes its place and what was asked is asked once more. What fails twice fails, and which rule
// it fails at is looked for meanwhile.
import type {
  Change, CheckOptions, Detail, EvaluateOptions, Gate, GateOptions, Session,
} from "./api.js";
import { fromJson, toFiles } from "./bytes.js";
import { compileRequest } from "./compile_request.js";
import type { Failed } from "./culprit.js";
import { errorFrom, GateError, TimeoutError, TrapError, type UnfinishedError } from "./errors.js";
import type { ModuleSource } from "./load.js";
import type { Call, Load, Request, Response, Results, Source } from "./protocol.js";
import { LiveSession, type SessionBackend } from "./session.js";
import type { About, Article, Evaluated, MethodologyFiles, Problem, Verdict } from "./types.js";
import { createWhole } from "./whole.js";

/** How a worker is made and what it begins with. */
export interface RemoteOptions {
  start(): Worker;
  /** Why a worker did not start. */
  explain(): Promise<Error>;
  source: Omit<Source, "request">;
  wasm: ModuleSource;
  methodology: GateOptions["methodology"];
  files: GateOptions["files"];
  read: GateOptions["read"];
  tests: boolean | undefined;
  /** Milliseconds. */
  limit: number;
}

interface Waiting {
  call: () => Call;
  /** The check that it asks for, if it does. */
  check: Failed | undefined;
  attempts: number;
  /** Completes an error with the rule at fault, which is looked for. */
  naming?: Promise<((error: UnfinishedError) => void) | void>;
  answered?: boolean;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

const gone = () => new GateError("the gate was disposed of");

/** Loading over a network is no check: it has more time. */
const startLimit = 30_000;

export async function createRemoteGate(options: RemoteOptions): Promise<Gate> {
  const gate = new RemoteGate(options);
  await gate.start();
  return gate;
}

class RemoteGate implements Gate {
  about!: About;
  restored = false;
  memoryBytes = 0;
  /** Counts workers: a session knows by it that its article has to be opened anew. */
  generation = 0;
  private worker: Worker | undefined;
  private methodology: MethodologyFiles | undefined;
  /** Fails when the worker does before it works. */
  private stillborn!: Promise<never>;
  private ready = false;
  private disposed = false;
  private numbers = 0;
  private readonly waiting = new Map<number, Waiting>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sessions = 0;

  constructor(private readonly options: RemoteOptions) {}

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

  async start(): Promise<void> {
    try {
      const { methodology, files, read, tests } = this.options;
      this.load();
      this.methodology = toFiles(await methodology, files);
      const created = await createWhole(this.methodology, read, () => this.create(tests));
      this.about = created.about;
      this.restored = created.restored;
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  async check(article: Article, options: CheckOptions = {}): Promise<Verdict> {
    return fromJson(await this.checkBytes(article, options));
  }

  checkBytes(article: Article, options: CheckOptions = {}): Promise<Uint8Array> {
    const plain = typeof article === "string" || article instanceof Uint8Array;
    const sent = plain ? article : JSON.stringify(article);
    const check = { article: sent, options };
    return this.ask<"check">(() => ({ kind: "check", ...check }), check);
  }

  evaluate(expression: string, options: EvaluateOptions = {}): Promise<Evaluated> {
    return this.ask<"evaluate">(() => ({ kind: "evaluate", expression, options }));
  }

  snapshot(): Promise<Uint8Array> {
    return this.ask<"snapshot">(() => ({ kind: "snapshot" }));
  }

  open(text: string, options: CheckOptions = {}): Session {
    return new LiveSession(new RemoteArticle(this, ++this.sessions, options), text);
  }

  dispose(): void {
    this.disposed = true;
    this.end();
    this.giveUp(gone());
  }

  /** Asks the worker; the call is made anew when it has to be asked of a fresh one. */
  ask<K extends keyof Results>(call: () => Call & { kind: K }, check?: Failed): Promise<Results[K]> {
    if (this.disposed) return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      const entry: Waiting = { call, check, attempts: 0, resolve: resolve as Waiting["resolve"], reject };
      const number = ++this.numbers;
      this.waiting.set(number, entry);
      if (this.ready) this.send(number, entry);
      else if (!this.worker) this.restart();
    });
  }

  private send(number: number, entry: Waiting): void {
    entry.attempts++;
    const request: Request = { ...entry.call(), number };
    this.worker!.postMessage(request);
    this.timer ??= setTimeout(() => this.timedOut(), this.options.limit);
  }

  private get first(): Load {
    return { kind: "load", wasm: this.options.wasm };
  }

  /** A worker, which begins to load the module. */
  private load(): Worker {
    const worker = (this.worker = this.options.start());
    this.stillborn = new Promise((_, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        void this.options.explain().then(reject, reject);
      };
    });
    this.stillborn.catch(() => {}); // told to whoever waits for it
    worker.postMessage(this.first);
    return worker;
  }

  /** The methodology in the worker that there is, or in a fresh one. */
  private create(tests?: boolean): Promise<Results["create"]> {
    const worker = this.worker ?? this.load();
    this.generation++;
    return new Promise((resolve, reject) => {
      const late = () => reject(new TimeoutError("the engine did not start"));
      const timer = setTimeout(late, startLimit);
      this.stillborn.catch(reject);
      worker.onmessage = ({ data }: MessageEvent<Response>) => {
        clearTimeout(timer);
        if ("error" in data) return reject(errorFrom(data.error));
        const created = data.result as Results["create"];
        this.options.wasm = created.module;
        this.memoryBytes = data.memoryBytes;
        this.begin(worker);
        resolve(created);
      };
      const request = this.methodology && compileRequest(this.methodology);
      const call: Request = { kind: "create", number: 0, tests, ...this.options.source, request };
      worker.postMessage(call);
    });
  }

  private begin(worker: Worker): void {
    worker.onmessage = ({ data }: MessageEvent<Response>) => this.answered(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.failed(new TrapError(`the worker failed: ${event.message}`));
    };
    this.ready = true;
    for (const [number, entry] of this.waiting) this.send(number, entry);
  }

  private answered(response: Response): void {
    const entry = this.waiting.get(response.number);
    if (!entry) return;
    if ("error" in response && response.error.name === "TrapError") {
      return this.failed(errorFrom(response.error) as TrapError, response.number);
    }
    this.waiting.delete(response.number);
    entry.answered = true;
    this.stopTimer();
    if (this.waiting.size > 0) {
      this.timer = setTimeout(() => this.timedOut(), this.options.limit);
    }
    if ("error" in response) return entry.reject(errorFrom(response.error));
    this.memoryBytes = response.memoryBytes;
    entry.resolve(response.result);
  }

  private timedOut(): void {
    this.failed(new TimeoutError(`a check took longer than ${this.options.limit} ms`));
  }

  /** Ends the worker. The request it failed at, which is the oldest, may be asked once more. */
  private failed(error: UnfinishedError, number = this.waiting.keys().next().value): void {
    this.end();
    const entry = number === undefined ? undefined : this.waiting.get(number);
    if (entry && entry.attempts > 1) {
      this.waiting.delete(number!);
      void this.reject(entry, error);
    } else if (entry?.check) {
      entry.naming ??= this.search(entry, entry.check, error);
    }
    // Those behind it never had their turn.
    for (const other of this.waiting.values()) if (other !== entry) other.attempts = 0;
    if (this.waiting.size > 0) this.restart();
  }

  private search(entry: Waiting, check: Failed, error: UnfinishedError): Waiting["naming"] & {} {
    const { options, first, about, methodology } = this;
    const over = () => this.disposed || !!entry.answered;
    return import("./culprit_elsewhere.js")
      .then(({ search }) => search({ ...options, methodology, first, about, over, error }, check))
      .catch(() => {});
  }

  private async reject({ naming, reject }: Waiting, error: UnfinishedError): Promise<void> {
    (await naming)?.(error);
    reject(error);
  }

  private restart(): void {
    this.create().catch((error: Error) => {
      this.end();
      this.giveUp(error);
    });
  }

  /** What is asked and not answered fails. */
  private giveUp(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  private end(): void {
    this.stopTimer();
    this.ready = false;
    this.worker?.terminate();
    this.worker = undefined;
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

/** The worker's copy of an article that is being written. */
class RemoteArticle implements SessionBackend {
  private generation = -1;

  constructor(
    private readonly gate: RemoteGate,
    private readonly session: number,
    private readonly options: CheckOptions,
  ) {}

  async check(changes: readonly Change[], text: string, detail?: Detail): Promise<Verdict> {
    const { session, options } = this;
    const wanted = detail && { detail };
    const bytes = await this.gate.ask<"open" | "edit">(() => {
      if (this.generation === this.gate.generation) return { kind: "edit", session, changes, ...wanted };
      this.generation = this.gate.generation;
      return { kind: "open", session, text, options, ...wanted };
    }, { article: text, options: { ...options, ...wanted } });
    return fromJson(bytes);
  }

  close(): void {
    const { session } = this;
    if (this.generation !== this.gate.generation) return;
    this.gate.ask(() => ({ kind: "close", session })).catch(() => {});
  }
}
