// The ways to pass, below the list of what is missing: the smallest sets of changes that were tried,
// each with a way to its place. Nothing is announced: the verdict is, and the list says the same in
// other words. Nothing moves under the pointer: while it is at this list or below, what stands stays.
import { css, html, LitElement, nothing } from "lit";
import type { WayStep, WayToPass } from "stet";
import { tell } from "../../src/elements/theme.js";
import { base, visible } from "../common.js";
import { desk, Follow } from "../desk.js";
import type { Ways } from "../ways-finder.js";

export class WaysToPass extends LitElement {
  static override styles = [
    ...base,
    css`
      h2 {
        margin: 1.25rem 0 0.25rem;
        font: inherit;
        font-size: 0.8125rem;
        font-weight: 600;
        color: var(--faint);
      }
      p {
        margin: 0.5rem 0 0.1rem;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        border-bottom: 1px solid var(--line);
      }
      .row {
        display: block;
        box-sizing: border-box;
        width: 100%;
        min-height: 32px;
        padding: 0.4rem 0.25rem 0.4rem 1.35rem;
        text-align: left;
        overflow-wrap: anywhere;
        color: inherit;
        text-decoration: none;
      }
      button.row:hover:not(:disabled),
      a.row:hover {
        background: color-mix(in srgb, var(--note) 9%, transparent);
      }
      .stale {
        color: var(--faint);
      }
    `,
  ];

  private shown: Ways | undefined;
  private held = false;
  private panel: HTMLElement | null = null;

  constructor() {
    super();
    new Follow(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.panel = this.parentElement;
    this.panel?.addEventListener("pointermove", this.moved);
    this.panel?.addEventListener("pointerleave", this.left);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.panel?.removeEventListener("pointermove", this.moved);
    this.panel?.removeEventListener("pointerleave", this.left);
  }

  private readonly moved = ({ clientY }: PointerEvent) => this.hold(clientY >= this.getBoundingClientRect().top);
  private readonly left = () => this.hold(false);

  private hold(held: boolean): void {
    if (held === this.held) return;
    this.held = held;
    if (!held) this.requestUpdate();
  }

  override render() {
    if (!this.held) this.shown = desk.ways;
    const { shown } = this;
    if (!shown || (shown.ways.length === 0 && !shown.failure)) return nothing;
    if (shown.failure) return html`<p class="faint">Ways to pass could not be looked for: ${visible(shown.failure)}</p>`;
    const stale = shown !== desk.ways || shown.text !== desk.text;
    return html`<h2>The shortest way${shown.ways.length > 1 ? "s" : ""}, tried</h2>
      <div class=${stale ? "stale" : ""}>${shown.ways.map((way) => this.way(way, stale))}</div>`;
  }

  private way({ decision, changes, steps }: WayToPass, stale: boolean) {
    const title = desk.gate?.about.decisions.find(({ id }) => id === decision)?.title ?? decision;
    if (steps.length === 0) return html`<p>To “${visible(title)}”: no set of changes was found.</p>`;
    return html`<p>To “${visible(title)}”: ${changes} ${changes === 1 ? "change" : "changes"}</p>
      <ul>${steps.map((step) => html`<li>${this.step(step, stale)}</li>`)}</ul>`;
  }

  private step({ change, words, place, rules }: WayStep, stale: boolean) {
    if (place) {
      const detail = { from: place.begin, to: place.end, rule: rules[0] ?? "" };
      return html`<button class="row" ?disabled=${stale} @click=${() => tell(this, "stet-goto", detail)}>${visible(words)}</button>`;
    }
    if (change === "add-source") return html`<a class="row" href="#sources">${visible(words)}</a>`;
    return html`<span class="row">${visible(words)}</span>`;
  }
}

customElements.define("desk-ways", WaysToPass);
