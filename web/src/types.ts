// The shapes that the engine speaks. The full description of a verdict is
// rules/schema/verdict.schema.json; what later engines add stays readable through index signatures.

/**
 * A range in the input, half open: UTF-8 bytes, in sessions UTF-16 units; lines and columns count
 * from 1. A verdict of detail `live` has no lines but the field that the place stands in.
 */
export interface Place {
  begin: number;
  end: number;
  field?: string;
  index?: number;
  field_begin?: number;
  field_end?: number;
  line: number;
  column: number;
  column_utf16: number;
  end_line: number;
  end_column: number;
  end_column_utf16: number;
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
export interface MethodologyFiles {
  entry: string;
  files: Record<string, string>;
}

/** Files by name, the text of one rules file, or one rules file as an object. */
export type Methodology = MethodologyFiles | string | object;

/** An article: JSON or story Markdown as text or UTF-8 bytes, or an object. */
export type Article = string | Uint8Array | object;

/** A sub-expression of a condition and its value; a list in reading order is a tree by depth. */
export interface TraceStep {
  depth: number;
  expression: string;
  value: string;
  /** Of all() and exists(): which element decided, from 0, and what it is. */
  element?: number;
  element_value?: string;
}

/** A text edit; to be applied only where the text still is `expected`. */
export interface Edit {
  place: Place;
  expected: string;
  replacement: string;
}

/** One finding of one rule at one place. */
export interface Diagnostic {
  rule: string;
  title?: string;
  outcome: "fired" | "unknown";
  decision: string;
  /** Whether it has a say in the decision: not when its rule is observed or waived. */
  counts: boolean;
  waived?: boolean;
  message: string;
  place: Place;
  evidence?: string;
  missing?: string;
  fixes: string[];
  edits: Edit[];
  trace?: TraceStep[];
  [more: string]: unknown;
}

/** Something that is missing to pass. */
export interface Requirement {
  rule: string;
  decision: string;
  text: string;
  term?: string;
  value?: string;
  target?: string;
  /** Sets of changes of measures, each of which silences the rule; the smallest first. */
  ways?: { term: string; value: string; target: string }[][];
  count: number;
  place: Place;
}

/** One change of a story. */
export interface WayStep {
  change: "edit" | "attribute" | "fill" | "set" | "clear" | "cite" | "add-source" | "declare" | "take-out";
  words: string;
  /** None for the story as a whole. */
  place?: Place;
  /** Rules that it lifts when it is made alone. */
  rules: string[];
}

/**
 * The smallest set of changes that lifts a verdict, made and judged before it is told. Without steps
 * none was found, and `decision` is the one that was looked for.
 */
export interface WayToPass {
  decision: string;
  changes: number;
  steps: WayStep[];
}

/** Why two sources count as one. */
export interface Merge {
  first: string;
  second: string;
  reason: string;
  value: string;
  [more: string]: unknown;
}

/** Sources that are not independent of each other. */
export interface Cluster {
  sources: string[];
  kind: string;
  weight: number;
  qualifies: boolean;
  merges: Merge[];
  [more: string]: unknown;
}

/** Words that two sources quote; no reason to count them as one. */
export interface SharedQuotation {
  evidence: { source: string; text: string; place: Place }[];
}

/**
 * A number, amount, measure, range, date or time in the text; the members are those of
 * `stet inspect quantities`.
 */
export interface Quantity {
  text: string;
  place: Place;
  kind: string;
  /** Scale words applied; null for a unit alone. Not with ranges, dates and times. */
  value?: number | null;
  interval?: string;
  low?: number | null;
  high?: number | null;
  unit?: string;
  iso_currency?: string;
  dimension?: string;
  precision?: number;
  relative_to?: "end" | "current";
  modifier?: string;
  readings?: { timex: string; value?: string | number; start?: string; end?: string }[];
}

/** What the text of a cited source says of a claim. */
export interface SourceFinding {
  source: string;
  stance: "silent" | "supports" | "contradicts" | "hedged" | "second_hand";
  text?: string;
  place?: Place;
}

/** How a claim stands. */
export interface Support {
  claim?: string;
  state: string;
  count: number;
  basis: string;
  findings: SourceFinding[];
  unknown_sources: string[];
  place: Place;
  [more: string]: unknown;
}

/** A place that sentiment rests on. */
export interface SentimentPart {
  points: number;
  /** Left out unless something turned it round. */
  negated?: boolean;
  list: string;
  text: string;
  place: Place;
}

/** Sentiment about an affected party. */
export interface Affected {
  name: string;
  declared?: string;
  value: number;
  label: string;
  parts: SentimentPart[];
}

/** An axis of impact and the signals that fired on it. */
export interface Axis {
  id: string;
  weight: number;
  value: number;
  /** What its parts add to the value, to the last digit. */
  points: number;
  parts: ImpactPart[];
}

/** A place that impact rests on, and what its strength was multiplied with. */
export interface ImpactPart {
  signal: string;
  points: number;
  text: string;
  place: Place;
  shares: { id: string; share: number; text?: string; place?: Place }[];
}

/** What adds to confidence, or takes away from it. */
export interface ConfidencePart {
  points: number;
  kind: "cluster" | "claim" | "hedge";
  sources?: string[];
  worth?: number;
  text?: string;
  place?: Place;
}

/** The three dimensions, each from its own evidence. */
export interface Scores {
  sentiment: {
    value: number;
    label: string;
    /** The sum of all points; the value is it divided by 1 + weight. */
    balance: number;
    weight: number;
    parts: SentimentPart[];
    affected: Affected[];
  };
  impact: {
    value: number;
    rounded: number;
    floor?: { id: string; points: number };
    novelty?: { repeats: number; points: number };
    axes: Axis[];
  };
  confidence: {
    value: number;
    sources: number;
    support_factor: number;
    hedging_factor: number;
    clusters: number;
    unsupported_claims: number;
    hedge_weight: number;
    parts: ConfidencePart[];
  };
}

/** The badge under the headline. */
export interface Badge {
  text: string;
  count: number;
  verified: boolean;
  marked: boolean;
}

/** A recorded exception that concerns the story. */
export interface Waiver {
  rule: string;
  state: "applied" | "expired" | "unused" | "refused";
  reason: string;
  by: string;
  until?: string;
  standing: boolean;
  detail?: string;
  place?: Place;
}

/** What the engine decided about one article, and why (detail `full`). */
export interface Verdict {
  stet: 1;
  name: string;
  id: string | null;
  decision: string;
  title: string;
  clears: boolean;
  badge: Badge;
  scores: Scores;
  clusters: Cluster[];
  support: Support[];
  shared_quotations: SharedQuotation[];
  /** Where a condition of the methodology names `text.quantities`. */
  quantities?: Quantity[];
  diagnostics: Diagnostic[];
  rules: { rule: string; outcome: string; decision: string; counts: boolean; count: number }[];
  terms: { id: string; value: string; unit?: string; means: string }[];
  to_pass: Requirement[];
  /** On request: to a decision with which the story runs, and to the best one. */
  ways_to_pass?: WayToPass[];
  waivers: Waiver[];
  problems: Problem[];
  checked: { blocks: number; words: number; rules: number; fired: number; unknown: number };
  methodology: { id: string; version: string; effective?: string };
  engine: string;
  digests: { article: string; methodology: string; engine: string };
  [more: string]: unknown;
}

/** A rule in words. `begin` is its first byte in `file`. */
export interface RuleAbout {
  id: string;
  title: string;
  why: string;
  decision: string;
  stage: "draft" | "observe" | "enforce";
  file: string;
  begin: number;
  waivable: boolean;
}

/** How one example of a rule came out. */
export interface RuleTest {
  rule: string;
  name: string;
  expect: "fires" | "silent" | "todo";
  passed: boolean;
  detail?: string;
  file?: string;
  place?: Place;
}

/** A compiled methodology in words. Decisions stand from the best to the worst. */
export interface About {
  id: string;
  version: string;
  digest: string;
  title: string;
  decisions: { id: string; title: string; clears: boolean }[];
  source_kinds: string[];
  rules: RuleAbout[];
  glossary: Record<string, string>;
  /** The rules' own examples; only when they were asked for. */
  tests?: RuleTest[];
  /** Warnings about the methodology. */
  problems: Problem[];
}

/** What an expression came to. */
export interface Evaluated {
  type: string;
  value?: unknown;
  text?: string;
  error?: { code: string; message: string; begin: number; end: number };
  steps?: TraceStep[];
}
