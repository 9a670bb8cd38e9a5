// An article that is being written, in an instance of the module: the engine keeps what it knows of
// each paragraph. A fresh instance, after a trap, is given the whole text.
import type { Change, CheckOptions, Detail } from "./api.js";
import { fromJson, toBytes, toJson } from "./bytes.js";
import type { Instance } from "./instance.js";
import { accepted, type LocalGate } from "./local.js";
import type { SessionBackend } from "./session.js";
import { bytesBefore, EditedText, widened } from "./text.js";
import type { Verdict } from "./types.js";

export class LocalArticle implements SessionBackend {
  private instance: Instance | undefined;
  private session = 0;
  /** What the engine has. */
  private text = EditedText.of("");

  constructor(
    private readonly gate: LocalGate,
    private readonly options: CheckOptions,
  ) {}

  async check(changes: readonly Change[], text: string, detail?: Detail): Promise<Verdict> {
    return fromJson(await this.checkBytes(changes, text, detail));
  }

  /** `text` is wanted only where the article has to be opened; without it the changes say all. */
  checkBytes(
    changes: readonly Change[],
    text: string | undefined,
    detail?: Detail,
  ): Promise<Uint8Array> {
    const wanted = { offsets: "utf-16", ...this.options, ...(detail && { detail }) } as const;
    const options = toJson(wanted);
    return this.gate.run(({ instance, handle }) => {
      if (instance !== this.instance) {
        if (text !== undefined) this.text = EditedText.of(text);
        else for (const change of changes) this.text = this.text.replaced(change);
        const opened = fromJson<{ session: number }>(
          accepted(instance.open(handle, toBytes(this.text.toString()))),
        );
        this.session = opened.session;
        this.instance = instance;
      } else {
        for (const change of changes) this.edit(instance, change);
      }
      return accepted(instance.checkSession(this.session, options));
    }, () => ({ article: this.text.toString(), options: wanted }));
  }

  close(): void {
    this.instance?.close(this.session);
    this.instance = undefined;
  }

  private edit(instance: Instance, change: Change): void {
    const { from, to, insert } = widened(this.text, change);
    const [begin, end] = [bytesBefore(this.text, from), bytesBefore(this.text, to)];
    accepted(instance.edit(this.session, begin, end, toBytes(insert)));
    this.text = this.text.replaced(change);
  }
}
