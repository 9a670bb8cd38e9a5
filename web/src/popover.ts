// The card that stands beside a mark, for hosts that have none of their own: shown by hovering and
// by F8, closed by Escape. It never takes the focus.
import { addStyle, card } from "./card.js";
import type { Mark } from "./marks.js";

/** How an editor answers for its marks. */
export interface MarkHost {
  /** The mark under a point of the window. */
  markAt(x: number, y: number): Mark | undefined;
  /** Where a mark stands in the window. */
  rectOf(mark: Mark): DOMRect | undefined;
  /** Selects the mark after (1) or before (-1) the caret and scrolls to it. */
  go(step: 1 | -1): Mark | undefined;
  apply(edit: Mark["edits"][number]): void;
}

const hoverDelay = 200;

/** Connects a host's marks with cards; returns what undoes it. */
export function showCards(target: HTMLElement, host: MarkHost): () => void {
  const popover = document.createElement("div");
  popover.className = "stet-popover";
  popover.hidden = true;
  popover.setAttribute("role", "note");
  addStyle(document);
  document.body.append(popover);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: Mark | undefined;

  const hide = () => {
    popover.hidden = true;
    shown = undefined;
  };
  /** Beside its mark; false when that is out of sight. */
  const place = (mark: Mark): boolean => {
    const rect = host.rectOf(mark);
    if (!rect || rect.bottom < 0 || rect.top > innerHeight) return false;
    const { offsetWidth: width, offsetHeight: height } = popover;
    const below = rect.bottom + 4 + height <= innerHeight;
    popover.style.left = `${Math.max(4, Math.min(rect.left, innerWidth - width - 4))}px`;
    popover.style.top = `${Math.max(4, below ? rect.bottom + 4 : rect.top - height - 4)}px`;
    return true;
  };
  const show = (mark: Mark) => {
    if (!host.rectOf(mark) || mark === shown) return;
    shown = mark;
    const apply = (edit: Mark["edits"][number]) => {
      hide();
      host.apply(edit);
    };
    popover.replaceChildren(card(mark, apply));
    popover.hidden = false;
    place(mark);
  };
  // F8 scrolls to its mark, so the card goes along and does not vanish.
  const follow = () => {
    if (shown && !place(shown)) hide();
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  target.addEventListener("pointermove", ({ clientX, clientY }) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const mark = host.markAt(clientX, clientY);
      if (mark) show(mark);
      else if (!popover.matches(":hover")) hide();
    }, hoverDelay);
  }, { signal });
  target.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      const mark = host.go(event.shiftKey ? -1 : 1);
      if (mark) show(mark);
    } else if (event.key === "Escape") hide();
  }, { signal });
  target.addEventListener("input", hide, { signal });
  document.addEventListener("scroll", follow, { signal, capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    listeners.abort();
    popover.remove();
  };
}
