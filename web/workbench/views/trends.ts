// The trends index: the stories at hand by what they change, scored as everywhere else. How many
// outlets cover a story moves nothing here.
import { css, html, LitElement, nothing } from "lit";
import type { Verdict } from "stet";
import { base, visible } from "../common.js";
import { desk, Follow, type Story } from "../desk.js";

interface Row {
  headline: string;
  beat: string;
  verdict: Verdict;
}

export class Trends extends LitElement {
  static override properties = { rows: { state: true }, said: { state: true } };
  private declare rows: Row[];
  private declare said: string;
  private attempt = 0;

  static override styles = [
    ...base,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0.45rem 0.75rem 0.45rem 0;
        border-bottom: 1px solid var(--line);
        text-align: left;
        vertical-align: top;
      }
      td.number {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .under {
        display: none;
        font-weight: 400;
      }
      @media (max-width: 40rem) {
        .column {
          display: none;
        }
        .under {
          display: block;
        }
        th,
        td {
          padding-right: 0.5rem;
          font-size: 0.875rem;
        }
        th[scope="row"] {
          min-width: 9rem;
        }
        .scale {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this);
    this.rows = [];
    this.said = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    desk.addEventListener("change", this.follow);
    void this.gather();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    desk.removeEventListener("change", this.follow);
  }

  /** Scored anew when the rules are others. */
  private readonly follow = () => {
    if (this.scoredBy !== desk.gate) void this.gather();
  };
  private scoredBy: unknown;

  private async gather(): Promise<void> {
    const mine = ++this.attempt;
    const { gate } = desk;
    this.scoredBy = gate;
    if (!gate) return;
    const current = () => mine === this.attempt;
    try {
      const rows = await this.score(gate, current);
      if (!current()) return;
      this.said = "";
      this.rows = rows.sort((a, b) => b.verdict.scores.impact.value - a.verdict.scores.impact.value);
    } catch (error) {
      if (current()) this.said = `The stories could not be scored: ${(error as Error).message}`;
    }
  }

  private async score(gate: NonNullable<typeof desk.gate>, current: () => boolean): Promise<Row[]> {
    const examples = await Promise.all(desk.examples.filter((name) => name.endsWith(".md")).map(async (name) =>
      ({ text: await (await fetch(`rules/${name}`)).text(), format: "markdown" as const, example: true })));
    const stories = [{ text: desk.text, format: "markdown" as const }, ...desk.archive, ...examples];
    const now = new Date().toISOString();
    const rows: Row[] = [];
    for (const story of stories) {
      if (!current()) break;
      const { text, format } = story;
      const verdict = await gate.check(text, { format, now });
      const { value } = await gate.evaluate("article", { article: text, format, now }).catch(() => ({ value: {} }));
      const { headline = "", articleSection = "" } = value as Story;
      // An example that is open stands here once, as it was edited.
      if ("example" in story && rows.some((row) => row.headline === headline)) continue;
      rows.push({ headline: headline || "Without a headline", beat: articleSection, verdict });
    }
    return rows;
  }

  override render() {
    if (this.said || this.rows.length === 0) {
      return html`<h2>Trends</h2><p class="faint" role="status">${visible(this.said || "Scoring the stories…")}</p>`;
    }
    return html`<h2>Trends</h2>
      <p class="faint" id="order">${this.rows.length} stories by what they change: the open one, those to judge, the examples. How many outlets cover a story moves nothing.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Trends index">
        <table aria-label="Trends index" aria-describedby="order">
          <thead><tr><th scope="col">Impact</th><th scope="col">Story</th><th scope="col" class="column">Beat</th><th scope="col">Sentiment</th><th scope="col" class="column">Verification</th></tr></thead>
          <tbody>${this.rows.map(({ headline, beat, verdict }) => html`<tr>
            <td class="number"><b>${verdict.scores.impact.rounded}</b><span class="scale"> of 10</span></td>
            <th scope="row">${visible(headline)}${verdict.clears ? nothing : html` <span class="faint">${visible(verdict.title)}</span>`}
              <span class="faint under">${visible([beat, verdict.badge.text].filter(Boolean).join(" · "))}</span></th>
            <td class="column">${visible(beat)}</td><td>${visible(verdict.scores.sentiment.label)}</td><td class="column">${visible(verdict.badge.text)}</td>
          </tr>`)}</tbody>
        </table>
      </div>`;
  }
}
customElements.define("desk-trends", Trends);
