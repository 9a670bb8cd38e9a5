// The three dimensions as gauges. Each opens the arithmetic it comes from, part by part.
import { scaleLinear } from "d3-scale";
import { arc } from "d3-shape";
import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import type { ImpactPart, Place, Report, Verdict } from "stet";
import { rangeOf } from "stet";
import { tell } from "../src/elements/theme.js";
import { base, visible } from "./common.js";

const half = Math.PI / 2;

interface Gauge {
  name: string;
  words: string;
  value: number;
  domain: [number, number];
  /** Where the coloured part begins. */
  from: number;
}

function gauges({ scores: { sentiment, impact, confidence } }: Verdict): Gauge[] {
  return [
    { name: "Sentiment", words: `${sentiment.label || "no label"} ${signed(sentiment.value)}`,
      value: sentiment.value, domain: [-1, 1], from: 0 },
    { name: "Impact", words: `${impact.value.toFixed(1)} of 10`, value: impact.value,
      domain: [1, 10], from: 1 },
    { name: "Confidence", words: confidence.value.toFixed(2), value: confidence.value,
      domain: [0, 1], from: 0 },
  ];
}

const signed = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(2)}`;
const number = (value: number) => String(Math.round(value * 1000) / 1000).replace("-", "−");
const plus = (value: number) => `${value < 0 ? "" : "+"}${number(value)}`;

/** What adds how much. */
type Row = readonly [unknown, string];
/** A way to a place of the story. */
type Link = (at: Place, words: string) => TemplateResult;

export class Gauges extends LitElement {
  static override properties = { report: { attribute: false }, opened: { state: true } };
  declare report: Report | undefined;
  private declare opened: string | undefined;

  static override styles = [
    ...base,
    css`
      h2 {
        margin: 1.25rem 0 0.25rem;
        font: 600 0.8125rem/1.5 var(--stet-font);
        color: var(--faint);
      }
      .row {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 0.5rem;
      }
      .gauge {
        display: flex;
        flex-direction: column;
        align-items: center;
        width: 100%;
        padding: 0.4rem 0.25rem 0.5rem;
        text-align: center;
        border: 1px solid transparent;
        border-radius: 0.4rem;
      }
      .gauge:hover,
      .gauge[aria-expanded="true"] {
        border-color: var(--line);
        background: var(--paper);
      }
      svg {
        display: block;
        width: 100%;
        flex: none;
        max-width: 6.5rem;
      }
      .track {
        fill: var(--line);
      }
      .value {
        fill: var(--ink);
      }
      .tick {
        stroke: var(--faint);
        stroke-width: 1;
      }
      .name {
        display: block;
        font-size: 0.8125rem;
        color: var(--faint);
      }
      .words {
        display: block;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.8125rem;
      }
      td,
      th {
        padding: 0.25rem 0.3rem;
        text-align: left;
        font-weight: 400;
        border-bottom: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      td:last-child {
        text-align: right;
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      tfoot td {
        font-weight: 600;
        border-bottom: 0;
      }
      td button {
        text-align: left;
        min-height: 24px;
        text-decoration: underline dotted;
      }
      @media (forced-colors: active) {
        .value {
          fill: CanvasText;
        }
        .track {
          fill: GrayText;
        }
      }
    `,
  ];

  override render() {
    if (!this.report) return nothing;
    return html`<h2>Dimensions</h2>
      <div class="row">${gauges(this.report.verdict).map((gauge) => this.gauge(gauge))}</div>
      ${this.opened ? html`<div class="card">${this.arithmetic(this.opened, this.report)}</div>` : nothing}`;
  }

  private gauge({ name, words, value, domain, from }: Gauge) {
    const angle = scaleLinear(domain, [-half, half]).clamp(true);
    const shape = (start: number, end: number) =>
      arc()({ innerRadius: 36, outerRadius: 46, startAngle: start, endAngle: end }) ?? "";
    const open = this.opened === name;
    const toggle = () => (this.opened = open ? undefined : name);
    return html`<button class="gauge" aria-expanded=${open} @click=${toggle}>
      <svg viewBox="-52 -52 104 60" aria-hidden="true">
        ${svg`<path class="track" d=${shape(-half, half)}></path>
          <path class="value" d=${shape(angle(from), angle(value))}></path>
          <circle class="value" cx=${41 * Math.sin(angle(value))} cy=${-41 * Math.cos(angle(value))} r="6"></circle>
          <line class="tick" x1=${46 * Math.sin(angle(from))} y1=${-46 * Math.cos(angle(from))}
            x2=${50 * Math.sin(angle(from))} y2=${-50 * Math.cos(angle(from))}></line>`}
      </svg>
      <span class="words">${words}</span><span class="name">${name}</span>
    </button>`;
  }

  private arithmetic(name: string, { verdict, text }: Report) {
    const { sentiment, impact, confidence } = verdict.scores;
    const place: Link = (at, words) => html`<button
      @click=${() => tell(this, "stet-goto", rangeOf(at, text))}>${visible(words, 80)}</button>`;
    if (name === "Sentiment") {
      const rows = sentiment.parts.map(({ text: words, list, negated, points, place: at }): Row =>
        [html`${place(at, words)} <span class="faint">${list}${negated ? ", negated" : ""}</span>`, plus(points)]);
      const total = rows.length
        ? `${number(sentiment.balance)} divided by 1 + their weight ${number(sentiment.weight)}`
        : "nothing to weigh";
      return this.table("Words that carry a direction", rows, total, signed(sentiment.value));
    }
    if (name === "Impact") {
      const rows = [
        ["where the scale begins", plus(1)] as Row,
        ...impact.axes.flatMap((axis) => axis.parts.map((part) => this.consequence(axis.id, part, place))),
        ...(impact.floor ? [[`at least the floor ${impact.floor.id}`, plus(impact.floor.points)] as Row] : []),
        ...(impact.novelty ? [[`repeats: ${impact.novelty.repeats}`, plus(impact.novelty.points)] as Row] : []),
      ];
      return this.table("Consequence on each axis; coverage is none of them", rows, "from 1 to 10", number(impact.value));
    }
    const rows = confidence.parts.map(({ kind, sources = [], worth = 0, text: words = "", place: at, points }): Row =>
      kind === "cluster"
        ? [html`${visible(sources.join(" = "), 80)} <span class="faint">worth ${number(worth)}</span>`, plus(points)]
        : [html`${at ? place(at, words) : visible(words, 80)}
            <span class="faint">${kind === "claim" ? "claim without support" : "hedge"}</span>`, plus(points)]);
    return this.table("From the sources alone", rows, "from 0 to 1", number(confidence.value));
  }

  private consequence(axis: string, { signal, points, text, place: at, shares }: ImpactPart, place: Link): Row {
    const factors = shares.map(({ id, share }) => ` × ${number(share)} ${id}`).join(",");
    return [html`${place(at, text)} <span class="faint">${axis}: ${signal}${factors}</span>`, plus(points)];
  }

  private table(caption: string, rows: readonly Row[], total: string, sum: string) {
    return html`<table>
      <thead><tr><th scope="col" colspan="2">${caption}</th></tr></thead>
      <tbody>${rows.length
        ? rows.map(([what, value]) => html`<tr><td>${what}</td><td>${value}</td></tr>`)
        : html`<tr><td class="faint">Nothing found</td><td></td></tr>`}</tbody>
      <tfoot><tr><td>${total}</td><td>= ${sum}</td></tr></tfoot>
    </table>`;
  }
}
customElements.define("desk-gauges", Gauges);
