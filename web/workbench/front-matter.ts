// The front matter of a story as a document that forms can change without losing what people wrote
// around it: comments, order, style.
import { Document, isMap, isPair, isScalar, parseDocument } from "yaml";

export interface FrontMatter {
  /** Of the YAML between the lines of dashes, in the story's text. */
  from: number;
  to: number;
  document: Document;
}

const fence = /^---[ \t]*\r?\n/;

/** The front matter of a story; an empty one for a story that has none. */
export function frontMatter(text: string): FrontMatter {
  const opened = fence.exec(text);
  if (!opened) return { from: 0, to: 0, document: new Document({}) };
  const from = opened[0].length;
  const closed = /^---[ \t]*(?:\r?\n|$)/m.exec(text.slice(from));
  const to = closed ? from + closed.index : text.length;
  return { from, to, document: parseDocument(text.slice(from, to)) };
}

/** Where the front matter ends, its closing dashes included; 0 when there is none. */
export function bodyStart(text: string): number {
  if (!fence.test(text)) return 0;
  const { to } = frontMatter(text);
  const closed = /^---[ \t]*(?:\r?\n|$)/.exec(text.slice(to));
  return closed ? to + closed[0].length : 0;
}

/** The story's text with its front matter changed. */
export function withFrontMatter(text: string, change: (document: Document) => void): string {
  const { from, to, document } = frontMatter(text);
  if (document.errors.length > 0) return text;
  if (!isMap(document.contents)) document.contents = document.createNode({});
  change(document);
  const yaml = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return from === 0 ? `---\n${yaml}---\n${text}` : text.slice(0, from) + yaml + text.slice(to);
}

/** The field in which an offset of the story's text stands. */
export function fieldAt(text: string, offset: number): string | undefined {
  const { from, to, document } = frontMatter(text);
  if (offset < from || offset >= to || !isMap(document.contents)) return undefined;
  let found: string | undefined;
  for (const pair of document.contents.items) {
    if (!isPair(pair) || !isScalar(pair.key) || !pair.key.range) continue;
    if (from + pair.key.range[0] <= offset) found = String(pair.key.value);
  }
  return found;
}
