// What an edit of the rules does, told when typing stops: what has no effect, examples and cases
// that fail, mistakes that no test would notice, invariants that are broken, with the smallest pair
// of stories that shows it, and which of the open stories come out otherwise, by which edit.
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { Problem } from "stet";
import { base, visible } from "../common.js";
import { desk, Follow } from "../desk.js";
import { StillLists } from "../still.js";
import type { Spot, Verified as Found } from "../verifier.js";
import "./archive.js";

/** Lists stay short. */
const most = 12;

type Edit = NonNullable<Found["replay"]>["edits"][number];
type Flip = NonNullable<Found["changed"]>[number];

const plain = (settled: boolean, content: TemplateResult) =>
  html`<li class=${settled ? "plain settled" : "plain"}>${content}</li>`;

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

  private readonly lists = new StillLists(this);

  constructor() {
    super();
    new Follow(this);
  }

  override render() {
    return html`<h3>What the edits do</h3>
      <p>${this.status()}</p>
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

  private findings({ file: of, findings }: Found) {
    return this.lists.show<Problem>({
      name: `${of} findings`,
      items: findings,
      most,
      keyOf: ({ file, message }) => `${file} ${message}`,
      row: ({ file, message, suggestion, place }, settled) =>
        this.row({ file, line: place?.line }, `${message}${suggestion ? ` (${suggestion})` : ""}`, settled),
    }, html`<h4>Without effect</h4>`);
  }

  private tests({ file, tests: { passed, failed, tests } }: Found) {
    const list = this.lists.show<Found["tests"]["tests"][number]>({
      name: `${file} tests`,
      items: tests.filter(({ state }) => state === "failed"),
      most,
      keyOf: ({ group, name }) => `${group} ${name}`,
      row: (test, settled) => this.row(test, `${test.group === test.file ? "" : `${test.group}: `}${test.name}: ${
        (test.differences ?? []).join("; ")}`, settled),
    }, html`<h4>${failed} of ${passed + failed} examples and cases fail</h4>`);
    return list === nothing ? html`<p>${passed} examples and cases come out as they say.</p>` : list;
  }

  private mistakes({ file, mutation: { tried, left, mistakes } }: Found) {
    if (!tried) return html`<p class="faint">Mistakes are tried when no test fails.</p>`;
    if (mistakes.all === 0) return nothing;
    const more = left ? html` <span class="faint">${left} more were not tried.</span>` : nothing;
    const list = this.lists.show<Found["mutation"]["mistakes"]["mutants"][number]>({
      name: `${file} mistakes`,
      items: mistakes.mutants.filter(({ noticed }) => !noticed),
      most,
      keyOf: ({ of, mistake }) => `${of} ${mistake}`,
      row: (mutant, settled) => this.row(mutant, `${mutant.of}: ${mutant.mistake}`, settled),
    }, html`<h4>Nobody would notice…</h4>`);
    return list === nothing
      ? html`<p>${mistakes.all} mistakes in what changed would all be noticed.${more}</p>`
      : html`${list}<p>${mistakes.noticed} of ${mistakes.all} mistakes in what changed would be noticed.${more}</p>`;
  }

  private proof({ file, proof: { invariants, rankings } }: Found) {
    type Broken = (typeof invariants)[number];
    type Wrong = (typeof rankings)[number];
    const list = this.lists.show<Broken | Wrong>({
      name: `${file} proof`,
      items: [...invariants.filter(({ broken }) => broken > 0), ...rankings.filter(({ holds }) => !holds)],
      keyOf: ({ id }) => id,
      row: (one, settled) => ("broken" in one ? this.broken(one, settled)
        : plain(settled, html`<b>${visible(one.id)}</b>: ${visible(one.detail ?? "")}`)),
    }, html`<h4>Broken</h4>`);
    return list === nothing ? html`<p>${invariants.length + rankings.length} invariants and rankings hold.</p>` : list;
  }

  private broken({ id, why, smallest }: Found["proof"]["invariants"][number], settled: boolean) {
    return html`<li class=${settled ? "settled" : ""}><details>
      <summary><b>${visible(id)}</b>: ${visible(why)}</summary>
      ${smallest?.moved.map((line) => html`<p>${visible(line)}</p>`)}
      <p>when ${visible(smallest?.change ?? "")}; the smallest story that shows it:</p>
      <pre tabindex="0" aria-label="before">${visible(JSON.stringify(smallest?.before, null, 2))}</pre>
      <pre tabindex="0" aria-label="after">${visible(JSON.stringify(smallest?.after, null, 2))}</pre>
    </details></li>`;
  }

  private flips({ file, replay, changed = [], editsUntried }: Found) {
    if (!replay) return nothing;
    const { edits } = replay;
    const meant = this.lists.show<Edit>({
      name: `${file} edits`,
      items: edits,
      most,
      keyOf: ({ path, words }) => `${path} ${words}`,
      row: ({ path, words, decides }, settled) =>
        plain(settled, html`${visible(path)}: ${visible(words)}${decides ? "" : " (words only)"}`),
    });
    const words = new Map(edits.map((edit) => [edit.path, edit.words]));
    return html`${edits.length ? html`<details><summary>${edits.length} ${edits.length === 1 ? "edit" : "edits"} in meaning</summary>
        ${meant}</details>` : nothing}
      ${this.lists.show<Flip>({
        name: `${file} changed`,
        items: changed,
        most,
        keyOf: ({ story }) => story,
        row: (flip, settled) => plain(settled, this.flip(flip, words)),
      }, html`<h4>Stories that come out otherwise</h4>`)}
      ${editsUntried ? html`<p class="faint">${editsUntried} edits are too many to try alone.</p>` : nothing}`;
  }

  private flip({ story, from, to, differences }: Flip, words: Map<string, string>) {
    const decision = differences.find(({ aspect }) => aspect === "decision") ?? differences[0];
    const what = from === to
      ? differences.map(({ aspect, rule, to }) => (rule ? `${rule} ${to}` : `${aspect} ${to}`)).join(", ")
      : `${from} → ${to}`;
    return html`<b>${visible(story)}</b>: ${visible(what)}${decision?.edits.map((path) =>
      html`<br><span class="from">${visible(path)}: ${visible(words.get(path) ?? "")}</span>`)}`;
  }

  private row({ file, line }: Spot, text: string, settled: boolean) {
    const go = () => this.dispatchEvent(new CustomEvent("spot", { detail: { file, line } }));
    return html`<li class=${settled ? "settled" : ""}><button class="row" ?disabled=${settled} @click=${go}>${visible(text)}
      <span class="faint">${file ?? ""}${line ? `, line ${line}` : ""}</span></button></li>`;
  }
}
customElements.define("desk-verified", Verified);
