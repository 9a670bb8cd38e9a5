// When things are shown while somebody writes. The verdict follows every keystroke; marks come when
// typing has stopped, not inside the sentence that is being typed; "checking" is said only of a
// check that takes long. All adapters and elements share this.
import type { CheckOptions, Gate, Session } from "./api.js";
import { type Mark, marksOf } from "./marks.js";
import type { Verdict } from "./types.js";

/** A verdict with the text it was made for. */
export interface Report {
  verdict: Verdict;
  /** What the engine read. */
  text: string;
  /** Whether it has all that scores and clusters rest on: not while somebody types. */
  full: boolean;
  /** All findings; offsets are those of `text`. */
  marks: Mark[];
}

/** A half-open range of a text. */
export interface Span {
  from: number;
  to: number;
}

/** What adapters have in common. */
export interface LiveOptions extends CheckOptions {
  /** Milliseconds without typing before marks appear (250). */
  delay?: number;
  /** A new verdict, at once. */
  onReport?(report: Report): void;
  /** Whether a check takes longer than 300 ms. */
  onBusy?(busy: boolean): void;
  /** The check failed; the draft is not concerned. */
  onFailure?(error: Error): void;
}

const defaultDelay = 250;
const patience = 300;

export class Live {
  report: Report | undefined;
  private readonly session: Session;
  private caret: number | undefined;
  private paragraph: Span | undefined;
  private stopped = true;
  private marksTimer: ReturnType<typeof setTimeout> | undefined;
  private busyTimer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;

  constructor(
    private readonly gate: Gate,
    private readonly options: LiveOptions,
    /** Shows marks in place of those shown before. */
    private readonly show: (marks: Mark[], report: Report) => void,
  ) {
    this.session = gate.open("", checkOptions(options));
  }

  /**
   * The text is now `text`; `caret` is where somebody types, if somebody does, and `paragraph` what
   * a sentence cannot go beyond, when that is not a line.
   */
  update(text: string, caret?: number, paragraph?: Span): void {
    this.caret = caret;
    this.paragraph = paragraph;
    this.stopped = caret === undefined;
    clearTimeout(this.marksTimer);
    if (!this.stopped) {
      this.marksTimer = setTimeout(() => {
        this.stopped = true;
        this.check(text, "full");
      }, this.options.delay ?? defaultDelay);
    }
    this.check(text, this.stopped ? "full" : "live");
  }

  /** The caret moved without an edit. */
  moved(caret: number | undefined): void {
    if (this.caret === undefined || !this.report) return;
    const sentence = sentenceAt(this.report.text, this.caret, this.paragraph);
    if (caret !== undefined && sentence && sentence.from <= caret && caret <= sentence.to) return;
    this.caret = undefined;
    this.refresh();
  }

  close(): void {
    clearTimeout(this.marksTimer);
    clearTimeout(this.busyTimer);
    this.session.close();
  }

  private check(text: string, detail: "full" | "live"): void {
    this.busyTimer ??= setTimeout(() => this.setBusy(true), patience);
    this.session.update(text, detail).then(
      (verdict) => verdict && this.answered(verdict, text, detail === "full"),
      (error: Error) => this.failed(error),
    );
  }

  private answered(verdict: Verdict, text: string, full: boolean): void {
    this.done();
    const marks = marksOf(verdict, text, this.gate.about);
    this.report = { verdict, text, marks, full };
    this.options.onReport?.(this.report);
    this.refresh();
  }

  private failed(error: Error): void {
    this.done();
    this.options.onFailure?.(error);
  }

  private done(): void {
    clearTimeout(this.busyTimer);
    this.busyTimer = undefined;
    this.setBusy(false);
  }

  private setBusy(busy: boolean): void {
    if (busy !== this.busy) this.options.onBusy?.(busy);
    this.busy = busy;
  }

  /** Shows what may be shown: only marks of the newest text, only after a pause. */
  private refresh(): void {
    const { report, caret } = this;
    if (!report || !this.stopped || report.text !== this.session.text) return;
    const marks = caret === undefined
      ? report.marks
      : outsideSentence(report, caret, this.paragraph);
    this.show(marks, report);
  }
}

/** Only these go to the engine: functions cannot be sent to a worker. */
function checkOptions({ name, format, now }: CheckOptions): CheckOptions {
  return { ...(name && { name }), ...(format && { format }), ...(now && { now }) };
}

/** The marks that do not touch the unfinished sentence around `caret`. */
export function outsideSentence({ marks, text }: Report, caret: number, within?: Span): Mark[] {
  const typed = sentenceAt(text, caret, within);
  return typed ? marks.filter(({ from, to }) => to <= typed.from || typed.to <= from) : marks;
}

/** Where a sentence may end. Intl.Segmenter, which knows no more of it, takes 50 ms to load. */
const ending = /[.!?…]["'”’)\]]*(?:\s+|$)|[。！？]["'”’)\]]*\s*/g;

/** The unfinished sentence in which `caret` stands; a sentence that ends before it is finished. */
export function sentenceAt(text: string, caret: number, within?: Span): Span | undefined {
  const { from: line, to: end } = within ?? lineAt(text, caret);
  const before = text.slice(line, caret);
  let from = line;
  for (const { index, 0: found } of before.matchAll(ending)) from = line + index + found.length;
  if (!text.slice(from, caret).trim()) return undefined;
  const next = text.slice(caret, end).matchAll(ending).next().value;
  return { from, to: next ? caret + next.index + next[0].length : end };
}

function lineAt(text: string, caret: number): Span {
  const end = text.indexOf("\n", caret);
  return { from: text.lastIndexOf("\n", caret - 1) + 1, to: end < 0 ? text.length : end };
}

/** The mark after (1) or before (-1) `at`, round the end. */
export function neighbour(marks: readonly Mark[], at: number, step: 1 | -1): Mark | undefined {
  const ordered = [...marks].sort((a, b) => a.from - b.from);
  const next = step > 0
    ? ordered.find(({ from }) => from > at)
    : ordered.findLast(({ from }) => from < at);
  return next ?? (step > 0 ? ordered[0] : ordered.at(-1));
}
