// A text that is edited, kept in pieces: an edit costs what its piece is long. A string would be
// copied whole for each keystroke.
import type { Change } from "./api.js";
import { toBytes } from "./bytes.js";
import { isHigh, within } from "./session.js";

/** UTF-16 units of a piece when it is made; one that has grown to twice as many is cut. */
const usual = 2048;

interface Piece {
  text: string;
  /** In UTF-8, once somebody asked. */
  bytes?: number;
}

export class EditedText {
  readonly length: number;

  private constructor(readonly pieces: Piece[]) {
    this.length = pieces.reduce((sum, { text }) => sum + text.length, 0);
  }

  static of(text: string): EditedText {
    return new EditedText(cut(text));
  }

  toString(): string {
    return this.pieces.map(({ text }) => text).join("");
  }

  replaced(change: Change): EditedText {
    const { pieces } = this;
    const { from, to, insert } = within(this, change);
    const { index, start } = this.find(from);
    let last = index;
    let end = start + pieces[index]!.text.length;
    while (end < to) end += pieces[++last]!.text.length;
    const head = pieces[index]!.text.slice(0, from - start);
    const tail = pieces[last]!.text;
    const made = cut(head + insert + tail.slice(tail.length - (end - to)));
    return new EditedText([...pieces.slice(0, index), ...made, ...pieces.slice(last + 1)]);
  }

  /** The first piece that reaches `at`, and where it begins. */
  find(at: number): { index: number; start: number } {
    let index = 0;
    let start = 0;
    while (start + this.pieces[index]!.text.length < at) start += this.pieces[index++]!.text.length;
    return { index, start };
  }
}

/** At least one piece; no character is in two. */
function cut(text: string): Piece[] {
  if (text.length <= 2 * usual) return [{ text }];
  const out: Piece[] = [];
  for (let from = 0; from < text.length; ) {
    const to = from + usual + (isHigh(text, from + usual - 1) ? 1 : 0);
    out.push({ text: text.slice(from, to) });
    from = to;
  }
  return out;
}

/** How many bytes of UTF-8 are in front of `at`, which is not inside a character. */
export function bytesBefore(text: EditedText, at: number): number {
  const { index, start } = text.find(at);
  let sum = toBytes(text.pieces[index]!.text.slice(0, at - start)).length;
  for (const piece of text.pieces.slice(0, index)) sum += piece.bytes ??= toBytes(piece.text).length;
  return sum;
}

/**
 * The same change with whole characters at its ends. Texts go to the engine as UTF-8, which has no
 * half characters: an edit between two of them must take the neighbour along.
 */
export function widened(text: EditedText, { from, to, insert }: Change): Change {
  const [before, after] = [unitAt(text, from - 1), unitAt(text, to)];
  const high = before >= "\ud800" && before <= "\udbff" ? before : "";
  const low = after >= "\udc00" && after <= "\udfff" ? after : "";
  return { from: from - high.length, to: to + low.length, insert: high + insert + low };
}

/** Empty outside. */
function unitAt(text: EditedText, at: number): string {
  if (at < 0 || at >= text.length) return "";
  const { index, start } = text.find(at + 1);
  return text.pieces[index]!.text[at - start]!;
}
