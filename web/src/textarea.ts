// Live checks in a <textarea> with story Markdown. Marks are highlights over its value where the
// browser has them; elsewhere a list of the findings stands behind it.
import type { Change, Gate } from "./api.js";
import { announce, type Attachment, canHighlight, type Followed, Highlights } from "./attachment.js";
import { addStyle, element, visible } from "./card.js";
import { Drawn } from "./frames.js";
import { Live, type LiveOptions, neighbour } from "./live.js";
import type { Mark } from "./marks.js";
import { showCards } from "./popover.js";
import { difference } from "./session.js";

type Values = HTMLTextAreaElement & {
  createValueRange?(from: number, to: number): Followed & { getBoundingClientRect(): DOMRect };
};

/** Follows a textarea; it speaks with the event `stet-verdict`. */
export function attachTextarea(
  textarea: HTMLTextAreaElement,
  gate: Gate,
  options: LiveOptions = {},
): Attachment {
  const area: Values = textarea;
  const native = typeof area.createValueRange === "function" && canHighlight();
  const reveal = (from: number, to: number) => {
    area.focus();
    area.setSelectionRange(from, to);
  };
  const painter = native ? new ValueMarks(area) : new MarkList(area, reveal);
  let marks: Mark[] = [];
  let text = area.value;
  const live = new Live(
    gate,
    { ...options, onReport: (report) => (announce(area, report), options.onReport?.(report)) },
    (shown) => painter.show((marks = shown)),
  );
  const typed = () => {
    const [edit] = difference(text, area.value);
    text = area.value;
    if (edit) painter.show((marks = marks.flatMap((mark) => after(mark, edit))));
    live.update(text, area.selectionStart);
  };
  const moved = () => live.moved(document.activeElement === area ? area.selectionStart : undefined);
  area.addEventListener("input", typed);
  area.addEventListener("blur", moved);
  document.addEventListener("selectionchange", moved);
  const undo = showCards(area, {
    markAt: (x, y) => marks.find((mark) => contains(painter.rectOf(mark), x, y)),
    rectOf: (mark) => painter.rectOf(mark) ?? area.getBoundingClientRect(),
    go: (step) => {
      const mark = neighbour(marks, area.selectionStart, step);
      if (mark) reveal(mark.from, mark.to);
      return mark;
    },
    apply: ({ from, to, expected, replacement }) => {
      if (area.value.slice(from, to) !== expected) return;
      reveal(from, to);
      replaceSelection(replacement);
    },
  });
  live.update(area.value);
  return {
    live,
    reveal,
    dispose() {
      live.close();
      undo();
      painter.show([]);
      painter.dispose();
      area.removeEventListener("input", typed);
      area.removeEventListener("blur", moved);
      document.removeEventListener("selectionchange", moved);
    },
  };
}

/** A mark after an edit, moved along; none when its text was touched. */
function after(mark: Mark, { from, to, insert }: Change): Mark[] {
  if (mark.to < from) return [mark];
  const by = insert.length - (to - from);
  return mark.from > to ? [{ ...mark, from: mark.from + by, to: mark.to + by }] : [];
}

/** As typed, so that the editor's own undo takes it back in one step. */
export function replaceSelection(text: string): void {
  document.execCommand(text ? "insertText" : "delete", false, text);
}

export const contains = (rect: DOMRect | undefined, x: number, y: number): boolean =>
  !!rect && rect.left <= x && x <= rect.right && rect.top <= y && y <= rect.bottom;

/** Highlights over the value. */
class ValueMarks {
  private readonly highlights = new Highlights();
  constructor(private readonly area: Values) {
    addStyle(document);
  }
  show(marks: readonly Mark[]): void {
    this.highlights.set(marks.map((mark) => [mark.level, this.range(mark)]));
  }
  rectOf(mark: Mark): DOMRect | undefined {
    if (mark.to > this.area.value.length) return undefined;
    const range = this.range(mark);
    const rect = range.getBoundingClientRect();
    range.disconnect?.();
    return rect;
  }
  dispose(): void {}
  private range({ from, to }: Mark) {
    return this.area.createValueRange!(from, to);
  }
}

/** A list behind the textarea; each finding leads to its place. */
class MarkList {
  private readonly list = element("ul", "stet-list");
  private marks: readonly Mark[] = [];
  private drawn!: Drawn;
  constructor(area: Values, private readonly reveal: Attachment["reveal"]) {
    this.list.setAttribute("aria-label", "Findings");
    area.after(this.list);
  }
  show(marks: readonly Mark[]): void {
    this.marks = marks;
    this.drawn = new Drawn(() => this.draw());
    this.list.replaceChildren();
    this.draw();
  }
  private draw(): void {
    const { childElementCount: from } = this.list;
    const more = this.marks.slice(from, this.drawn.of(this.marks.length));
    this.list.append(...more.map((mark) => this.row(mark)));
  }
  private row({ from, to, message }: Mark): HTMLElement {
    const button = element("button", "stet-fix", visible(message));
    button.setAttribute("type", "button");
    button.addEventListener("click", () => this.reveal(from, to));
    return element("li", "", button);
  }
  rectOf(): undefined {
    return undefined;
  }
  dispose(): void {
    this.list.remove();
  }
}
