// From the places of a verdict to ranges in the text it was made for.
import type { About, Diagnostic, Edit, Place, Requirement, Verdict } from "./types.js";

/** A finding as an editor shows it. Offsets count UTF-16 code units, half open. */
export interface Mark {
  from: number;
  to: number;
  /** `note`: it does not stand in the way. */
  level: "block" | "warn" | "note";
  rule: string;
  title: string;
  message: string;
  /** Why there is such a rule. */
  why: string;
  /** What the rule measures, when it measures one thing: how much there is and should be. */
  measure?: { term: string; value: string; target: string };
  fixes: string[];
  edits: { from: number; to: number; expected: string; replacement: string }[];
  diagnostic: Diagnostic;
}

/** Offset of the first character of each line. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Turns places into ranges of one text. */
export class Ranges {
  private readonly starts: number[];
  constructor(private readonly text: string) {
    this.starts = lineStarts(text);
  }

  of(place: Place): { from: number; to: number } {
    // A verdict of detail live has no lines; it comes from a session, whose offsets are ours.
    if (place.line === undefined) return { from: place.begin, to: place.end };
    const from = this.offset(place.line, place.column_utf16);
    return { from, to: Math.max(from, this.offset(place.end_line, place.end_column_utf16)) };
  }

  private offset(line: number, column: number): number {
    const start = this.starts[line - 1] ?? this.text.length;
    return Math.min(this.text.length, start + column - 1);
  }
}

/** The range of a single place. */
export function rangeOf(place: Place, text: string): { from: number; to: number } {
  return new Ranges(text).of(place);
}

/** All findings of a verdict that have a say or a place, in the order of the text. */
export function marksOf(verdict: Verdict, text: string, about?: About): Mark[] {
  const ranges = new Ranges(text);
  const rules = new Map(about?.rules.map((rule) => [rule.id, rule]));
  const measures = new Map(verdict.to_pass.map((one) => [one.rule, measureOf(one)]));
  return verdict.diagnostics
    .filter((diagnostic) => !diagnostic.waived)
    .map((diagnostic) => ({
      ...ranges.of(diagnostic.place),
      level: levelOf(diagnostic, about),
      rule: diagnostic.rule,
      title: diagnostic.title ?? diagnostic.rule,
      message: diagnostic.message,
      why: rules.get(diagnostic.rule)?.why ?? "",
      ...measures.get(diagnostic.rule),
      fixes: diagnostic.fixes,
      edits: diagnostic.edits.map((edit) => editOf(edit, ranges)),
      diagnostic,
    }));
}

function measureOf({ term, value, target }: Requirement): Pick<Mark, "measure"> {
  if (term === undefined || value === undefined || target === undefined) return {};
  return { measure: { term, value, target: readable(target) } };
}

const relations: Record<string, string> = {
  ">=": "at least ", "<=": "at most ", ">": "more than ", "<": "less than ", "==": "",
};

/** A target such as ">= 2" in words. */
export function readable(target: string): string {
  return target.replace(/^([<>=!]+) */, (whole, relation: string) => relations[relation] ?? whole);
}

function editOf(edit: Edit, ranges: Ranges): Mark["edits"][number] {
  const { expected, replacement } = edit;
  return { ...ranges.of(edit.place), expected, replacement };
}

/** What stops the story, what it runs with, and what is only said. */
export function levelOf(diagnostic: Diagnostic, about?: About): Mark["level"] {
  if (!diagnostic.counts) return "note";
  const decisions = about?.decisions ?? [];
  const at = decisions.findIndex(({ id }) => id === diagnostic.decision);
  if (at < 0) return diagnostic.decision === "pass" ? "note" : "block";
  if (!decisions[at]!.clears) return "block";
  return at === 0 ? "note" : "warn";
}
