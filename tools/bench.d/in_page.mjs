// What tools/bench --browser runs inside a page: each function is sent there as it is and refers to
// nothing outside itself.

/** Keystrokes in the middle of a story, each answered before the next. */
export async function typing({ methodology, text, now, worker }) {
  const { createGate } = await import('/stet/index.js');
  const gate = await createGate({ methodology, worker });
  const unseen = performance.now();
  await gate.check(text, { now });
  const whole = performance.now() - unseen;
  const session = gate.open(text, { now, format: 'markdown' });
  await session.edit([]);
  const at = text.indexOf(' ', text.length >> 1);
  const times = [];
  for (let i = 0; i < 600; i++) {
    const begun = performance.now();
    await session.edit([{ from: at + (i % 60), to: at + (i % 60), insert: 'a' }], 'live');
    if (i >= 100) times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  gate.dispose();
  return { median: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)], whole };
}

/** Another checker on a text that is one letter longer each time, for half a second at least. */
export async function measureRival({ name, text }) {
  const { rivals } = globalThis.bench;
  const at = text.indexOf(' ', text.length >> 1);
  const times = [];
  const begun = performance.now();
  while (times.length < 4 || performance.now() - begun < 500) {
    const from = performance.now();
    await rivals[name](`${text.slice(0, at)}${'a'.repeat(times.length)}${text.slice(at)}`);
    times.push(performance.now() - from);
  }
  const [first, ...later] = times;
  later.sort((a, b) => a - b);
  return { first, median: later[later.length >> 1] };
}

/** Leaves a story open, some keystrokes behind it. */
export async function openStory({ methodology, text, now }) {
  const { createGate } = await import('/stet/index.js');
  const gate = await createGate({ methodology });
  const session = gate.open(text, { now, format: 'markdown' });
  await session.edit([]);
  const at = text.indexOf(' ', text.length >> 1);
  for (let i = 0; i < 50; i++) await session.edit([{ from: at, to: at, insert: 'a' }], 'live');
  globalThis.kept = { gate, session };
}
