// The stories that both versions of the rules judge, beside the open one: files, folders or JSON
// lines, chosen or dropped.
import { css, html, LitElement, nothing } from "lit";
import { chosen, dropped, gather, type Given } from "../archive.js";
import { base, visible } from "../common.js";
import { desk, Follow, mostStories } from "../desk.js";

export class Archive extends LitElement {
  static override properties = { over: { state: true }, said: { state: true }, reading: { state: true } };
  private declare over: boolean;
  private declare said: string;
  private declare reading: boolean;

  static override styles = [
    ...base,
    css`
      section {
        margin-top: 1rem;
        padding: 0.6rem 0.8rem 0.8rem;
        border: 1px dashed var(--faint);
        border-radius: 0.4rem;
      }
      section.over {
        border: 2px solid var(--note);
        padding: calc(0.6rem - 1px) calc(0.8rem - 1px) calc(0.8rem - 1px);
        background: color-mix(in srgb, var(--note) 9%, transparent);
      }
      h3 {
        margin: 0;
      }
      p {
        margin: 0.25rem 0 0.5rem;
        overflow-wrap: anywhere;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      input {
        display: none;
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this);
    this.over = this.reading = false;
    this.said = "";
  }

  override render() {
    const { length } = desk.archive;
    return html`<section aria-label="Stories to judge" class=${this.over ? "over" : ""}
        @dragover=${this.drag} @dragleave=${() => (this.over = false)} @drop=${this.drop}>
      <h3>Stories to judge</h3>
      <p role="status">Judged by both versions: ${length === 0 ? "the open story" : `the open story and ${length} more`}.
        ${this.reading ? "Reading…" : visible(this.said)}</p>
      <div class="buttons">
        ${this.picker("files", "Add stories…", html`<input type="file" id="files" multiple
          accept=".md,.markdown,.json,.jsonl,.ndjson" @change=${this.pick}>`)}
        ${this.picker("folder", "Add a folder…", html`<input type="file" id="folder" webkitdirectory @change=${this.pick}>`)}
        ${length ? html`<button class="button" @click=${this.clear}>Only the open one</button>` : nothing}
      </div>
      <p class="faint">Or drop them here: story Markdown, JSON, or JSON lines with a story in each. They stay on this device.</p>
    </section>`;
  }

  private picker(id: string, words: string, field: unknown) {
    const open = () => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!.click();
    return html`<button class="button" @click=${open}>${words}</button>${field}`;
  }

  private pick(event: Event): void {
    const field = event.target as HTMLInputElement;
    void this.add(Promise.resolve(chosen(field.files)));
    field.value = "";
  }

  private drag(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.over = true;
  }

  private drop(event: DragEvent): void {
    if (!event.dataTransfer) return;
    event.preventDefault();
    this.over = false;
    void this.add(dropped(event.dataTransfer));
  }

  private clear(): void {
    this.said = "";
    desk.setArchive([]);
  }

  private async add(files: Promise<Given[]>): Promise<void> {
    this.reading = true;
    try {
      const room = mostStories - 1 - desk.archive.length;
      const { stories, passedOver, cut } = await gather(await files, room);
      const [first, ...more] = passedOver;
      this.said = [
        cut ? `There are more than the ${mostStories} that are judged: the first were taken.` : "",
        first ? `Passed over, as no stories: ${first}${more.length ? ` and ${more.length} more` : ""}.` : "",
      ].filter(Boolean).join(" ");
      desk.setArchive([...desk.archive, ...stories]);
    } catch (error) {
      this.said = `Could not be read: ${(error as Error).message}`;
    }
    this.reading = false;
  }
}
customElements.define("desk-archive", Archive);
