// Sources as cards, grouped by independence with the reason on every tie; claims beside the
// passages of the sources that they cite. What is changed here is changed in the story.
import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Merge, SourceFinding, Support } from "stet";
import { difference } from "stet";
import { isMap, isSeq } from "yaml";
import { base, link, visible } from "../common.js";
import { desk, Follow, type Source } from "../desk.js";
import { withFrontMatter } from "../front-matter.js";
import { type Group, Groups, type Placed } from "../groups.js";

const reasons: Record<string, string> = {
  publisher: "same publisher", owner: "same owner", canonical_url: "same address", domain: "same domain",
  agency: "same agency", derivation: "one rests on the other", attribution: "one has it from the other",
  upstream: "one document or unnamed person behind both", reuse: "shared text",
};

const states: Record<string, [string, string]> = {
  supported: ["✓", "Supported"], contradicted: ["✕", "Contradicted"],
  unsupported: ["○", "No source supports it"], unverifiable: ["?", "Nothing to check it against"],
};

/** What the text of a source says of a claim. */
const stances: Record<SourceFinding["stance"], string> = {
  supports: "says so", contradicts: "says another value", hedged: "says it with a hedge",
  second_hand: "has it from another outlet", silent: "does not say so",
};

const inputs: [keyof Source, string][] = [
  ["id", "Id"], ["publisher", "Publisher"], ["owner", "Owner"], ["url", "Address"], ["datePublished", "Published"],
];

/** What a group is worth, or what became of it while somebody was at its cards. */
function standing({ number, one, parts, cluster: { sources, kind, qualifies, weight } }: Group): string {
  if (parts > 1) return `no longer one: ${parts} groups`;
  if (one !== number) return `one with group ${one}`;
  return [
    `${sources.length > 1 ? `${sources.length} sources that are one, ` : ""}${qualifies ? "counts once" : "does not count"}`,
    ...(kind ? [visible(kind)] : []), `worth ${weight}`,
  ].join(" · ");
}

export class Sources extends LitElement {
  static override styles = [
    ...base,
    css`
      .sum {
        margin-bottom: 0.75rem;
      }
      .adding {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .claims {
        margin-top: 2rem;
      }
      .group {
        margin-bottom: 1rem;
        padding: 0.75rem;
        border: 1px solid var(--line);
        border-radius: 0.5rem;
      }
      .group.out {
        border-style: dashed;
      }
      .group > header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.75rem;
        margin-bottom: 0.6rem;
      }
      .group > header b {
        font-family: var(--stet-serif);
      }
      .tie {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        margin: 0.4rem 0 0.4rem 1rem;
        font-size: 0.875rem;
        color: var(--faint);
      }
      .tie::before {
        content: "";
        width: 0;
        height: 1.6rem;
        border-left: 3px double var(--faint);
      }
      .card header {
        display: flex;
        justify-content: space-between;
        gap: 0.5rem;
        margin-bottom: 0.4rem;
        font-weight: 600;
      }
      .card header button {
        min-height: 28px;
        color: var(--faint);
        font-weight: 400;
        text-decoration: underline;
      }
      .claim {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 1rem;
        margin-bottom: 0.75rem;
      }
      .state {
        font-size: 0.875rem;
      }
      .state.contradicted,
      .state.unsupported {
        color: var(--block);
      }
      .state.supported {
        color: var(--pass);
      }
      blockquote {
        margin: 0 0 0.5rem;
        padding-left: 0.75rem;
        border-left: 3px solid var(--line);
        font: 0.9375rem/1.5 var(--stet-serif);
        overflow-wrap: anywhere;
      }
      p {
        margin: 0.2rem 0;
        overflow-wrap: anywhere;
      }
      @media (max-width: 48rem) {
        .claim {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  private readonly groups = new Groups();

  constructor() {
    super();
    new Follow(this);
  }

  /** Cards stay where they are while somebody is at them: their group is told, and taken on later. */
  private get held(): boolean {
    return this.renderRoot.querySelector(".groups")?.matches(":hover, :focus-within") ?? false;
  }

  private readonly left = ({ currentTarget, relatedTarget }: FocusEvent | PointerEvent) => {
    if (!(currentTarget as Node).contains(relatedTarget as Node | null)) this.requestUpdate();
  };

  override render() {
    const verdict = desk.report?.verdict;
    if (!verdict) return html`<h2>Sources</h2><p class="faint">Nothing checked yet.</p>`;
    const { count } = verdict.badge;
    const groups = this.groups.arrange(verdict.clusters, this.held);
    return html`
      <h2>Sources</h2>
      <p class="sum">${visible(verdict.badge.text)}. <span class="faint">N = ${count}: groups that are independent of
        each other and of a kind that counts.</span></p>
      <div class="groups" @pointerleave=${this.left} @focusout=${this.left}>
        ${repeat(groups, ({ sources }) => sources[0]!.key, (group) => this.group(group))}
      </div>
      <div class="adding">
        ${this.unlisted().map((id) => html`<button class="button main" @click=${() => this.add(id)}>Add
          “${visible(id, 40)}”, which the text cites</button>`)}
        <button class="button" @click=${() => this.add()}>Add a source</button>
      </div>
      ${verdict.shared_quotations.map(({ evidence: [one, other] }) => html`<p class="faint shared">${visible(one!.source)}
        and ${visible(other!.source)} quote the same words, which makes them no less independent: ${visible(one!.text, 200)}</p>`)}
      <h2 class="claims">Claims and what supports them</h2>
      ${verdict.support.length
        ? verdict.support.map((support, i) => this.claim(support, i))
        : html`<p class="faint">The story lists no claims: a section “Key facts” does.</p>`}
    `;
  }

  /** Ids that the text cites and the list lacks. */
  private unlisted(): string[] {
    const { claims = [], articleBody = [], sources = [] } = desk.story ?? {};
    const cited = [...claims, ...articleBody].flatMap((one) => one.sources ?? []);
    const listed = new Set(sources.map(({ id }) => id));
    return [...new Set(cited)].filter((id) => !listed.has(id));
  }

  private find(id: string, nth = 0): { source: Source; index: number } | undefined {
    const all = desk.story?.sources ?? [];
    const index = all.findIndex((source, i) => (source.id === id || `#${i + 1}` === id) && nth-- === 0);
    return index < 0 ? undefined : { source: all[index]!, index };
  }

  private group(group: Group) {
    const { number, sources, cluster } = group;
    return html`<section class="group ${cluster.qualifies ? "" : "out"}" aria-label="Group ${number}">
      <header><b>Group ${number}</b> <span class="faint">${standing(group)}</span></header>
      ${repeat(sources, ({ key }) => key, (source) => this.placed(source))}
    </section>`;
  }

  private placed({ id, nth, ties }: Placed) {
    return html`<div>${ties.map((tie) => this.tie(tie, id))}${this.card(id, nth)}</div>`;
  }

  /** Why a source is one with another before it. */
  private tie({ first, second, reason, value }: Merge, id: string) {
    return html`<div class="tie">
      <span>${visible(first === id ? second : first)}: ${reasons[reason] ?? visible(reason)}${
        value ? html`, <q>${visible(value, 120)}</q>` : nothing}</span></div>`;
  }

  private card(id: string, nth: number) {
    const found = this.find(id, nth);
    if (!found) return html`<div class="card">${visible(id)}</div>`;
    const { source, index } = found;
    const set = (key: keyof Source) => (event: Event) => {
      const { value } = event.target as HTMLInputElement;
      if (key === "id") this.groups.rename(id, nth, value || `#${index + 1}`);
      this.change(index, source, key, value);
    };
    return html`<article class="card">
      <header><span>${visible(source.id ?? `#${index + 1}`)}</span>
        <button @click=${() => this.take(index)} aria-label="Remove ${source.id ?? index + 1}">Remove</button>
      </header>
      <div class="fields">
        <label>Kind<select @change=${set("kind")}>
          ${[...new Set(["", source.kind ?? "", ...(desk.gate?.about.source_kinds ?? [])])].map((kind) =>
            html`<option value=${kind} ?selected=${kind === (source.kind ?? "")}>${kind || "none"}</option>`)}
        </select></label>
        ${inputs.map(([key, label]) =>
          html`<label>${label}<input .value=${source[key] ?? ""} @change=${set(key)}></label>`)}
        <label class="wide">Text relied on<textarea .value=${source.text ?? ""} @change=${set("text")}
          placeholder="Paste what the source says: shared text makes sources one, claims are checked against it"
        ></textarea></label>
      </div>
      ${source.url ? html`<p class="faint">${link(source.url)}</p>` : nothing}
    </article>`;
  }

  private claim(support: Support, index: number) {
    const claims = desk.story?.claims ?? [];
    const claim = claims.find(({ id }) => id === support.claim) ?? claims[index];
    const [sign, words] = states[support.state] ?? ["", support.state];
    const cited = (claim?.sources ?? []).flatMap((id) => this.find(id) ?? []);
    return html`<article class="card claim">
      <div>
        <p>${visible(claim?.text ?? support.claim ?? "")}</p>
        <p class="state ${support.state}"><span aria-hidden="true">${sign}</span> ${words}
          <span class="faint">by ${support.count} independent ${support.count === 1 ? "group" : "groups"}</span></p>
        ${support.unknown_sources.length
          ? html`<p class="state unsupported">cites what is not listed: ${visible(support.unknown_sources.join(", "))}</p>`
          : nothing}
      </div>
      <div>
        ${cited.map(({ source }) => this.passage(source, support.findings.find((one) => one.source === source.id)))}
        ${cited.length ? nothing : html`<p class="faint">It cites no source.</p>`}
      </div>
    </article>`;
  }

  /** What a source says of a claim, in its own words where it has any. */
  private passage(source: Source, found?: SourceFinding) {
    const name = visible(source.publisher ?? source.id ?? "");
    if (!found) return html`<blockquote class="faint">no text of it here<footer>${name}</footer></blockquote>`;
    return html`<blockquote>${found.text ? visible(found.text) : nothing}
      <footer class="faint">${name} ${stances[found.stance]}</footer></blockquote>`;
  }

  /** Changes the story's list of sources; a source of a footnote alone gets an entry there. */
  private edit(change: (list: import("yaml").YAMLSeq) => void): void {
    const text = withFrontMatter(desk.text, (document) => {
      if (!isSeq(document.get("sources"))) document.set("sources", document.createNode([]));
      const list = document.get("sources") as import("yaml").YAMLSeq;
      list.flow = false;
      change(list);
    });
    const [edit] = difference(desk.text, text);
    if (edit) desk.replace(edit);
  }

  private change(index: number, source: Source, key: keyof Source, value: string): void {
    this.edit((list) => {
      if (!isMap(list.items[index])) list.add({ ...(source.id && { id: source.id }) });
      const entry = list.items[Math.min(index, list.items.length - 1)];
      if (!isMap(entry)) return;
      if (value === "") entry.delete(key);
      else entry.set(key, value);
    });
  }

  private take(index: number): void {
    this.edit((list) => list.items.splice(index, 1));
  }

  private add(id?: string): void {
    const used = new Set(desk.story?.sources?.map(({ id }) => id));
    let number = used.size + 1;
    while (used.has(`source-${number}`)) number++;
    this.edit((list) => list.add({ id: id ?? `source-${number}` }));
  }
}
customElements.define("desk-sources", Sources);
