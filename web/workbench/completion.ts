// Completion in rules files, from the JSON Schema of methodologies: keys with what they mean, and
// values where there are only a few.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

interface Schema {
  $ref?: string;
  description?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $defs?: Record<string, Schema>;
}

/** Where in the JSON a position stands: the way there, and whether a key is expected. */
export interface Spot {
  path: (string | number)[];
  key: boolean;
  /** Begin of the text that is being written there, its quotation mark included. */
  from: number;
}

/** Reads JSON with comments up to its end and says where that is. */
export function spotAt(text: string): Spot {
  const path: (string | number)[] = [];
  const token = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|[{}[\],:]|[^\s{}[\],:"/]+/g;
  let last = "";
  let key = false;
  let from = text.length;
  for (const match of text.matchAll(token)) {
    const [word] = match;
    if (word.startsWith("//") || word.startsWith("/*")) continue;
    const open = match.index + word.length === text.length && !/[{}[\],:]/.test(word);
    from = open ? match.index : text.length;
    if (open) break;
    if (word === "{") path.push("");
    else if (word === "[") path.push(0);
    else if (word === "}" || word === "]") path.pop();
    else if (word === "," && typeof path.at(-1) === "number") path[path.length - 1] = Number(path.at(-1)) + 1;
    else if (word === ":" && path.length > 0) path[path.length - 1] = last;
    key = (word === "{" || (word === "," && typeof path.at(-1) === "string"));
    last = word.replace(/^"|"$/g, "");
  }
  if (key) path.pop();
  return { path, key, from };
}

/** The schemas that hold at the end of a path. */
function schemasAt(root: Schema, path: Spot["path"]): Schema[] {
  let here = expand(root, root);
  for (const step of path) {
    here = here.flatMap((schema) => {
      if (typeof step === "number") return schema.items ? expand(root, schema.items) : [];
      const more = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
      const next = schema.properties?.[step] ?? more;
      return next ? expand(root, next) : [];
    });
  }
  return here;
}

function expand(root: Schema, schema: Schema): Schema[] {
  const name = schema.$ref?.replace("#/$defs/", "");
  const target = name ? root.$defs?.[name] : undefined;
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...(target ? expand(root, target) : []), ...parts.flatMap((part) => expand(root, part))];
}

/** Completes from a schema, which is loaded when it is first wanted. */
export function completeFrom(load: () => Promise<Schema>) {
  let schema: Promise<Schema> | undefined;
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { path, key, from } = spotAt(context.state.sliceDoc(0, context.pos));
    if (from === context.pos && !context.explicit) return null;
    const found = schemasAt(await (schema ??= load()), path);
    const options = key ? keysOf(found) : valuesOf(found);
    return options.length ? { from, options, validFor: /^"?[\w$-]*$/ } : null;
  };
}

function keysOf(schemas: Schema[]): Completion[] {
  return schemas.flatMap(({ properties = {} }) =>
    Object.entries(properties).map(([name, { description }]) => ({
      label: `"${name}"`, apply: `"${name}": `, type: "property", info: description ?? "",
    })));
}

function valuesOf(schemas: Schema[]): Completion[] {
  return schemas.flatMap((schema) => schema.enum ?? []).map((value) => ({ label: JSON.stringify(value) }));
}
