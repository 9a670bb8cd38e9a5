// What all entries of the package export besides createGate.
export type {
  Change, CheckOptions, EvaluateOptions, Gate, GateOptions, Session,
} from "./api.js";
export { GateError, MethodologyError, ModuleError, SnapshotError, TimeoutError, TrapError } from "./errors.js";
export type { ModuleSource } from "./load.js";
export { type Mark, marksOf, rangeOf } from "./marks.js";
export type {
  About, Affected, Article, Axis, Badge, Cluster, ConfidencePart, Diagnostic, Edit, Evaluated,
  ImpactPart, Merge, Methodology, MethodologyFiles, Place, Problem, Quantity, Requirement, RuleAbout,
  RuleTest, Scores, SentimentPart, SharedQuotation, SourceFinding, Support, TraceStep, Verdict,
  Waiver, WayStep, WayToPass,
} from "./types.js";
export { type Block, type BlockRange, compose, type Composed } from "./compose.js";
export { Live, type LiveOptions, outsideSentence, type Report } from "./live.js";
export { difference } from "./session.js";
