// What a gate is, whether it works in this thread or in a worker.
import type { ModuleSource } from "./load.js";
import type { About, Article, Evaluated, Methodology, Problem, Verdict } from "./types.js";

/** What a gate is made of. */
export interface GateOptions {
  /** May be left out where there is a snapshot. While it is waited for, the engine loads. */
  methodology?: Methodology | Promise<Methodology>;
  /**
   * What `gate.snapshot()` gave: its bytes or where they are. Restoring takes a fraction of the
   * time that compiling takes, and only works with the module that made it. With a methodology beside it, that is
   * compiled when the snapshot cannot be used or was made of other files.
   */
  snapshot?: BufferSource | URL | string;
  /**
   * In a worker: keep a snapshot in the origin's private files, and start from it at the next
   * visit. Nothing is kept unless this is asked for.
   */
  cache?: boolean;
  /** Further files that the methodology extends, by name. */
  files?: Record<string, string>;
  /**
   * Reads files that the methodology extends and that are not given: the problems that name them go
   * in, files by name come out. `undefined`: the methodology is refused.
   */
  read?: (problems: Problem[]) => Promise<Record<string, string> | undefined>;
  /** The module: a URL, its bytes, or compiled already. Without one: `stet.wasm` of this package. */
  wasm?: ModuleSource;
  /**
   * The larger module, with the grammar of quantities: loaded when the methodology, or an
   * expression, names `text.quantities`. Without one: `stet_full.wasm` beside `wasm`, or of this
   * package.
   */
  wasmFull?: ModuleSource;
  /**
   * Where the engine runs. Pages take the package's own worker, everything else this thread.
   * `false`: this thread; a URL: the file `worker.js` of this package; a function: your bundler's.
   */
  worker?: boolean | URL | string | (() => Worker);
  /** Milliseconds after which a check's worker is ended (2,000). */
  limit?: number;
  /** Run the examples that the rules carry; `about.tests` has how they came out. */
  tests?: boolean;
}

/** How one article is checked. */
export interface CheckOptions {
  /** Shown in the verdict. */
  name?: string;
  format?: "json" | "markdown" | "auto";
  /** RFC 3339. The engine knows no clock: without it, what needs the time is unknown. */
  now?: string;
  /** `live`: for editors at each keystroke, without what scores and clusters rest on. */
  detail?: "full" | "live" | "summary" | "ids";
  /** What `begin` and `end` of places count: bytes, or UTF-16 units. Sessions give the latter. */
  offsets?: "utf-8" | "utf-16";
  /** With each finding how its condition came out. */
  trace?: boolean;
}

/** How an expression is evaluated. */
export interface EvaluateOptions {
  /** What rules would see of this article; without one the expression sees nothing. */
  article?: Article;
  format?: "json" | "markdown" | "auto";
  now?: string;
  /** Also the values of all sub-expressions. */
  steps?: boolean;
}

/** A piece of text replaced by another. Offsets count UTF-16 code units, as JavaScript does. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

export type Detail = NonNullable<CheckOptions["detail"]>;

/** An article that is being written. */
export interface Session {
  /** The text as it is now. */
  readonly text: string;
  /** Counts the edits. */
  readonly sequence: number;
  /**
   * Applies changes, each to the text that those before it left, and gives the verdict on what the
   * article is then. `undefined` when another edit came before the answer: that one has its own.
   */
  edit(changes: readonly Change[], detail?: Detail): Promise<Verdict | undefined>;
  /** The same with the whole text; what stayed equal at both ends is not sent again. */
  update(text: string, detail?: Detail): Promise<Verdict | undefined>;
  close(): void;
}

/** Checks articles against one methodology. */
export interface Gate {
  /** The methodology in words. */
  readonly about: About;
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  /** Warnings about the methodology. */
  readonly problems: Problem[];
  /** Whether it was restored from a snapshot, not compiled. */
  readonly restored: boolean;
  /** Bytes of memory the engine held after the last answer. */
  readonly memoryBytes: number;
  check(article: Article, options?: CheckOptions): Promise<Verdict>;
  /** The verdict as the bytes that the engine wrote. */
  checkBytes(article: Article, options?: CheckOptions): Promise<Uint8Array>;
  /** The value of an expression of the condition language. */
  evaluate(expression: string, options?: EvaluateOptions): Promise<Evaluated>;
  /** Follows an article while it is written. */
  open(text: string, options?: CheckOptions): Session;
  /** The compiled methodology as bytes, for `createGate({ snapshot })`: the same for same files. */
  snapshot(): Promise<Uint8Array>;
  /** Gives everything back. The gate cannot be used afterwards. */
  dispose(): void;
}
