// <stet-gate>: the verdict beside a text. Decision in words and shape, what is left to pass, the
// three dimensions, all findings.
//
//   <stet-gate for="story" rules="/rules/desk.json">   follows a textarea or contenteditable; with the
//                                                       attribute cache it starts fast the next time
//   panel.gate = gate; panel.report = report            fed by a program
//   events: stet-verdict (detail: report), stet-goto (detail: {from, to, rule}), stet-error;
//           with the attribute waivers also stet-waive (detail: mark)
//   parts: verdict, to-pass, dimensions, findings;  slots badge and dimensions:
//   the host's own; slot to-pass: more about how to pass, below the list
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Attachment } from "../attachment.js";
import { createGate } from "../browser.js";
import { visible } from "../card.js";
import type { Gate } from "../api.js";
import { Drawn } from "../frames.js";
import type { Report } from "../live.js";
import { type Mark, rangeOf, readable } from "../marks.js";
import { openGate } from "../rules.js";
import type { Diagnostic, Requirement, Verdict } from "../types.js";
import { panelStyle } from "./gate-style.js";
import { StableList } from "./stable.js";
import { shape, shapeStyle, standingOf, tell, theme } from "./theme.js";
import { define } from "./define.js";

/** A page loads what it takes to follow the kind of element that it has, and no other. */
const adapterFor = async (target: HTMLElement) =>
  target instanceof HTMLTextAreaElement
    ? (await import("../textarea.js")).attachTextarea
    : (await import("../contenteditable.js")).attachContentEditable;

/** Sets of changes that were tried, where there is more than the one measure beside the text. */
function waysOut({ ways = [] }: Requirement) {
  if (ways.flat().length < 2) return nothing;
  const words = ways.map((way) => way.map(({ term, value, target }) =>
    `${term.replaceAll("_", " ")} ${value} → ${readable(target)}`).join(" and "));
  return html`<br><span class="faint ways">${visible(words.join("; or "))}</span>`;
}

export class StetGate extends LitElement {
  static override properties = {
    for: {},
    rules: {},
    wasm: {},
    cache: { type: Boolean },
    waivers: { type: Boolean },
    gate: { attribute: false },
    report: { attribute: false },
    busy: { type: Boolean },
    failure: { attribute: false },
    spoken: { state: true },
  };
  declare for: string;
  declare rules: string;
  declare wasm: string | undefined;
  declare cache: boolean;
  declare waivers: boolean;
  declare gate: Gate | undefined;
  declare report: Report | undefined;
  declare busy: boolean;
  declare failure: Error | undefined;
  private declare spoken: string;

  static override styles = [theme, shapeStyle, panelStyle];

  private readonly requirements = new StableList<Requirement>(({ rule, text }) => `${rule} ${text}`);
  private readonly found = new StableList<Mark>(({ rule, message }) => `${rule} ${message}`);
  private readonly drawn = new Drawn(() => this.requestUpdate());
  private attachment: Attachment | undefined;
  private own: Gate | undefined;

  constructor() {
    super();
    this.for = this.rules = this.spoken = "";
    this.busy = this.cache = this.waivers = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.rules && !this.gate) void this.load();
    else if (this.gate) this.attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.attachment?.dispose();
    this.attachment = undefined;
    this.own?.dispose();
    if (this.gate === this.own) this.gate = undefined;
    this.own = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("gate") || changed.has("for")) this.attach();
    if (changed.has("report") && this.report) this.speak(this.report.verdict);
  }

  /** Speaks when the verdict changes, not at each finding. */
  private speak({ decision, title, badge }: Verdict): void {
    const before = this.getAttribute("decision");
    if (before === decision) return;
    this.setAttribute("decision", decision);
    this.spoken = `${title}. ${badge.text}.`;
  }

  private async load(): Promise<void> {
    try {
      const options = { cache: this.cache, ...(this.wasm && { wasm: this.wasm }) };
      const gate = await openGate(createGate, this.rules, options);
      if (this.isConnected) this.own = this.gate = gate;
      else gate.dispose();
    } catch (error) {
      this.fail(error as Error);
    }
  }

  private attach(): void {
    this.follow().catch((error: Error) => this.fail(error));
  }

  /** Follows what it is for; what that takes is loaded while the gate is made. */
  private async follow(): Promise<void> {
    const root = this.getRootNode() as Document | ShadowRoot;
    const target = this.for ? root.getElementById(this.for) : null;
    const { gate } = this;
    const attachTo = target && (await adapterFor(target));
    if (!attachTo || !gate) return;
    // Meanwhile it may have gone, or been given another gate or target.
    if (!this.isConnected || gate !== this.gate || target.id !== this.for) return;
    this.attachment?.dispose();
    const options = {
      now: new Date().toISOString(),
      onReport: (report: Report) => {
        this.failure = undefined;
        this.report = report;
        tell(this, "stet-verdict", report);
      },
      onBusy: (busy: boolean) => (this.busy = busy),
      onFailure: (error: Error) => this.fail(error),
    };
    this.attachment = attachTo(target as HTMLTextAreaElement, gate, options);
  }

  private fail(error: Error): void {
    this.failure = error;
    tell(this, "stet-error", error);
  }

  private goTo(place: { from: number; to: number; rule: string }): void {
    tell(this, "stet-goto", place);
    this.attachment?.reveal(place.from, place.to);
  }

  override render() {
    return html`<p class="spoken" role="status">${this.spoken}</p>
      ${this.failure ? this.failed(this.failure) : nothing}
      ${this.report ? this.panel(this.report) : this.failure ? nothing : this.waiting()}`;
  }

  private waiting() {
    return html`<p class="faint">${this.busy ? "Checking…" : "Nothing checked yet."}</p>`;
  }

  private failed(error: Error) {
    return html`<div class="failure" part="failure">
      <strong>Not checked.</strong> The text is not concerned: it can be saved as always.
      <p>${visible(error.message)}</p>
    </div>`;
  }

  private panel(report: Report) {
    const { verdict } = report;
    const standing = standingOf(verdict, this.gate?.about);
    return html`
      <div class="head ${standing}" part="verdict">
        ${shape(standing)}
        <div>
          <div class="title">${visible(verdict.title)}</div>
          <slot name="badge"><span class="faint">${visible(verdict.badge.text)}</span></slot>
          ${this.busy ? html`<span class="faint">checking…</span>` : nothing}
        </div>
        ${verdict.to_pass.length ? html`<div class="left">${verdict.to_pass.length} left</div>` : nothing}
      </div>
      ${this.toPass(report)}
      <slot name="to-pass"></slot>
      <slot name="dimensions">${this.dimensions(verdict)}</slot>
      ${this.findings(report)}
      <slot></slot>
    `;
  }

  /** Keeps the order of a list while the pointer is over it, and no longer. */
  private hold(list: { held: boolean }) {
    return ({ type }: Event) => {
      list.held = type === "pointerenter";
      this.requestUpdate();
    };
  }

  private toPass(report: Report) {
    const rows = this.requirements.arrange(report.verdict.to_pass);
    if (rows.length === 0) return nothing;
    return html`<section part="to-pass">
      <h2>To pass</h2>
      <ol @pointerenter=${this.hold(this.requirements)} @pointerleave=${this.hold(this.requirements)}>
        ${rows.map(({ item, settled }) => this.requirement(item, settled, report))}
      </ol>
    </section>`;
  }

  private requirement(item: Requirement, settled: boolean, { text }: Report) {
    const { value, target, count, rule } = item;
    const measure = value !== undefined && target !== undefined
      ? html`<span class="measure">${visible(value)} → ${readable(target)}</span>`
      : nothing;
    const times = count > 1 ? html` <span class="faint">(${count} places)</span>` : nothing;
    return html`<li class=${settled ? "settled" : ""}>
      <button class="row" ?disabled=${settled}
        @click=${() => this.goTo({ ...rangeOf(item.place, text), rule })}>
        <span>${visible(item.text)}${times}${waysOut(item)}</span>${measure}
        ${settled ? html`<span class="faint">done</span>` : nothing}
      </button>
    </li>`;
  }

  private dimensions({ scores: { sentiment, impact, confidence } }: Verdict) {
    const rows = [
      ["Sentiment", (sentiment.value + 1) / 2, `${sentiment.label} ${sentiment.value.toFixed(2)}`],
      ["Impact", (impact.value - 1) / 9, `${impact.value.toFixed(1)} of 10`],
      ["Confidence", confidence.value, confidence.value.toFixed(2)],
    ] as const;
    return html`<section part="dimensions">
      <h2>Dimensions</h2>
      <dl>
        ${rows.map(([name, share, words]) => html`<dt>${name}</dt>
          <dd>
            <svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="6" rx="3"></rect>
              <rect class="value" width=${Math.max(2, share * 100)} height="6" rx="3"></rect>
            </svg>
            <span>${words}</span>
          </dd>`)}
      </dl>
    </section>`;
  }

  private findings({ marks }: Report) {
    const rows = this.found.arrange(marks);
    if (rows.length === 0) return nothing;
    const drawn = rows.slice(0, this.drawn.of(rows.length));
    return html`<section part="findings">
      <h2>Findings <span class="faint">${marks.length}</span></h2>
      <ul @pointerenter=${this.hold(this.found)} @pointerleave=${this.hold(this.found)}>
        ${drawn.map(({ item, settled }) =>
          guard([item, settled, this.gate, this.waivers], () => this.finding(item, settled)))}
      </ul>
    </section>`;
  }

  private waivable({ rule, level }: Mark): boolean {
    if (!this.waivers || level === "note") return false;
    return this.gate?.about.rules.some(({ id, waivable }) => id === rule && waivable) ?? false;
  }

  private finding(mark: Mark, settled: boolean) {
    const unknown = (mark.diagnostic as Diagnostic).outcome === "unknown";
    return html`<li class=${settled ? "settled" : ""}>
      <button class="row ${mark.level}" ?disabled=${settled} @click=${() => this.goTo(mark)}>
        <span><span class="sign" aria-hidden="true"></span>${visible(mark.message)}
          ${unknown ? html`<span class="faint">could not be evaluated</span>` : nothing}</span>
      </button>
      ${!settled && this.waivable(mark)
        ? html`<button class="waive" @click=${() => tell(this, "stet-waive", mark)}>Not relevant here…</button>`
        : nothing}
    </li>`;
  }
}

define("stet-gate", StetGate);
