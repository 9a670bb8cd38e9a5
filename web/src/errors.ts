import type { Problem } from "./types.js";

/** Base of all errors of this package. */
export class GateError extends Error {
  override name = "GateError";
}

/** The module could not be loaded; the message says what was received instead. */
export class ModuleError extends GateError {
  override name = "ModuleError";
}

/** The methodology or a request was refused. `problems` says where and why. */
export class MethodologyError extends GateError {
  override name = "MethodologyError";
  constructor(readonly problems: Problem[]) {
    super(problems.map((problem) => problem.message).join("; ") || "the methodology was refused");
  }
}

/** The engine trapped. A fresh instance has taken its place; the same call may be tried again. */
export class TrapError extends GateError {
  override name = "TrapError";
}
