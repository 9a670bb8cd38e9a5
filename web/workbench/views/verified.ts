// What an edit of the rules does, told when typing stops: what has no effect, examples and cases
// that fail, mistakes that no test would notice, invariants that are broken, with the smallest pair
// of stories that shows it, and which of the open stories come out otherwise, by which edit.
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { base, visible } from "../common.js";
import { desk, Follow } from "../desk.js";
import type { Spot, Verified as Found } from "../verifier.js";
import "./archive.js";

const shown = 12;

/** Lists stay short; what is left out is counted. */
function list<T>(items: T[], row: (item: T) => TemplateResult): TemplateResult {
  return html`<ul>${items.slice(0, shown).map(row)}</ul>
    ${items.length > shown ? html`<p class="faint">and ${items.length - shown} more</p>` : nothing}`;
}

export class Verified extends LitElement {
  static override styles = [
    ...base,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        border-bottom: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      li.plain {
        padding: 0.35rem 0.2rem;
      }
      button.row {
        width: 100%;
        min-height: 32px;
        padding: 0.35rem 0.2rem;
        text-align: left;
        overflow-wrap: anywhere;
      }
      button.row:hover {
        background: color-mix(in srgb, var(--note) 9%, transparent);
      }
      h4 {
        margin: 1rem 0 0.25rem;
        font-size: 0.9375rem;
      }
      p {
        margin: 0.25rem 0;
      }
      pre {
        margin: 0.25rem 0 0.5rem;
        padding: 0.5rem;
        max-height: 16rem;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 0.3rem;
        font-size: 0.8125rem;
        white-space: pre-wrap;
      }
      summary {
        min-height: 32px;
        padding: 0.35rem 0.2rem;
        cursor: pointer;
      }
      .from {
        color: var(--faint);
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this);
  }

  override render() {
    return html`<h3>What the edits do</h3>
      <p role="status">${this.status()}</p>
      ${desk.verified.map((found) => this.found(found))}
      <desk-archive></desk-archive>`;
  }

  private status(): string {
    if (desk.verifying) return "Trying examples, mistakes, invariants and stories…";
    if (desk.verifyFailure) return `Could not be tried: ${desk.verifyFailure}`;
    if (desk.verified.length === 0) return "Change a file, and what it does is told here.";
    const good = desk.verified.every(({ good }) => good);
    const flips = desk.verified[0]!.replay?.archive?.decision ?? 0;
    const stories = desk.verified[0]!.replay?.archive?.stories ?? 0;
    return `${good ? "All that was tried holds." : "Something does not hold."} ${flips} of ${stories} ${stories === 1 ? "story is" : "stories are"} decided otherwise.`;
  }

  private found(found: Found) {
    return html`${desk.verified.length > 1 ? html`<h4>${visible(found.file)}</h4>` : nothing}
      ${this.findings(found)}${this.tests(found)}${this.mistakes(found)}${this.proof(found)}${this.flips(found)}`;
  }

  private findings({ findings }: Found) {
    if (findings.length === 0) return nothing;
    return html`<h4>Without effect</h4>${list(findings, ({ file, message, suggestion, place }) =>
      this.row({ file, line: place?.line }, `${message}${suggestion ? ` (${suggestion})` : ""}`))}`;
  }

  private tests({ tests: { passed, failed, tests } }: Found) {
    if (failed === 0) return html`<p>${passed} examples and cases come out as they say.</p>`;
    const wrong = tests.filter(({ state }) => state === "failed");
    return html`<h4>${failed} of ${passed + failed} examples and cases fail</h4>${list(wrong, (test) =>
      this.row(test, `${test.group === test.file ? "" : `${test.group}: `}${test.name}: ${(test.differences ?? []).join("; ")}`))}`;
  }

  private mistakes({ mutation: { tried, left, mistakes } }: Found) {
    if (!tried) return html`<p class="faint">Mistakes are tried when no test fails.</p>`;
    if (mistakes.all === 0) return nothing;
    const unnoticed = mistakes.mutants.filter(({ noticed }) => !noticed);
    const more = left ? html` <span class="faint">${left} more were not tried.</span>` : nothing;
    if (unnoticed.length === 0) return html`<p>${mistakes.all} mistakes in what changed would all be noticed.${more}</p>`;
    return html`<h4>Nobody would notice…</h4>${list(unnoticed, (mutant) => this.row(mutant, `${mutant.of}: ${mutant.mistake}`))}
      <p>${mistakes.noticed} of ${mistakes.all} mistakes in what changed would be noticed.${more}</p>`;
  }

  private proof({ proof: { invariants, rankings } }: Found) {
    const broken = invariants.filter((one) => one.broken > 0);
    const wrong = rankings.filter(({ holds }) => !holds);
    if (broken.length + wrong.length === 0) return html`<p>${invariants.length + rankings.length} invariants and rankings hold.</p>`;
    return html`<h4>Broken</h4><ul>${broken.map(({ id, why, smallest }) => html`<li><details>
        <summary><b>${visible(id)}</b>: ${visible(why)}</summary>
        ${smallest?.moved.map((line) => html`<p>${visible(line)}</p>`)}
        <p>when ${visible(smallest?.change ?? "")}; the smallest story that shows it:</p>
        <pre tabindex="0" aria-label="before">${visible(JSON.stringify(smallest?.before, null, 2))}</pre>
        <pre tabindex="0" aria-label="after">${visible(JSON.stringify(smallest?.after, null, 2))}</pre>
      </details></li>`)}
      ${wrong.map(({ id, detail }) => html`<li class="plain"><b>${visible(id)}</b>: ${visible(detail ?? "")}</li>`)}</ul>`;
  }

  private flips({ replay, changed, editsUntried }: Found) {
    if (!replay) return nothing;
    const edits = new Map(replay.edits.map((edit) => [edit.path, edit]));
    const cause = (paths: string[]) => paths.map((path) => {
      const edit = edits.get(path);
      return html`<br><span class="from">${visible(path)}: ${visible(edit?.words ?? "")}</span>`;
    });
    return html`${replay.edits.length ? html`<details><summary>${replay.edits.length} ${replay.edits.length === 1 ? "edit" : "edits"} in meaning</summary>
        ${list(replay.edits, ({ path, words, decides }) => html`<li class="plain">${visible(path)}: ${visible(words)}${decides ? "" : " (words only)"}</li>`)}</details>` : nothing}
      ${changed?.length ? html`<h4>Stories that come out otherwise</h4>${list(changed, ({ story, from, to, differences }) => {
        const decision = differences.find(({ aspect }) => aspect === "decision") ?? differences[0];
        const what = from === to ? differences.map(({ aspect, rule, to }) => rule ? `${rule} ${to}` : `${aspect} ${to}`).join(", ") : `${from} → ${to}`;
        return html`<li class="plain"><b>${visible(story)}</b>: ${visible(what)}${cause(decision?.edits ?? [])}</li>`;
      })}` : nothing}
      ${editsUntried ? html`<p class="faint">${editsUntried} edits are too many to try alone.</p>` : nothing}`;
  }

  private row({ file, line }: Spot, text: string) {
    const go = () => this.dispatchEvent(new CustomEvent("spot", { detail: { file, line } }));
    return html`<li><button class="row" @click=${go}>${visible(text)}
      <span class="faint">${file ?? ""}${line ? `, line ${line}` : ""}</span></button></li>`;
  }
}
customElements.define("desk-verified", Verified);
