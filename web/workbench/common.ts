// What the views' styles and templates have in common.
import { css, html, type TemplateResult } from "lit";
import { theme } from "../src/elements/theme.js";
import { visible } from "../src/card.js";

export { visible };

export const base = [
  theme,
  css`
    :host {
      display: block;
    }
    h2 {
      margin: 0 0 0.75rem;
      font: 600 1.375rem/1.25 var(--stet-serif);
    }
    h3 {
      margin: 1.5rem 0 0.5rem;
      font: 600 1rem/1.3 var(--stet-serif);
    }
    .faint {
      color: var(--faint);
    }
    li.settled,
    li.settled .row {
      color: var(--faint);
      text-decoration: line-through;
    }
    a {
      color: var(--note);
    }
    .card {
      padding: 0.875rem 1rem;
      background: var(--paper);
      border: 1px solid var(--line);
      border-radius: 0.4rem;
    }
    .button {
      min-height: 32px;
      padding: 0.25rem 0.75rem;
      border: 1px solid var(--line);
      border-radius: 0.35rem;
      background: var(--paper);
    }
    .button:hover {
      border-color: var(--faint);
    }
    .button.main {
      background: var(--ink);
      border-color: var(--ink);
      color: var(--paper);
    }
    label {
      display: block;
      font-size: 0.8125rem;
      color: var(--faint);
    }
    input,
    select,
    textarea {
      box-sizing: border-box;
      width: 100%;
      min-height: 34px;
      margin-top: 0.15rem;
      padding: 0.3rem 0.5rem;
      font: inherit;
      font-size: 0.9375rem;
      color: var(--ink);
      background: var(--paper);
      border: 1px solid var(--line);
      border-radius: 0.3rem;
    }
    textarea {
      min-height: 5.5rem;
      resize: vertical;
    }
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
      gap: 0.6rem 0.9rem;
    }
    .wide {
      grid-column: 1 / -1;
    }
    [hidden] {
      display: none !important;
    }
  `,
];

/** A link only where it leads to a web page; anything else is shown as the text it is. */
export function link(url: string | undefined, words?: string): TemplateResult {
  const text = visible(words ?? url ?? "");
  return url && /^https?:\/\//i.test(url)
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`
    : html`${text}`;
}
