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
    const fresh = new Map(items.map((item) => [this.keyOf(item), item]));
    if (!this.held) return (this.shown = items.map((item) => ({ item, settled: false })));
    const kept = this.shown.map(({ item }) => {
      const key = this.keyOf(item);
      const now = fresh.get(key);
      fresh.delete(key);
      return { item: now ?? item, settled: now === undefined };
    });
    return (this.shown = [...kept, ...[...fresh.values()].map((item) => ({ item, settled: false }))]);
  }
}
