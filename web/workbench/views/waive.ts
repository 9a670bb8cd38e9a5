// "Not relevant here": an exception needs a reason, a name and an end, and is recorded in the story.
import { css, html, LitElement } from "lit";
import { difference, type Mark } from "stet";
import { isSeq, type YAMLSeq } from "yaml";
import { base, visible } from "../common.js";
import { desk } from "../desk.js";
import { keep, kept } from "../drafts.js";
import { withFrontMatter } from "../front-matter.js";

const dayMs = 86_400_000;
const day = (from: number) => new Date(from).toISOString().slice(0, 10);

export class Waive extends LitElement {
  static override properties = { mark: { state: true } };
  private declare mark: Mark | undefined;

  static override styles = [
    ...base,
    css`
      dialog {
        width: min(30rem, calc(100vw - 2rem));
        box-sizing: border-box;
        padding: 1.25rem;
        color: var(--ink);
        background: var(--paper);
        border: 1px solid var(--line);
        border-radius: 0.5rem;
      }
      dialog::backdrop {
        background: #0006;
      }
      label {
        margin-top: 0.6rem;
      }
      .buttons {
        display: flex;
        justify-content: end;
        gap: 0.5rem;
        margin-top: 1rem;
      }
    `,
  ];

  async open(mark: Mark): Promise<void> {
    this.mark = mark;
    await this.updateComplete;
    this.renderRoot.querySelector("dialog")!.showModal();
  }

  override render() {
    const close = () => this.renderRoot.querySelector("dialog")!.close();
    return html`<dialog aria-labelledby="title">
      <form method="dialog" @submit=${this.record}>
        <h2 id="title">Not relevant here</h2>
        <p>${visible(this.mark?.message ?? "")}</p>
        <label>Why<textarea name="reason" required autofocus @input=${notBlank}></textarea></label>
        <label>Who decides<input name="by" required @input=${notBlank} .value=${kept("name") ?? ""}></label>
        <label>Until<input name="until" type="date" required min=${day(Date.now())}
          .value=${day(Date.now() + 30 * dayMs)}></label>
        <div class="buttons">
          <button type="button" class="button" @click=${close}>Cancel</button>
          <button class="button main">Record the exception</button>
        </div>
      </form>
    </dialog>`;
  }

  private record(event: SubmitEvent): void {
    const data = new FormData(event.target as HTMLFormElement);
    const value = (name: string) => String(data.get(name)).trim();
    keep("name", value("by"));
    const waiver = {
      rule: this.mark!.rule, reason: value("reason"), by: value("by"), until: value("until"),
    };
    const text = withFrontMatter(desk.text, (document) => {
      if (!isSeq(document.get("waivers"))) document.set("waivers", document.createNode([]));
      (document.get("waivers") as YAMLSeq).add(document.createNode(waiver));
    });
    const [change] = difference(desk.text, text);
    if (change) desk.replace(change);
  }
}
/** Blanks are no reason, and nobody's name. */
function notBlank({ target }: Event): void {
  const field = target as HTMLInputElement;
  field.setCustomValidity(/^\s+$/.test(field.value) ? "Blanks alone say nothing" : "");
}

customElements.define("desk-waive", Waive);
