// The shapes that the engine speaks. The full description of a verdict is
// rules/schema/verdict.schema.json; only what callers commonly read is typed here.

/** A range in the input: UTF-8 bytes, half open, with 1-based line and column. */
export interface Place {
  begin: number;
  end: number;
  line: number;
  column: number;
}

/** One thing wrong with an input: a rules file or an article. */
export interface Problem {
  severity: "error" | "warning" | "note";
  code: string;
  message: string;
  file?: string;
  suggestion?: string;
  place?: Place;
}

/** The files of a methodology: the entry and all that it extends, by name. */
export interface Methodology {
  entry: string;
  files: Record<string, string>;
}

/** A sub-expression of a condition and its value; a list in reading order is a tree by depth. */
export interface TraceStep {
  depth: number;
  expression: string;
  value: string;
  /** Of all() and exists(): which element decided, from 0, and what it is. */
  element?: number;
  element_value?: string;
}

/** One finding of one rule at one place. */
export interface Diagnostic {
  rule: string;
  outcome: "fired" | "unknown";
  decision: string;
  message: string;
  place?: Place;
  trace?: TraceStep[];
  [more: string]: unknown;
}

/** What the engine decided about one article, and why. */
export interface Verdict {
  decision: string;
  clears: boolean;
  diagnostics?: Diagnostic[];
  [more: string]: unknown;
}
