// Live checks in a contenteditable element. Marks are highlights: the DOM stays as it is, so that
// nothing of them is ever saved into the content.
import type { Gate } from "./api.js";
import { announce, type Attachment, canHighlight, Highlights } from "./attachment.js";
import { addStyle } from "./card.js";
import { asText, type Block, compose, type Composed } from "./compose.js";
import { Live, type LiveOptions, neighbour } from "./live.js";
import type { Mark } from "./marks.js";
import { showCards } from "./popover.js";
import { contains, replaceSelection } from "./textarea.js";

/** Options of documents in pieces. */
export interface FieldsOptions extends LiveOptions {
  /** The article's other fields: sources, authors, … as they are now. */
  fields?(): object;
}

const blockNames = "p,h1,h2,h3,h4,h5,h6,li,blockquote,pre,figcaption,td,th,div";
const kinds: Record<string, Block["kind"]> = { LI: "list_item", BLOCKQUOTE: "quotation", PRE: "code" };

interface TextBlock extends Block {
  nodes: Text[];
}

/** The blocks of text below `root`; the first h1 is the headline. */
function readBlocks(root: HTMLElement): TextBlock[] {
  const blocks: TextBlock[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let owner: Element | undefined;
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const parent = node.parentElement?.closest(blockNames) ?? root;
    if (parent !== owner) blocks.push(emptyBlock(parent, root, blocks));
    owner = parent;
    const block = blocks.at(-1)!;
    block.text += node.data;
    block.nodes.push(node);
  }
  return blocks.filter(({ text }) => text.trim() !== "");
}

function emptyBlock(element: Element, root: HTMLElement, before: TextBlock[]): TextBlock {
  const inside = root.contains(element) ? element : root;
  const name = inside.tagName;
  if (name === "H1" && !before.some(({ field }) => field)) {
    return { text: "", nodes: [], field: "headline" };
  }
  const quoted = inside.closest("blockquote") && root.contains(inside.closest("blockquote"));
  const kind = /^H\d$/.test(name) ? "heading" : quoted ? "quotation" : (kinds[name] ?? "paragraph");
  return { text: "", nodes: [], kind };
}

/** A point in one of a block's text nodes. */
function pointIn(block: TextBlock, offset: number): [Text, number] {
  let rest = offset;
  for (const node of block.nodes) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  const last = block.nodes.at(-1)!;
  return [last, last.length];
}

/** Follows an element; it speaks with the event `stet-verdict`. */
export function attachContentEditable(
  root: HTMLElement,
  gate: Gate,
  options: FieldsOptions = {},
): Attachment {
  if (!canHighlight()) throw new Error("this browser has no CSS Custom Highlight API");
  addStyle(document);
  const highlights = new Highlights();
  let blocks: TextBlock[] = [];
  let composed: Composed;
  let ranges = new Map<Mark, Range>();

  const rangeOf = (from: number, to: number): Range | undefined => {
    const found = composed.locate(from, to);
    if (!found) return undefined;
    const block = blocks[found.block]!;
    const range = document.createRange();
    range.setStart(...pointIn(block, found.from));
    range.setEnd(...pointIn(block, found.to));
    return range;
  };
  const show = (marks: Mark[]) => {
    ranges = new Map();
    for (const mark of marks) {
      const range = rangeOf(mark.from, mark.to);
      if (range) ranges.set(mark, range);
    }
    highlights.set([...ranges].map(([mark, range]) => [mark.level, range]));
  };
  const live = new Live(
    gate,
    { ...options, onReport: (report) => (announce(root, report), options.onReport?.(report)) },
    show,
  );
  const caret = (): number | undefined => {
    const selection = getSelection();
    const at = selection?.focusNode;
    if (!at || !root.contains(at) || document.activeElement !== root) return undefined;
    const index = blocks.findIndex(({ nodes }) => nodes.includes(at as Text));
    if (index < 0) return undefined;
    let offset = selection.focusOffset;
    for (const node of blocks[index]!.nodes) {
      if (node === at) break;
      offset += node.length;
    }
    return composed.offset(index, offset);
  };
  const read = (typing: boolean) => {
    blocks = readBlocks(root);
    composed = compose(options.fields?.() ?? {}, blocks);
    const at = typing ? caret() : undefined;
    live.update(composed.input, at, composed.around(at));
  };
  const select = (range: Range) => {
    root.focus();
    getSelection()?.setBaseAndExtent(
      range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
  };
  const typed = () => {
    const selection = getSelection();
    const at = selection?.focusNode;
    // What is being changed loses its marks at once; the browser moves the other ranges.
    for (const [mark, range] of ranges) {
      if (!at || range.intersectsNode(at)) ranges.delete(mark);
    }
    highlights.set([...ranges].map(([mark, range]) => [mark.level, range]));
    read(true);
  };
  const moved = () => live.moved(caret());
  root.addEventListener("input", typed);
  document.addEventListener("selectionchange", moved);
  const undo = showCards(root, {
    markAt: (x, y) =>
      [...ranges.keys()].find((mark) =>
        [...ranges.get(mark)!.getClientRects()].some((rect) => contains(rect, x, y))),
    rectOf: (mark) => ranges.get(mark)?.getBoundingClientRect(),
    go: (step) => {
      const mark = neighbour([...ranges.keys()], caret() ?? -1, step);
      if (mark) select(ranges.get(mark)!);
      return mark;
    },
    apply: ({ from, to, expected, replacement }) => {
      const range = rangeOf(from, to);
      if (!range || range.toString() !== asText(expected)) return;
      select(range);
      replaceSelection(asText(replacement));
    },
  });
  read(false);
  return {
    live,
    reveal(from, to) {
      const range = rangeOf(from, to);
      if (range) select(range);
    },
    dispose() {
      live.close();
      undo();
      highlights.clear();
      root.removeEventListener("input", typed);
      document.removeEventListener("selectionchange", moved);
    },
  };
}
