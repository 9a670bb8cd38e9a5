// <stet-badge>: the line under a headline that says how many sources stand behind a story. One
// source or none looks different from several, not only in colour. It opens the sources.
//
//   badge.verdict = verdict        or attributes text, count, verified
//   event stet-sources             when it is opened;  slot: what it opens
import { css, html, LitElement, nothing, svg } from "lit";
import { visible } from "../card.js";
import type { Verdict } from "../types.js";
import { tell, theme } from "./theme.js";
import { define } from "./define.js";

export class StetBadge extends LitElement {
  static override properties = {
    verdict: { attribute: false },
    text: {},
    count: { type: Number },
    verified: { type: Boolean },
    open: { type: Boolean, reflect: true },
  };
  declare verdict: Verdict | undefined;
  declare text: string;
  declare count: number;
  declare verified: boolean;
  declare open: boolean;

  static override styles = [
    theme,
    css`
      :host {
        display: inline-block;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
        min-height: 28px;
        padding: 0.1em 0.7em 0.1em 0.5em;
        border: 1px solid var(--tone);
        border-radius: 2em;
        color: var(--tone);
        font-weight: 600;
        text-align: left;
      }
      .verified {
        --tone: var(--pass);
      }
      .single,
      .none {
        --tone: var(--warn);
        border-style: dashed;
        border-radius: 0.25em;
      }
      .none {
        --tone: var(--block);
      }
      svg {
        flex: none;
        width: 1.1em;
        height: 1.1em;
        fill: none;
        stroke: currentColor;
        stroke-width: 2;
      }
      .opened {
        margin-top: 0.4rem;
        color: var(--ink);
      }
      ul {
        margin: 0;
        padding-left: 1.2rem;
      }
    `,
  ];

  constructor() {
    super();
    this.text = "";
    this.count = 0;
    this.verified = false;
    this.open = false;
  }

  override render() {
    const { text, count, verified } = this.verdict?.badge ?? this;
    if (!text) return nothing;
    const kind = verified ? "verified" : count > 0 ? "single" : "none";
    const icon = {
      verified: svg`<circle cx="8" cy="8" r="6.5"/><path d="M4.8 8.3l2.3 2.3 4.2-4.8"/>`,
      single: svg`<circle cx="8" cy="8" r="6.5"/><path d="M8 4.5v7M6.3 5.8 8 4.5"/>`,
      none: svg`<circle cx="8" cy="8" r="6.5"/><path d="M3.5 12.5l9-9"/>`,
    }[kind];
    return html`<button part="badge" class=${kind} aria-expanded=${this.open} @click=${this.toggle}>
        <svg viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>${visible(text)}
      </button>
      ${this.open ? html`<div class="opened" part="sources"><slot>${this.sources()}</slot></div>` : nothing}`;
  }

  private sources() {
    const clusters = this.verdict?.clusters ?? [];
    if (clusters.length === 0) return html`<p>No sources are listed.</p>`;
    return html`<ul>
      ${clusters.map(({ sources, qualifies }) => html`<li>
        ${visible(sources.join(", "))}${qualifies ? "" : " (does not count)"}
      </li>`)}
    </ul>`;
  }

  private toggle(): void {
    this.open = !this.open;
    tell(this, "stet-sources", { open: this.open });
  }
}

define("stet-badge", StetBadge);
