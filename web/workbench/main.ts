// The workbench: a bar, the view that is open, the verdict beside it.
import { css, html, LitElement, nothing } from "lit";
import type { Mark } from "stet";
import "stet/elements";
import { base, visible } from "./common.js";
import { desk, Follow } from "./desk.js";
import { keep, kept } from "./drafts.js";
import { openFile, saveFile } from "./files.js";
import "./gauges.js";
import "./views/page.js";
import "./views/rules.js";
import "./views/sources.js";
import "./views/trends.js";
import "./views/waive.js";
import type { Waive } from "./views/waive.js";
import "./views/ways.js";
import "./views/write.js";
import type { Write } from "./views/write.js";
import { workbenchStyle } from "./workbench-style.js";

const views = { write: "Write", sources: "Sources", page: "Page", trends: "Trends", rules: "Rules" } as const;
type View = keyof typeof views;
const themes = { auto: "As the system", light: "Light", dark: "Dark" } as const;

export class Workbench extends LitElement {
  static override properties = { view: { state: true }, theme: { state: true } };
  private declare view: View;
  private declare theme: keyof typeof themes;

  static override styles = [...base, workbenchStyle, css``];

  constructor() {
    super();
    new Follow(this);
    this.theme = (kept("theme") as keyof typeof themes | undefined) ?? "auto";
    this.view = viewOf(location.hash);
    addEventListener("hashchange", () => (this.view = viewOf(location.hash)));
    void desk.open();
  }

  override willUpdate(): void {
    const root = document.documentElement;
    if (this.theme === "auto") delete root.dataset["theme"];
    else root.dataset["theme"] = this.theme;
  }

  override render() {
    return html`
      <header>
        <button class="skip" @click=${this.skip}>To the text</button>
        <span class="name"><span aria-hidden="true" class="mark"></span>stet</span>
        <nav aria-label="Views">
          ${Object.entries(views).map(([id, title]) =>
            html`<a href="#${id}" aria-current=${this.view === id ? "page" : "false"}>${title}</a>`)}
        </nav>
        ${this.menu()}
      </header>
      <div class="desk">
        <main tabindex="-1">
          <h1 class="spoken">stet workbench: ${views[this.view]}</h1>
          <desk-write ?hidden=${this.view !== "write"}></desk-write>
          ${this.view === "sources" ? html`<desk-sources></desk-sources>` : nothing}
          ${this.view === "page" ? html`<desk-page></desk-page>` : nothing}
          ${this.view === "trends" ? html`<desk-trends></desk-trends>` : nothing}
          ${this.view === "rules" ? html`<desk-rules></desk-rules>` : nothing}
        </main>
        <aside aria-label="Verdict">${this.verdict()}</aside>
      </div>
      <desk-waive></desk-waive>`;
  }

  private menu() {
    const pick = (event: Event) => {
      const select = event.target as HTMLSelectElement;
      void this.openExample(select.value);
      select.value = "";
    };
    return html`<div class="menu">
      <select aria-label="Open an example story" @change=${pick}>
        <option value="">Examples…</option>
        ${desk.examples.map((name) => html`<option value=${name}>${name.replace(/^examples\/|\.md$/g, "")}</option>`)}
      </select>
      <button class="button" @click=${() => this.replaceStory("")}>New</button>
      <button class="button" @click=${this.open}>Open…</button>
      <button class="button" @click=${this.save}>Save…</button>
      <select aria-label="Colours" @change=${this.paint}>
        ${Object.entries(themes).map(([id, title]) =>
          html`<option value=${id} ?selected=${id === this.theme}>${title}</option>`)}
      </select>
    </div>`;
  }

  private verdict() {
    const verdict = desk.report?.verdict;
    return html`
      <stet-gate waivers .gate=${desk.gate} .report=${desk.latest} .busy=${desk.busy} .failure=${desk.failure}
        @stet-goto=${this.goTo} @stet-waive=${this.waive}>
        <stet-badge slot="badge" .verdict=${desk.latest?.verdict}></stet-badge>
        <desk-ways slot="to-pass"></desk-ways>
        <desk-gauges slot="dimensions" .report=${desk.report}></desk-gauges>
        ${this.waivers()}
      </stet-gate>
      ${desk.failure ? html`<button class="button" @click=${() => desk.retry()}>Try again</button>` : nothing}
      ${verdict ? html`<p class="foot faint">
        <button class="button" @click=${this.exportVerdict}>Export the verdict</button>
        ${verdict.checked.words} words, ${verdict.checked.rules} rules of ${verdict.methodology.id} ${verdict.methodology.version}
      </p>` : nothing}`;
  }

  private waivers() {
    const list = desk.report?.verdict.waivers.filter(({ standing }) => !standing) ?? [];
    if (list.length === 0) return nothing;
    return html`<h2 class="small">Exceptions</h2><ul class="waivers">${list.map(({ rule, state, reason, by, until, detail }) =>
      html`<li><b>${visible(rule)}</b> ${state}: ${visible(reason)} <span class="faint">${visible(by)}${
        until ? `, until ${until}` : ""}${detail ? ` (${visible(detail)})` : ""}</span></li>`)}</ul>`;
  }

  private get write(): Write {
    return this.renderRoot.querySelector("desk-write")!;
  }

  private async goTo({ detail }: CustomEvent<{ from: number; to: number }>): Promise<void> {
    location.hash = "write";
    this.view = "write";
    await this.updateComplete;
    this.write.reveal(detail.from, detail.to);
  }

  private waive({ detail }: CustomEvent<Mark>): void {
    void this.renderRoot.querySelector<Waive>("desk-waive")!.open(detail);
  }

  private skip(): void {
    this.renderRoot.querySelector("main")!.focus();
  }

  private paint(event: Event): void {
    this.theme = (event.target as HTMLSelectElement).value as keyof typeof themes;
    keep("theme", this.theme);
  }

  private replaceStory(text: string): void {
    desk.replace({ from: 0, to: desk.text.length, insert: text });
  }

  private async openExample(name: string): Promise<void> {
    if (name) this.replaceStory(await (await fetch(`rules/${name}`)).text());
  }

  private async open(): Promise<void> {
    const file = await openFile(".md,.json,.txt");
    if (file) this.replaceStory(file.text);
  }

  private save(): void {
    void saveFile(`${desk.story?.id ?? "story"}.md`, desk.text, "text/markdown");
  }

  private async exportVerdict(): Promise<void> {
    const { gate, report } = desk;
    if (!gate || !report) return;
    const bytes = await gate.checkBytes(report.text, { format: "markdown", now: new Date().toISOString() });
    await saveFile(`${report.verdict.id ?? "story"}.verdict.json`, new Blob([bytes as BlobPart]), "application/json");
  }
}

const viewOf = (hash: string): View => {
  const name = hash.slice(1);
  return name in views ? (name as View) : "write";
};

customElements.define("stet-workbench", Workbench);
if ("serviceWorker" in navigator && import.meta.env.PROD) {
  void navigator.serviceWorker.register("./sw.js").catch(() => {});
}
