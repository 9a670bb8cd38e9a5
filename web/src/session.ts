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
    if (this.closed) throw new GateError("the session was closed");
    for (const change of changes) this.text = applied(this.text, change);
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
    const verdict = await work;
    return mine === this.sequence && !this.closed ? verdict : undefined;
  }

  update(text: string, detail?: Detail): Promise<Verdict | undefined> {
    return this.edit(difference(this.text, text), detail);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.backend.close();
  }
}

/** `text` with one change applied. */
export function applied(text: string, { from, to, insert }: Change): string {
  if (!(0 <= from && from <= to && to <= text.length)) {
    throw new RangeError(`expected a range inside ${text.length} characters, found ${from}–${to}`);
  }
  return text.slice(0, from) + insert + text.slice(to);
}

/**
 * The same change with whole characters at its ends. Texts go to the engine as UTF-8, which has no
 * half characters: an edit between two of them must take the neighbour along.
 */
export function widened(text: string, { from, to, insert }: Change): Change {
  const before = isHigh(text, from - 1) ? 1 : 0;
  const after = isLow(text, to) ? 1 : 0;
  return {
    from: from - before,
    to: to + after,
    insert: text.slice(from - before, from) + insert + text.slice(to, to + after),
  };
}

/** The one change that makes `after` of `before`; it never cuts a surrogate pair. */
export function difference(before: string, after: string): Change[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (isHigh(before, start - 1)) start--;
  let tail = 0;
  const most = shorter - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (tail > 0 && isLow(before, before.length - tail)) tail--;
  return [{ from: start, to: before.length - tail, insert: after.slice(start, after.length - tail) }];
}

const isHigh = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLow = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
