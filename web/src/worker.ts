// The worker: one gate behind messages. It is bundled into one file without imports, because
// import maps do not reach workers, and compiles the module itself, because a worker's file has a
// content security policy of its own.
import { LocalArticle } from "./article.js";
import { errorData, GateError } from "./errors.js";
import { Kept } from "./cache.js";
import { loadLater, loadModule } from "./load.js";
import { createLocalGate, type LocalGate } from "./local.js";
import type { Load, Request, Response, Results } from "./protocol.js";
import { loadSnapshot } from "./snapshot.js";

let module: Promise<WebAssembly.Module> | undefined;
let gate: LocalGate | undefined;
const articles = new Map<number, LocalArticle>();

function opened(): LocalGate {
  if (!gate) throw new GateError("expected a methodology first");
  return gate;
}

/** What loads, loads at the same time: module and snapshot. */
async function create(request: Request & { kind: "create" }): Promise<Results["create"]> {
  const { request: asked, snapshot: given, cache, tests } = request;
  const kept = cache && given === undefined && asked && !tests ? new Kept(asked) : undefined;
  const loaded = given === undefined ? given : loadSnapshot(given, asked !== undefined);
  loaded?.catch(() => {}); // told when its turn comes
  const modules = { module: await module!, full: loadLater(request.full) };
  const snapshot = await (loaded ?? kept?.found);
  gate = await createLocalGate(modules, { request: asked, snapshot }, tests);
  if (!gate.restored) kept?.keep(gate);
  return { about: gate.about, restored: gate.restored, module: gate.module };
}

async function answer(request: Request): Promise<unknown> {
  switch (request.kind) {
    case "create": return create(request);
    case "snapshot": return opened().snapshot();
    case "check":
      return opened().checkBytes(request.article, request.options);
    case "evaluate":
      return opened().evaluate(request.expression, request.options);
    case "open": {
      const article = new LocalArticle(opened(), request.options);
      articles.set(request.session, article);
      return article.checkBytes([], request.text, request.detail);
    }
    case "edit": {
      const article = articles.get(request.session);
      if (!article) throw new GateError("expected an open article");
      return article.checkBytes(request.changes, undefined, request.detail);
    }
    case "close":
      articles.get(request.session)?.close();
      articles.delete(request.session);
      return undefined;
  }
}

// In the order of arrival: an edit must not overtake the one before it.
let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<Load | Request>) => {
  if (data.kind === "load") {
    module = loadModule(data.wasm);
    module.catch(() => {}); // told to the gate that needs it
    return;
  }
  last = last.then(async () => {
    const { number } = data;
    try {
      const result = await answer(data);
      const transfer = result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : [];
      const response: Response = { number, result, memoryBytes: gate?.memoryBytes ?? 0 };
      self.postMessage(response, { transfer });
    } catch (error) {
      const response: Response = { number, error: errorData(error) };
      self.postMessage(response);
    }
  });
};
