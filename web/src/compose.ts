// One input for the engine from a document that an editor holds in pieces: fields of the article,
// and blocks of text. Places in the input lead back to block and offset.

/** A piece of text of the document. Without `field` it is a block of the body. */
export interface Block {
  text: string;
  kind?: "paragraph" | "heading" | "list_item" | "quotation" | "code";
  section?: string;
  field?: "headline" | "description";
}

/** A range of one block. Offsets count UTF-16 code units. */
export interface BlockRange {
  block: number;
  from: number;
  to: number;
}

/** An input and the way back from it. */
export interface Composed {
  input: string;
  /** Undefined for a range that is in no block. */
  locate(from: number, to: number): BlockRange | undefined;
  /** Where an offset of a block stands in the input. */
  offset(block: number, at: number): number | undefined;
  /** The range of the input that holds the text around `at`. */
  around(at: number | undefined): { from: number; to: number } | undefined;
}

interface Piece {
  block: number;
  /** Where the inside of the JSON text begins and ends in the input. */
  begin: number;
  end: number;
}

/** An article in JSON with `fields` as they are and the blocks behind them. */
export function compose(fields: object, blocks: readonly Block[]): Composed {
  const pieces: Piece[] = [];
  let input = "{";
  const text = (block: number) => {
    const json = JSON.stringify(blocks[block]!.text);
    pieces.push({ block, begin: input.length + 1, end: input.length + json.length - 1 });
    input += json;
  };
  const own = new Set(blocks.flatMap(({ field }) => field ?? []));
  for (const [name, value] of Object.entries(fields)) {
    if (own.has(name as "headline") || name === "articleBody" || value === undefined) continue;
    input += `${JSON.stringify(name)}:${JSON.stringify(value)},`;
  }
  blocks.forEach(({ field }, i) => {
    if (!field) return;
    input += `"${field}":`;
    text(i);
    input += ",";
  });
  input += '"articleBody":[';
  let first = true;
  blocks.forEach(({ field, kind = "paragraph", section }, i) => {
    if (field) return;
    input += `${first ? "" : ","}{"kind":"${kind}",`;
    if (section) input += `"section":${JSON.stringify(section)},`;
    input += '"text":';
    text(i);
    input += "}";
    first = false;
  });
  input += "]}";
  return {
    input,
    locate: (from, to) => locate(input, pieces, from, to),
    around: (at) => {
      const piece = pieces.find(({ begin, end }) => begin <= at! && at! <= end);
      return piece && { from: piece.begin, to: piece.end };
    },
    offset: (block, at) => {
      const piece = pieces.find((one) => one.block === block);
      return piece && piece.begin + JSON.stringify(blocks[block]!.text.slice(0, at)).length - 2;
    },
  };
}

function locate(
  input: string,
  pieces: readonly Piece[],
  from: number,
  to: number,
): BlockRange | undefined {
  const piece = pieces.find(({ begin, end }) => begin <= from && to <= end);
  if (!piece) return undefined;
  const offset = (until: number) => decodedLength(input.slice(piece.begin, until));
  return { block: piece.block, from: offset(from), to: offset(to) };
}

/** How many characters the inside of a JSON text stands for. */
function decodedLength(json: string): number {
  let length = 0;
  for (let at = 0; at < json.length; length++) {
    at += json[at] !== "\\" ? 1 : json[at + 1] === "u" ? 6 : 2;
  }
  return length;
}

/** Edits of an article in JSON are escaped as JSON is. */
export function asText(json: string): string {
  try {
    return JSON.parse(`"${json}"`) as string;
  } catch {
    return json;
  }
}
