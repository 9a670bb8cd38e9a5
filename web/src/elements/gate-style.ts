// The look of <stet-gate>. Rows of findings that are out of sight are laid out when they come into it.
import { css } from "lit";

export const panelStyle = css`
  :host {
    display: block;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.75rem 0;
    border-top: 3px solid var(--tone);
    border-bottom: 1px solid var(--line);
  }
  .title {
    font: 600 1.25rem/1.2 var(--stet-serif, Georgia, "Times New Roman", serif);
  }
  .left {
    margin-left: auto;
    white-space: nowrap;
    font-weight: 600;
    color: var(--tone);
  }
  .faint {
    color: var(--faint);
    font-weight: 400;
  }
  h2 {
    margin: 1.25rem 0 0.25rem;
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--faint);
  }
  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: row;
  }
  li {
    border-bottom: 1px solid var(--line);
  }
  [part="findings"] li {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 33px;
  }
  .row {
    display: flex;
    align-items: baseline;
    gap: 0.75rem;
    width: 100%;
    min-height: 32px;
    padding: 0.4rem 0.25rem;
    text-align: left;
    overflow-wrap: anywhere;
  }
  .row > :first-child {
    flex: 1;
  }
  .row:hover:not(:disabled) {
    background: color-mix(in srgb, var(--note) 9%, transparent);
  }
  ol .row::before {
    counter-increment: row;
    content: counter(row);
    min-width: 1.1em;
    color: var(--faint);
    font-variant-numeric: tabular-nums;
  }
  .measure {
    white-space: nowrap;
    color: var(--block);
  }
  .waive {
    min-height: 28px;
    margin: -0.25rem 0 0.25rem 1.6rem;
    font-size: 0.8125rem;
    color: var(--faint);
    text-decoration: underline;
  }
  .settled .row {
    color: var(--faint);
    text-decoration: line-through;
    cursor: default;
  }
  .sign::before {
    content: "■";
    color: var(--block);
    margin-right: 0.5em;
  }
  .warn .sign::before {
    content: "▲";
    color: var(--warn);
  }
  .note .sign::before {
    content: "●";
    color: var(--note);
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.3rem 1rem;
    margin: 0;
  }
  dd {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .meter {
    flex: 1;
    height: 6px;
    fill: var(--line);
  }
  .meter .value {
    fill: var(--ink);
  }
  .failure {
    padding: 0.75rem;
    border: 1px solid var(--warn);
    border-radius: 0.3rem;
  }
  .failure p {
    margin: 0.25rem 0 0;
    color: var(--faint);
    overflow-wrap: anywhere;
  }
`;
