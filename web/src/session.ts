// An article that is being written. One check runs at a time; edits that arrive meanwhile are
// collected and sent together, and only the answer to the newest is given out.
import type { Change, Detail, Session } from "./api.js";
import { GateError } from "./errors.js";
import type { Verdict } from "./types.js";

/** Where a session's article is checked. */
export interface SessionBackend {
  /** The verdict on `text`, which is what `changes` made of the text of the call before. */
  check(changes: readonly Change[], text: string, detail?: Detail): Promise<Verdict>;
  close(): void;
}

export class LiveSession implements Session {
  sequence = 0;
  private backlog: Change[] = [];
  private running: Promise<unknown> | undefined;
  private closed = false;

  constructor(
    private readonly backend: SessionBackend,
    public text: string,
  ) {}

  async edit(changes: readonly Change[], detail?: Detail): Promise<Verdict | undefined> {
    return this.send(changes, changes.reduce(applied, this.text), detail);
  }

  async update(text: string, detail?: Detail): Promise<Verdict | undefined> {
    return this.send(difference(this.text, text), text, detail);
  }

  private async send(changes: readonly Change[], text: string, detail?: Detail): Promise<Verdict | undefined> {
    if (this.closed) throw new GateError("the session was closed");
    this.text = text;
    this.backlog.push(...changes);
    const mine = ++this.sequence;
    while (this.running) {
      await this.running;
      if (mine !== this.sequence) return undefined;
    }
    if (this.closed) return undefined;
    const work = this.backend.check(this.backlog.splice(0), this.text, detail);
    this.running = work.then(
      () => (this.running = undefined),
      () => (this.running = undefined),
    );
    const verdict = await work.catch((error: Error) => {
      if (!this.closed) throw error; // else nobody waits for it
    });
    return mine === this.sequence && !this.closed && verdict ? verdict : undefined;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.backend.close();
  }
}

/** `text` with one change applied. */
export function applied(text: string, change: Change): string {
  const { from, to, insert } = within(text, change);
  return text.slice(0, from) + insert + text.slice(to);
}

/** The change; throws when it is not within the text. */
export function within(text: { length: number }, change: Change): Change {
  const { from, to } = change;
  if (0 <= from && from <= to && to <= text.length) return change;
  throw new RangeError(`expected a range inside ${text.length} characters, found ${from}–${to}`);
}

export const isHigh = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** The one change that makes `after` of `before`; it never cuts a surrogate pair. */
export function difference(before: string, after: string): Change[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = equalFrom(shorter, (at, size) => before.slice(at, at + size) === after.slice(at, at + size));
  if (isHigh(before, start - 1)) start--;
  const [a, b] = [before.length, after.length];
  let tail = equalFrom(shorter - start, (at, size) =>
    before.slice(a - at - size, a - at) === after.slice(b - at - size, b - at));
  if (tail > 0 && isLow(before, before.length - tail)) tail--;
  return [{ from: start, to: before.length - tail, insert: after.slice(start, after.length - tail) }];
}

/** How many of `most` units are equal, asked of many at once and then of fewer. */
function equalFrom(most: number, equal: (at: number, size: number) => boolean): number {
  let at = 0;
  for (let size = 2048; size > 0; size >>= 1) {
    while (at + size <= most && equal(at, size)) at += size;
  }
  return at;
}
