// How groups of sources are laid out. While somebody is at one of the cards, all stay where they
// are, and what became of a group is told; what is new comes last.
import type { Cluster, Merge } from "stet";

/** A source where it is shown, with why it is one with those shown before it. */
export interface Placed {
  /** The same for as long as the source is shown, whatever its id is. */
  key: number;
  id: string;
  /** How many sources before it have the same id, which is a mistake. */
  nth: number;
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
  name: string;
}

/** Where a source belongs, by its name. */
type Members = ReadonlyMap<string, { id: string; nth: number; cluster: Cluster }>;

/** Tells sources apart that have the same id. */
const nameOf = (id: string, nth: number): string => (nth ? `${id}\n${nth}` : id);

function membersOf(clusters: readonly Cluster[]): Members {
  const members = new Map<string, { id: string; nth: number; cluster: Cluster }>();
  for (const cluster of clusters) {
    for (const id of cluster.sources) {
      let nth = 0;
      while (members.has(nameOf(id, nth))) nth++;
      members.set(nameOf(id, nth), { id, nth, cluster });
    }
  }
  return members;
}

export class Groups {
  private shown: Entry[][] = [];
  private readonly renamed = new Map<string, string>();
  private keys = 0;

  /** The source `from`, with `nth` of its id before it, is about to be called `to`. */
  rename(from: string, nth: number, to: string): void {
    this.renamed.set(nameOf(from, nth), to);
  }

  arrange(clusters: readonly Cluster[], held: boolean): Group[] {
    const members = membersOf(clusters);
    this.follow(members);
    const stay = this.shown.map((group) => group.filter(({ name }) => members.has(name)));
    const entries = new Map(stay.flat().map((entry) => [entry.name, entry]));
    const listed = clusters.map((one) => [...members].filter(([, { cluster }]) => cluster === one).map(([name]) => name));
    this.shown = held
      ? [...stay, ...listed.map((names) => names.filter((name) => !entries.has(name)).map((name) => this.entry(name)))]
      : listed.map((names) => names.map((name) => entries.get(name) ?? this.entry(name)));
    this.shown = this.shown.filter((group) => group.length > 0);
    return this.described(members);
  }

  /** What was renamed, and is there by its new name, is the source that it was. */
  private follow(members: Members): void {
    const all = this.shown.flat();
    for (const entry of all) {
      const to = this.renamed.get(entry.name);
      if (to === undefined || members.has(entry.name) || !members.has(to)) continue;
      this.renamed.delete(entry.name);
      if (!all.some(({ name }) => name === to)) entry.name = to;
    }
  }

  private entry(name: string): Entry {
    return { key: this.keys++, name };
  }

  private described(members: Members): Group[] {
    const first = new Map<Cluster, number>();
    const before: string[] = [];
    return this.shown.map((entries, i) => {
      const sources = entries.map(({ key, name }) => {
        const { id, nth, cluster } = members.get(name)!;
        const ties = tiesOf(cluster, id, before);
        before.push(id);
        return { key, id, nth, ties };
      });
      const clusters = new Set(entries.map(({ name }) => members.get(name)!.cluster));
      for (const cluster of clusters) if (!first.has(cluster)) first.set(cluster, i + 1);
      const [cluster] = clusters;
      return { number: i + 1, sources, cluster: cluster!, one: first.get(cluster!)!, parts: clusters.size };
    });
  }
}

const tiesOf = ({ merges }: Cluster, id: string, before: readonly string[]): Merge[] =>
  merges.filter(({ first, second }) =>
    (first === id && before.includes(second)) || (second === id && before.includes(first)));
