// How groups of sources are laid out. While somebody is at one of the cards, all stay where they
// are, and what became of a group is told; what is new comes last.
import type { Cluster, Merge } from "stet";

/** A source where it is shown, with why it is one with those shown before it. */
export interface Placed {
  /** The same for as long as the source is shown, whatever its id is. */
  key: number;
  id: string;
  ties: Merge[];
}

/** A group as it is shown. */
export interface Group {
  number: number;
  sources: Placed[];
  /** Where its first source belongs. */
  cluster: Cluster;
  /** The first group that is shown of the same cluster: itself, but for a held one that was merged. */
  one: number;
  /** How many clusters its sources belong to: more than one in a held group that fell apart. */
  parts: number;
}

interface Entry {
  key: number;
  id: string;
}

export class Groups {
  private shown: Entry[][] = [];
  private readonly renamed = new Map<string, string>();
  private keys = 0;

  /** The source `from` is about to be called `to`. */
  rename(from: string, to: string): void {
    this.renamed.set(from, to);
  }

  arrange(clusters: readonly Cluster[], held: boolean): Group[] {
    const of = new Map(clusters.flatMap((cluster) => cluster.sources.map((id) => [id, cluster] as const)));
    const entries = this.kept(of);
    this.shown = held ? this.still(clusters, of, entries) : clusters.map(({ sources }) =>
      [...new Set(sources)].map((id) => entries.get(id) ?? this.entry(id)));
    return this.described(of);
  }

  /** The entries that are shown and still hold, by their ids. */
  private kept(of: ReadonlyMap<string, Cluster>): Map<string, Entry> {
    const kept = new Map<string, Entry>();
    for (const entry of this.shown.flat()) {
      const to = this.renamed.get(entry.id);
      if (!of.has(entry.id) && to !== undefined && of.has(to)) {
        this.renamed.delete(entry.id);
        entry.id = to;
      }
      if (of.has(entry.id)) kept.set(entry.id, entry);
    }
    return kept;
  }

  private still(clusters: readonly Cluster[], of: ReadonlyMap<string, Cluster>, entries: Map<string, Entry>): Entry[][] {
    const stay = this.shown.map((group) => group.filter(({ id }) => of.has(id)));
    const added = clusters.map(({ sources }) =>
      [...new Set(sources)].filter((id) => !entries.has(id)).map((id) => this.entry(id)));
    return [...stay, ...added].filter((group) => group.length > 0);
  }

  private entry(id: string): Entry {
    return { key: this.keys++, id };
  }

  private described(of: ReadonlyMap<string, Cluster>): Group[] {
    const first = new Map<Cluster, number>();
    const before: string[] = [];
    return this.shown.map((entries, i) => {
      const clusters = new Set(entries.map(({ id }) => of.get(id)!));
      for (const cluster of clusters) if (!first.has(cluster)) first.set(cluster, i + 1);
      const [cluster] = clusters;
      const sources = entries.map(({ key, id }) => {
        const ties = tiesOf(of.get(id)!, id, before);
        before.push(id);
        return { key, id, ties };
      });
      return { number: i + 1, sources, cluster: cluster!, one: first.get(cluster!)!, parts: clusters.size };
    });
  }
}

const tiesOf = ({ merges }: Cluster, id: string, before: readonly string[]): Merge[] =>
  merges.filter(({ first, second }) =>
    (first === id && before.includes(second)) || (second === id && before.includes(first)));
