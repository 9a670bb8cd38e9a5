// An article that is being written, in an instance of the module: the engine keeps what it knows of
// each paragraph. A fresh instance, after a trap, is given the whole text.
import type { Change, CheckOptions, Detail } from "./api.js";
import { fromJson, toBytes, toJson } from "./bytes.js";
import type { Instance } from "./instance.js";
import { accepted, type LocalGate } from "./local.js";
import { applied, type SessionBackend, widened } from "./session.js";
import type { Verdict } from "./types.js";

export class LocalArticle implements SessionBackend {
  private instance: Instance | undefined;
  private session = 0;
  /** What the engine has. */
  private text = "";
  /** A place whose offset in bytes is known: that of the last edit, and the next is near it. */
  private known = { offset: 0, bytes: 0 };

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
    const options = toJson({ offsets: "utf-16", ...this.options, ...(detail && { detail }) });
    return this.gate.run(({ instance, handle }) => {
      if (instance !== this.instance) {
        this.text = text ?? changes.reduce(applied, this.text);
        const opened = fromJson<{ session: number }>(
          accepted(instance.open(handle, toBytes(this.text))),
        );
        this.session = opened.session;
        this.known = { offset: 0, bytes: 0 };
        this.instance = instance;
      } else {
        for (const change of changes) this.edit(instance, change);
      }
      return accepted(instance.checkSession(this.session, options));
    });
  }

  close(): void {
    this.instance?.close(this.session);
    this.instance = undefined;
  }

  private edit(instance: Instance, change: Change): void {
    const { from, to, insert } = widened(this.text, change);
    const size = (begin: number, end: number) => toBytes(this.text.slice(begin, end)).length;
    const { offset, bytes } = this.known;
    const begin = from < offset ? bytes - size(from, offset) : bytes + size(offset, from);
    accepted(instance.edit(this.session, begin, begin + size(from, to), toBytes(insert)));
    this.text = applied(this.text, change);
    this.known = { offset: from, bytes: begin };
  }
}
