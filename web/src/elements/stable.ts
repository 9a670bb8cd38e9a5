// A list that is not reordered under the pointer: while it is held, what stands stays where it is,
// what is settled is marked as settled, and what is new comes last.

/** An entry and whether it still holds. */
export interface Held<T> {
  item: T;
  settled: boolean;
}

export class StableList<T> {
  held = false;
  private shown: Held<T>[] = [];

  constructor(private readonly keyOf: (item: T) => string) {}

  /** What to show now that `items` hold. */
  arrange(items: readonly T[]): Held<T>[] {
    if (!this.held) return (this.shown = items.map((item) => ({ item, settled: false })));
    const fresh = new Map<string, T[]>();
    for (const item of items) {
      const key = this.keyOf(item);
      fresh.set(key, fresh.get(key) ?? []).get(key)!.push(item);
    }
    const kept = this.shown.map(({ item }) => {
      const now = fresh.get(this.keyOf(item))?.shift();
      return { item: now ?? item, settled: now === undefined };
    });
    const added = [...fresh.values()].flat().map((item) => ({ item, settled: false }));
    return (this.shown = [...kept, ...added]);
  }
}
