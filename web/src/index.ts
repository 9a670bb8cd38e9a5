// The public face of the package; everything else is internal.
export { createGate } from "./gate.js";
export type { CheckOptions, Gate, GateOptions } from "./gate.js";
export { GateError, MethodologyError, ModuleError, TrapError } from "./errors.js";
export type { ModuleSource } from "./load.js";
export type { Diagnostic, Methodology, Place, Problem, TraceStep, Verdict } from "./types.js";
