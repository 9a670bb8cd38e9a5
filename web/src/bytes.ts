// Between what callers hand over and what the engine reads.
import type { Article, Methodology, MethodologyFiles } from "./types.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const toText = (bytes: Uint8Array): string => decoder.decode(bytes);
export const fromJson = <T>(bytes: Uint8Array): T => JSON.parse(decoder.decode(bytes)) as T;
export const toJson = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

export function toBytes(article: Article): Uint8Array {
  if (typeof article === "string") return encoder.encode(article);
  if (article instanceof Uint8Array) return article;
  return toJson(article);
}

export const isFiles = (value: object): value is MethodologyFiles =>
  typeof (value as MethodologyFiles).entry === "string" && "files" in value;

/** A methodology in any of its forms as named files; none as none. */
export function toFiles(
  given: Methodology | undefined,
  more: Record<string, string> = {},
): MethodologyFiles | undefined {
  if (given === undefined) return undefined;
  if (typeof given === "object" && isFiles(given)) {
    return { entry: given.entry, files: { ...more, ...given.files } };
  }
  const text = typeof given === "string" ? given : JSON.stringify(given);
  const entry = /^\s*[{/]/.test(text) ? "methodology.json" : "methodology.yaml";
  return { entry, files: { ...more, [entry]: text } };
}
