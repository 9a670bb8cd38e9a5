// Live checks for ProseMirror and what is built on it. Marks are decorations, mapped through edits
// and never part of the document. TipTap: addProseMirrorPlugins() { return [stet(gate)]; }
import type { Node } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { Gate } from "./api.js";
import { announce } from "./attachment.js";
import { asText, type Block, compose, type Composed } from "./compose.js";
import type { FieldsOptions } from "./contenteditable.js";
import { Live, neighbour } from "./live.js";
import type { Mark } from "./marks.js";
import { showCards } from "./popover.js";

interface TextBlock extends Block {
  /** Position of the first character. */
  start: number;
}

const kinds: Record<string, Block["kind"]> = {
  heading: "heading", code_block: "code", codeBlock: "code",
};
const parents: Record<string, Block["kind"]> = {
  list_item: "list_item", listItem: "list_item", blockquote: "quotation",
};

/** The text blocks of a document; the first heading of level 1 is the headline. */
function readBlocks(doc: Node): TextBlock[] {
  const blocks: TextBlock[] = [];
  doc.descendants((node, position, parent) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, "", "\ufffc");
    const { name } = node.type;
    const kind = kinds[name] ?? parents[parent?.type.name ?? ""] ?? "paragraph";
    const top = name === "heading" && node.attrs["level"] === 1;
    const headline = top && !blocks.some(({ field }) => field);
    const start = position + 1;
    if (text.trim()) blocks.push(headline ? { text, start, field: "headline" } : { text, start, kind });
    return false;
  });
  return blocks;
}

const key = new PluginKey<DecorationSet>("stet");

/** Decorations after a transaction: set anew, or moved along without those that were touched. */
function applyTo(transaction: Transaction, set: DecorationSet): DecorationSet {
  const given = transaction.getMeta(key) as DecorationSet | undefined;
  if (given) return given;
  if (!transaction.docChanged) return set;
  const touched: Decoration[] = [];
  for (const map of transaction.mapping.maps) {
    map.forEach((from, to) => touched.push(...set.find(from, to)));
  }
  return set.remove(touched).map(transaction.mapping, transaction.doc);
}

const markOf = (decoration: Decoration) => (decoration.spec as { mark: Mark }).mark;

/** A plugin that checks the document while it is written. */
export function stet(gate: Gate, options: FieldsOptions = {}): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: { init: () => DecorationSet.empty, apply: applyTo },
    props: {
      decorations: (state) => key.getState(state),
    },
    view: (view) => new Follower(view, gate, options),
  });
}

/** Reads the document after each edit and puts marks back into it. */
class Follower {
  private readonly live: Live;
  private blocks: TextBlock[] = [];
  private composed!: Composed;
  private readonly undo: () => void;

  constructor(
    private readonly view: EditorView,
    gate: Gate,
    private readonly options: FieldsOptions,
  ) {
    const onReport: FieldsOptions["onReport"] = (report) => {
      announce(view.dom, report);
      options.onReport?.(report);
    };
    this.live = new Live(gate, { ...options, onReport }, (marks) => this.show(marks));
    this.undo = showCards(view.dom, {
      markAt: (left, top) => {
        const at = view.posAtCoords({ left, top });
        return at ? this.found(at.pos, at.pos)[0]?.mark : undefined;
      },
      rectOf: (mark) => this.rectOf(mark),
      go: (step) => this.go(step),
      apply: (edit) => this.apply(edit),
    });
    this.read(false);
  }

  update(view: EditorView, before: EditorState): void {
    if (!view.state.doc.eq(before.doc)) this.read(view.hasFocus());
    else if (!view.state.selection.eq(before.selection)) this.live.moved(this.caret());
  }

  destroy(): void {
    this.live.close();
    this.undo();
  }

  private read(typing: boolean): void {
    this.blocks = readBlocks(this.view.state.doc);
    this.composed = compose(this.options.fields?.() ?? {}, this.blocks);
    const at = typing ? this.caret() : undefined;
    this.live.update(this.composed.input, at, this.composed.around(at));
  }

  private caret(): number | undefined {
    const { head } = this.view.state.selection;
    const index = this.blocks.findIndex(
      ({ start, text }) => start <= head && head <= start + text.length);
    return index < 0 ? undefined : this.composed.offset(index, head - this.blocks[index]!.start);
  }

  private positions(from: number, to: number): { from: number; to: number } | undefined {
    const found = this.composed.locate(from, to);
    if (!found) return undefined;
    const { start } = this.blocks[found.block]!;
    return { from: start + found.from, to: start + found.to };
  }

  private show(marks: Mark[]): void {
    const { state } = this.view;
    const decorations = marks.flatMap((mark) => {
      const at = this.positions(mark.from, mark.to);
      const attributes = { class: `stet-mark stet-mark-${mark.level}` };
      return at && at.from < at.to ? Decoration.inline(at.from, at.to, attributes, { mark }) : [];
    });
    const set = DecorationSet.create(state.doc, decorations);
    this.view.dispatch(state.tr.setMeta(key, set).setMeta("addToHistory", false));
  }

  private found(from?: number, to?: number) {
    const set = key.getState(this.view.state) ?? DecorationSet.empty;
    return set.find(from, to).map((d) => ({ mark: markOf(d), from: d.from, to: d.to }));
  }

  private rectOf(mark: Mark): DOMRect | undefined {
    const at = this.found().find((one) => one.mark === mark);
    if (!at) return undefined;
    const { left, top, bottom } = this.view.coordsAtPos(at.from);
    return new DOMRect(left, top, 1, bottom - top);
  }

  private go(step: 1 | -1): Mark | undefined {
    const { state } = this.view;
    const placed = this.found().map((one) => ({ ...one.mark, from: one.from, to: one.to, one }));
    const next = neighbour(placed, state.selection.from, step) as (typeof placed)[number] | undefined;
    if (!next) return undefined;
    const selection = TextSelection.create(state.doc, next.from, next.to);
    this.view.dispatch(state.tr.setSelection(selection).scrollIntoView());
    return next.one.mark;
  }

  private apply({ from, to, expected, replacement }: Mark["edits"][number]): void {
    const { state } = this.view;
    const at = this.positions(from, to);
    if (!at || state.doc.textBetween(at.from, at.to) !== asText(expected)) return;
    this.view.dispatch(state.tr.insertText(asText(replacement), at.from, at.to));
    this.view.focus();
  }
}
