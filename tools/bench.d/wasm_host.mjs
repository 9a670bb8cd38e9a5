// The smallest host of stet.wasm, and of stet_upkeep.wasm, for Node.js: docs/abi.md in code, nothing kept, nothing checked
// twice. Benchmarks measure the module through it; programs use the package in web/.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Module {
  constructor(instance) {
    this.exports = instance.exports;
    this.exports._initialize();
  }

  static async instantiate(module) {
    const imports = {
      env: { emscripten_notify_memory_growth() {} },
      wasi_snapshot_preview1: { proc_exit(code) { throw new Error(`the module stopped with ${code}`); } },
    };
    return new Module(await WebAssembly.instantiate(module, imports));
  }

  /** Bytes in a buffer of the module; the caller releases it. */
  put(bytes) {
    const at = this.exports.stet_buffer(bytes.length);
    if (at === 0) throw new Error('the module has no memory left');
    new Uint8Array(this.exports.memory.buffer, at, bytes.length).set(bytes);
    return at;
  }

  /** The JSON text of a result, which is released. */
  take(result) {
    if (result === 0) throw new Error('the module has no memory left');
    const [size, status] = new Uint32Array(this.exports.memory.buffer, result, 2);
    const text = decoder.decode(new Uint8Array(this.exports.memory.buffer, result + 8, size));
    this.exports.stet_release(result);
    if (status !== 0) throw new Error(text);
    return text;
  }

  compile(entry, files) {
    const request = encoder.encode(JSON.stringify({ entry, files }));
    const at = this.put(request);
    const answer = JSON.parse(this.take(this.exports.stet_compile(at, request.length)));
    this.exports.stet_release(at);
    return answer.methodology;
  }

  /** What stet_upkeep.wasm says of a rules file that was saved, as JSON text. */
  verify(request) {
    return this.answer("stet_verify", request);
  }

  /** What it says of a story that may not run: its verdict with the ways to pass, as JSON text. */
  ways(request) {
    return this.answer("stet_ways", request);
  }

  answer(call, request) {
    const bytes = encoder.encode(JSON.stringify(request));
    const at = this.put(bytes);
    const text = this.take(this.exports[call](at, bytes.length));
    this.exports.stet_release(at);
    return text;
  }

  /** Article bytes in, verdict as JSON text out. */
  check(handle, article, options) {
    const story = this.put(article);
    const how = this.put(options);
    const text = this.take(this.exports.stet_check(handle, story, article.length, how, options.length));
    this.exports.stet_release(story);
    this.exports.stet_release(how);
    return text;
  }
}

export const checkOptions = (options) => encoder.encode(JSON.stringify(options));
