// Stories from files that somebody chose or dropped: a file is a story or, as JSON lines, has one in
// each; folders are read with all below them. No more is read than is wanted.
import type { VerifyStory } from "./verifier.js";

/** A file, and how it is named in its folder. */
export interface Given {
  name: string;
  file: File;
}

export interface Gathered {
  stories: VerifyStory[];
  /** Files that are no stories, by their names. */
  passedOver: string[];
  /** Whether there was more than wanted. */
  cut: boolean;
}

/** The first `most` stories in the order of the files' names. */
export async function gather(given: Given[], most: number): Promise<Gathered> {
  const stories: VerifyStory[] = [];
  const passedOver: string[] = [];
  for (const { name, file } of [...given].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!/\.(md|markdown|json|jsonl|ndjson)$/i.test(name)) {
      passedOver.push(name);
      continue;
    }
    for await (const story of storiesIn(name, file)) {
      if (stories.length === most) return { stories, passedOver, cut: true };
      stories.push(story);
    }
  }
  return { stories, passedOver, cut: false };
}

async function* storiesIn(name: string, file: File): AsyncGenerator<VerifyStory> {
  if (!/\.(jsonl|ndjson)$/i.test(name)) {
    const format = /\.json$/i.test(name) ? "auto" : "markdown";
    yield { name, text: await file.text(), format };
    return;
  }
  let number = 0;
  for await (const text of lines(file)) {
    number++;
    if (text.trim()) yield { name: `${name}:${number}`, text, format: "json" };
  }
}

/** Archives may be larger than memory: they are read as far as somebody asks. */
async function* lines(file: File): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value = "" } = await reader.read();
    const found = (rest + value).split("\n");
    rest = done ? "" : found.pop()!;
    yield* found;
    if (done) return;
  }
}

/** What a file field has; of a folder, with the way to each file. */
export const chosen = (files: FileList | null): Given[] =>
  [...(files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));

/** What was dropped, folders with all below them. To be called before the event is over. */
export function dropped({ items }: DataTransfer): Promise<Given[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return Promise.all(entries.map((entry) => below(entry))).then((found) => found.flat());
}

async function below(entry: FileSystemEntry): Promise<Given[]> {
  if (!entry.isDirectory) {
    const file = await new Promise<File>((...on) => (entry as FileSystemFileEntry).file(...on));
    return [{ name: entry.fullPath.slice(1), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    // A hundred at a time, until none is left.
    const more = await new Promise<FileSystemEntry[]>((...on) => reader.readEntries(...on));
    if (more.length === 0) break;
    found.push(...more);
  }
  return (await Promise.all(found.map((one) => below(one)))).flat();
}
