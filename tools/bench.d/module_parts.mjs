// What a part of the engine adds to the module's download: the module is compressed once as it is
// and once with that part's functions and tables blanked. Functions are told apart by the names
// that the linker leaves with --profiling-funcs (the target stet_module_named); tables, by their
// bytes. Blanked code still has its lengths, so the answer errs by some bytes per function.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const brotli = (bytes) => execFileSync('brotli', ['-q', '11', '-w', '24', '-c'], { input: bytes, maxBuffer: 1 << 26 }).length;

/** Sections, function bodies and names of a module; offsets are into `bytes`. */
class Module {
  constructor(bytes) {
    this.bytes = bytes;
    this.bodies = []; // [offset, size]
    this.names = new Map(); // index of the function, imports counted
    this.imports = 0;
    this.end = bytes.length; // of what a host downloads: the names come last and are no part of it
    for (let at = 8; at < bytes.length;) at = this.section(at);
  }

  /** [value, offset behind it] */
  number(at) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return [value, at];
    }
  }

  text(at) {
    const [size, from] = this.number(at);
    return [this.bytes.toString('utf8', from, from + size), from + size];
  }

  section(begin) {
    const [size, at] = this.number(begin + 1);
    const kind = this.bytes[begin];
    if (kind === 2) this.readImports(at);
    if (kind === 10) this.readBodies(at);
    if (kind === 0) this.readNames(begin, at, at + size);
    return at + size;
  }

  // Functions only, as docs/abi.md promises.
  readImports(at) {
    let count;
    [count, at] = this.number(at);
    for (this.imports = count; count > 0; --count) {
      [, at] = this.text(at);
      [, at] = this.text(at);
      [, at] = this.number(at + 1);
    }
  }

  readBodies(at) {
    let count, size;
    for ([count, at] = this.number(at); count > 0; --count) {
      [size, at] = this.number(at);
      this.bodies.push([at, size]);
      at += size;
    }
  }

  readNames(begin, at, end) {
    let title, kind, size;
    [title, at] = this.text(at);
    if (title !== 'name') return;
    this.end = Math.min(this.end, begin);
    while (at < end) {
      kind = this.bytes[at];
      [size, at] = this.number(at + 1);
      if (kind === 1) this.readFunctionNames(at);
      at += size;
    }
  }

  readFunctionNames(at) {
    let count, index, name;
    for ([count, at] = this.number(at); count > 0; --count) {
      [index, at] = this.number(at);
      [name, at] = this.text(at);
      this.names.set(index, name);
    }
  }

  /** The download with the functions that `is_part` names and the given tables blanked. */
  without(isPart, tables = []) {
    const left = Buffer.from(this.bytes);
    let functions = 0;
    for (const [i, [at, size]] of this.bodies.entries()) {
      if (!isPart(this.names.get(i + this.imports) ?? '')) continue;
      left.fill(0, at, at + size);
      ++functions;
    }
    for (const table of tables) {
      const at = left.indexOf(table);
      if (at < 0) throw new Error(`a table of ${table.length} bytes is not in the module`);
      left.fill(0, at, at + table.length);
    }
    if (functions === 0) throw new Error('no function of that part in the module');
    return left.subarray(0, this.end);
  }
}

/** The arrays of numbers of a C++ table, as the module has them. */
function arrays(path) {
  const sizes = { uint8_t: 1, int16_t: 2, uint16_t: 2, uint32_t: 4 };
  return [...readFileSync(path, 'utf8').matchAll(/constexpr (u?int\d+_t) \w+\[\] = \{([^}]*)\}/g)].map(([, type, values]) => {
    const numbers = values.match(/-?\d+/g).map(Number);
    const out = Buffer.alloc(numbers.length * sizes[type]);
    numbers.forEach((n, i) => out.writeUIntLE(n < 0 ? n + 2 ** (8 * sizes[type]) : n, i * sizes[type], sizes[type]));
    return out;
  });
}

/** Bytes after brotli of the condition language with its time zones. */
export function celShare(namedModule, zonesTable) {
  const module = new Module(readFileSync(namedModule));
  const whole = brotli(module.bytes.subarray(0, module.end));
  const isCel = (name) => name.match(/stet::(\w+)::/)?.[1].startsWith('cel') ?? false;
  const zoneNames = [...readFileSync(zonesTable, 'utf8').matchAll(/\{"([A-Za-z_\/+\-0-9]+)"/g)].map(([, name]) => Buffer.from(`${name}\0`));
  const left = module.without(isCel, arrays(zonesTable));
  for (const name of zoneNames) {
    const at = left.indexOf(name);
    if (at >= 0) left.fill(0, at, at + name.length);
  }
  return { whole, cel: whole - brotli(left) };
}
