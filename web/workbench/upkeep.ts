// The module for maintainers in a worker of its own, which starts when it is first asked.
import type { Asked, Told } from "./upkeep-worker.js";

export class Upkeep {
  private worker: Worker | undefined;
  private asked = 0;
  private readonly waiting = new Map<number, (told: Told) => void>();

  constructor(private readonly call: Asked["call"]) {}

  /** The answer, JSON as text; what is wrong with the files is an answer too. */
  async ask(request: object): Promise<string> {
    const worker = (this.worker ??= this.start());
    const number = ++this.asked;
    const module = new URL("stet_upkeep.wasm", document.baseURI).href;
    const told = await new Promise<Told>((resolve) => {
      this.waiting.set(number, resolve);
      worker.postMessage({ number, module, call: this.call, request } satisfies Asked);
    });
    if ("error" in told) throw new Error(told.error);
    return told.text;
  }

  private start(): Worker {
    const worker = new Worker(new URL("./upkeep-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      this.waiting.get(data.number)?.(data);
      this.waiting.delete(data.number);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.worker = undefined;
      worker.terminate();
      const error = event.message || "the worker did not start";
      for (const [number, resolve] of this.waiting) resolve({ number, error });
      this.waiting.clear();
    };
    return worker;
  }
}
