// Lists of a view that are not reordered while the pointer is over them (src/elements/stable.ts).
import { html, nothing, type ReactiveElement, type TemplateResult } from "lit";
import { StableList } from "../src/elements/stable.js";

/** A list as a view shows it. */
export interface StillList<T> {
  /** Tells the list apart from others of its view. */
  name: string;
  items: readonly T[];
  keyOf(item: T): string;
  /** A list element; what is settled holds no longer, and leads nowhere. */
  row(item: T, settled: boolean): TemplateResult;
  /** Lists stay short; what is left out is counted. */
  most?: number;
}

export class StillLists {
  private readonly lists = new Map<string, StableList<unknown>>();

  constructor(private readonly host: ReactiveElement) {}

  /** The list below its title; nothing of either without rows. */
  show<T>({ name, items, keyOf, row, most = Infinity }: StillList<T>, title: unknown = nothing) {
    const list = this.of(name, keyOf as (item: unknown) => string);
    // A list that went away under the pointer is not told that the pointer left.
    if (!this.host.renderRoot.querySelector(`[data-list="${name}"]`)) list.held = false;
    const rows = list.arrange(items) as { item: T; settled: boolean }[];
    if (rows.length === 0) return nothing;
    const left = rows.length - most;
    return html`${title}<ul data-list=${name} @pointerenter=${this.hold(list)} @pointerleave=${this.hold(list)}>
        ${rows.slice(0, most).map(({ item, settled }) => row(item, settled))}</ul>
      ${left > 0 ? html`<p class="faint">and ${left} more</p>` : nothing}`;
  }

  private of(name: string, keyOf: (item: unknown) => string): StableList<unknown> {
    let list = this.lists.get(name);
    if (!list) this.lists.set(name, (list = new StableList(keyOf)));
    return list;
  }

  private hold(list: { held: boolean }) {
    return ({ type }: Event) => {
      list.held = type === "pointerenter";
      this.host.requestUpdate();
    };
  }
}
