// The messages between a page and its worker. Every request has a number, every answer repeats it.
import type { Change, CheckOptions, Detail, EvaluateOptions } from "./api.js";
import type { ErrorData } from "./errors.js";
import type { ModuleSource } from "./load.js";
import type { About, Evaluated } from "./types.js";

/** What a worker makes its gate of. */
export interface Source {
  /** compileRequest() of the methodology, made where there is time: in the page. */
  request: Uint8Array | undefined;
  snapshot: BufferSource | string | undefined;
  cache: boolean | undefined;
  /** The larger module, where it is needed. */
  full: ModuleSource | undefined;
}

export type Call =
  | ({ kind: "create"; tests: boolean | undefined } & Source)
  | { kind: "snapshot" }
  | { kind: "check"; article: string | Uint8Array; options: CheckOptions }
  | { kind: "evaluate"; expression: string; options: EvaluateOptions }
  | { kind: "open"; session: number; text: string; options: CheckOptions; detail?: Detail }
  | { kind: "edit"; session: number; changes: readonly Change[]; detail?: Detail }
  | { kind: "close"; session: number };

/** The first message a worker gets; it is not answered. */
export interface Load {
  kind: "load";
  wasm: ModuleSource;
}

export type Request = Call & { number: number };

/** What each call answers; verdicts travel as the bytes that the engine wrote. */
export interface Results {
  create: { about: About; restored: boolean; module: WebAssembly.Module };
  snapshot: Uint8Array;
  check: Uint8Array;
  evaluate: Evaluated;
  open: Uint8Array;
  edit: Uint8Array;
  close: undefined;
}

export type Response =
  | { number: number; result: unknown; memoryBytes: number }
  | { number: number; error: ErrorData };
