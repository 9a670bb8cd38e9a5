// Colours and shapes that the elements share. A host changes them by setting the custom properties,
// or reaches the parts with ::part.
import { css, html, svg, type TemplateResult } from "lit";
import type { About, Verdict } from "../types.js";

export const theme = css`
  :host {
    --ink: var(--stet-ink, light-dark(#1f1d1a, #ece8e1));
    --faint: var(--stet-faint, light-dark(#635d54, #aba49a));
    --paper: var(--stet-paper, light-dark(#fffdf8, #211e1b));
    --line: var(--stet-line, light-dark(#ddd7ca, #433e37));
    --pass: var(--stet-pass, light-dark(#1d6b43, #74c69d));
    --warn: var(--stet-warn, light-dark(#8a5a00, #e3b341));
    --block: var(--stet-block, light-dark(#b3261e, #f2857c));
    --note: var(--stet-note, light-dark(#3b5f8a, #8fb4e3));
    color: var(--ink);
    font: 0.9375rem/1.5 var(--stet-font, system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--note);
    outline-offset: 2px;
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** What a decision means, whatever a methodology calls it. */
export type Standing = "pass" | "mark" | "hold" | "reject";

export function standingOf(verdict: Verdict, about?: About): Standing {
  const decisions = about?.decisions ?? [];
  const at = decisions.findIndex(({ id }) => id === verdict.decision);
  if (verdict.clears) return at > 0 ? "mark" : "pass";
  return at > 0 && at === decisions.length - 1 ? "reject" : "hold";
}

const shapes: Record<Standing, TemplateResult> = {
  pass: svg`<circle cx="12" cy="12" r="11"/><path d="M6.5 12.5l3.8 3.8 7.4-8.2"/>`,
  mark: svg`<path d="M12 1.5 23 21.5H1Z"/><path d="M12 9v5.5M12 17.3v1.2"/>`,
  hold: svg`<rect x="1.5" y="1.5" width="21" height="21" rx="2"/><path d="M9 7.5v9M15 7.5v9"/>`,
  reject: svg`<path d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z"/><path d="M8 8l8 8M16 8l-8 8"/>`,
};

/** Each standing has a shape of its own, so that nothing rests on colour. */
export const shape = (standing: Standing): TemplateResult =>
  html`<svg class="shape ${standing}" viewBox="0 0 24 24" aria-hidden="true">${shapes[standing]}</svg>`;

export const shapeStyle = css`
  .shape {
    flex: none;
    width: 1.75rem;
    height: 1.75rem;
    fill: var(--tone);
    stroke: var(--paper);
    stroke-width: 2.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .shape > :first-child {
    stroke: none;
  }
  .pass {
    --tone: var(--pass);
  }
  .mark {
    --tone: var(--warn);
  }
  .hold,
  .reject {
    --tone: var(--block);
  }
  @media (forced-colors: active) {
    .shape {
      fill: CanvasText;
      stroke: Canvas;
    }
  }
`;

/** Tells the page; bubbles and leaves shadow roots. */
export function tell(from: EventTarget, name: string, detail?: unknown): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
