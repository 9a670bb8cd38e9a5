import type { Problem } from "./types.js";

/** Base of all errors of this package. */
export class GateError extends Error {
  override name = "GateError";
}

/** The module or its worker could not be loaded; the message says what was received instead. */
export class ModuleError extends GateError {
  override name = "ModuleError";
}

/** A snapshot cannot be used: it is damaged, or of another module or methodology. */
export class SnapshotError extends GateError {
  override name = "SnapshotError";
  /** It may be one of the other module. */
  otherModule = false;
}

/** The methodology or a request was refused. `problems` says where and why. */
export class MethodologyError extends GateError {
  override name = "MethodologyError";
  constructor(readonly problems: Problem[]) {
    super(problems.map((problem) => problem.message).join("; ") || "the methodology was refused");
  }
}

/** A check that did not come to an end. A fresh worker or instance has taken its place. */
export class UnfinishedError extends GateError {
  /** The rule it failed at, where it is one rule's doing. */
  rule?: string;
}

/** The engine trapped or ran out of memory. */
export class TrapError extends UnfinishedError {
  override name = "TrapError";
}

/** A check took longer than its limit. */
export class TimeoutError extends UnfinishedError {
  override name = "TimeoutError";
}

/** The parts of an error that survive a message from a worker. */
export interface ErrorData {
  name: string;
  message: string;
  problems?: Problem[];
}

/** An error as plain data. */
export function errorData(error: unknown): ErrorData {
  if (error instanceof MethodologyError) {
    return { name: error.name, message: error.message, problems: error.problems };
  }
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: "Error", message: String(error) };
}

const classes: Record<string, new (message: string) => Error> = {
  ModuleError, SnapshotError, TrapError,
};

/** The error that `errorData` was made of. */
export function errorFrom({ name, message, problems }: ErrorData): Error {
  if (problems) return new MethodologyError(problems);
  return new (classes[name] ?? GateError)(message);
}
