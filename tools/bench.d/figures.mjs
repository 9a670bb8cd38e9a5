// Printing figures: one JSON line each, or a table. A speed never stands alone: `against` names
// what was measured in the same run, `ratio` is value / its value.

export class Figures {
  constructor(table) {
    this.table = table;
    this.rows = [];
  }

  /** @param {{name: string, value: number, unit: string, against?: string, againstValue?: number, note?: string}} figure */
  add({ name, value, unit, against, againstValue, note }) {
    const figure = { name, value: round(value), unit };
    if (against !== undefined) {
      figure.against = against;
      figure.against_value = round(againstValue);
      figure.ratio = round(value / againstValue);
    }
    if (note !== undefined) figure.note = note;
    this.rows.push(figure);
    if (!this.table) console.log(JSON.stringify(figure));
  }

  end() {
    if (!this.table) return;
    const cells = this.rows.map((r) => [
      r.name, format(r.value), r.unit,
      r.ratio === undefined ? '' : `${format(r.ratio)} x ${r.against} (${format(r.against_value)})`,
      r.note ?? '',
    ]);
    cells.unshift(['figure', 'value', 'unit', 'against', 'note']);
    const widths = cells[0].map((_, i) => Math.max(...cells.map((row) => row[i].length)));
    for (const row of cells) {
      console.log(row.map((c, i) => (i === 1 ? c.padStart(widths[i]) : c.padEnd(widths[i]))).join('  ').trimEnd());
    }
  }
}

const round = (x) => Number(x.toPrecision(4));
const format = (x) => (Math.abs(x) >= 1000 ? Math.round(x).toLocaleString('en') : String(x));

/** The lower quartile: what a thing takes when the machine leaves it alone, without trusting luck. */
export function typical(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 2];
}

/** Microseconds per call of `work`: typical of rounds of about 2 ms, for 400 ms. */
export function timePerCall(work) {
  const begun = performance.now();
  while (performance.now() - begun < 100) work(); // until the compiler has settled
  const once = performance.now();
  work();
  const calls = Math.max(1, Math.min(100_000, Math.floor(2 / Math.max(performance.now() - once, 1e-4))));
  const rounds = [];
  for (const end = performance.now() + 400; rounds.length < 5 || performance.now() < end;) {
    const from = performance.now();
    for (let i = 0; i < calls; i++) work();
    rounds.push((performance.now() - from) / calls);
  }
  return typical(rounds) * 1000;
}
