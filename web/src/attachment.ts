// What the adapters for elements of a page give back, and the event they speak with.
import type { Live, Report } from "./live.js";

/** An editor with live checks. */
export interface Attachment {
  readonly live: Live;
  /** Selects the range of the last report's text and scrolls there. */
  reveal(from: number, to: number): void;
  /** Takes everything away again; the text stays as it is. */
  dispose(): void;
}

/** The event `stet-verdict`, which bubbles out of shadow roots. */
export function announce(target: EventTarget, report: Report): void {
  const init = { detail: report, bubbles: true, composed: true };
  target.dispatchEvent(new CustomEvent("stet-verdict", init));
}

const names = { block: "stet-block", warn: "stet-warn", note: "stet-note" } as const;
type Level = keyof typeof names;

/** A range over a value follows each edit of it, in the browser, until it is told not to. */
export type Followed = AbstractRange & { disconnect?(): void };

/** Ranges of one editor in the page's highlights; other editors' ranges stay. */
export class Highlights {
  private readonly mine: [Level, Followed][] = [];

  set(ranges: [Level, Followed][]): void {
    this.clear();
    for (const [level, range] of ranges) {
      let highlight = CSS.highlights.get(names[level]);
      if (!highlight) CSS.highlights.set(names[level], (highlight = new Highlight()));
      highlight.add(range);
      this.mine.push([level, range]);
    }
  }

  clear(): void {
    for (const [level, range] of this.mine.splice(0)) {
      CSS.highlights.get(names[level])?.delete(range);
      range.disconnect?.();
    }
  }
}

export const canHighlight = (): boolean => typeof Highlight === "function" && "highlights" in CSS;
