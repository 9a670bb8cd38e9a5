// What is said about a finding, as DOM: rule, what was found, why, next steps. All of it is text
// from stories and rules files, so it only ever becomes text nodes.
import type { Mark } from "./marks.js";

type Child = Node | string | undefined | false;

/** An element with a class and children; texts become text nodes. */
export function element(name: string, className: string, ...children: Child[]): HTMLElement {
  const node = document.createElement(name);
  if (className) node.className = className;
  for (const child of children) if (child) node.append(child);
  return node;
}

const levels = { block: "Stands in the way", warn: "Runs marked", note: "Worth knowing" };

/** Hidden and direction-changing characters, shown by their numbers. */
export function visible(text: string, most = 400): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `‹U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}›`,
  );
}

/** "independent sources: 1, wanted: at least 2" */
const inWords = ({ term, value, target }: NonNullable<Mark["measure"]>) =>
  `${term.replaceAll("_", " ")}: ${value}, wanted: ${target}`;

/** The card of a mark. `apply` carries out an edit; without it there are no buttons. */
export function card(mark: Mark, apply?: (edit: Mark["edits"][number]) => void): HTMLElement {
  const { level, title, rule, message, measure, why, fixes, edits, diagnostic } = mark;
  const buttons = apply
    ? edits.map((edit) => {
        const words = edit.replacement
          ? `Replace with “${visible(edit.replacement, 60)}”`
          : `Remove “${visible(edit.expected, 60)}”`;
        const button = element("button", "stet-fix", words);
        button.addEventListener("click", () => apply(edit));
        return button;
      })
    : [];
  return element(
    "div",
    `stet-card stet-card-${level}`,
    element("div", "stet-card-level", levels[level]),
    element("strong", "stet-card-title", visible(title)),
    element("p", "stet-card-message", visible(message)),
    measure && element("p", "stet-card-measure", visible(inWords(measure))),
    diagnostic.evidence && element("p", "stet-card-evidence", `Found: “${visible(diagnostic.evidence, 160)}”`),
    why && element("p", "stet-card-why", visible(why)),
    fixes.length > 0 &&
      element("ul", "stet-card-fixes", ...fixes.map((fix) => element("li", "", visible(fix)))),
    ...buttons,
    element("code", "stet-card-rule", visible(rule)),
  );
}

const style = `
.stet-card { display: block; max-width: 24rem; padding: .6rem .75rem; font: .875rem/1.45 system-ui, sans-serif;
  color: var(--stet-ink, light-dark(#1f1d1a, #ece8e1)); }
.stet-card p { margin: .25rem 0 0; }
.stet-card-level { font-size: .75rem; letter-spacing: .02em; color: var(--stet-faint, light-dark(#635d54, #aba49a)); }
.stet-card-level::before { content: "■ "; color: var(--stet-block, light-dark(#b3261e, #f2857c)); }
.stet-card-warn .stet-card-level::before { content: "▲ "; color: var(--stet-warn, light-dark(#8a5a00, #e3b341)); }
.stet-card-note .stet-card-level::before { content: "● "; color: var(--stet-note, light-dark(#3b5f8a, #8fb4e3)); }
.stet-card-measure { font-variant-numeric: tabular-nums; font-weight: 600; }
.stet-card-why { color: var(--stet-faint, light-dark(#635d54, #aba49a)); }
.stet-card-fixes { margin: .35rem 0 0; padding-left: 1.1rem; }
.stet-card-rule { display: block; margin-top: .35rem; font-size: .75rem; color: var(--stet-faint, light-dark(#635d54, #aba49a)); }
.stet-fix { display: inline-block; min-height: 28px; margin: .4rem .4rem 0 0; padding: .2rem .6rem; font: inherit;
  color: inherit; background: transparent; border: 1px solid currentColor; border-radius: .3rem; cursor: pointer; }
.stet-popover { position: fixed; z-index: 1000; border: 1px solid var(--stet-line, light-dark(#ddd7ca, #433e37));
  border-radius: .4rem; background: var(--stet-paper, light-dark(#fffdf8, #211e1b)); box-shadow: 0 4px 18px #0003; }
::highlight(stet-block) { text-decoration: underline wavy var(--stet-block, light-dark(#b3261e, #f2857c)); }
::highlight(stet-warn) { text-decoration: underline wavy var(--stet-warn, light-dark(#8a5a00, #e3b341)); }
::highlight(stet-note) { text-decoration: underline dotted var(--stet-note, light-dark(#3b5f8a, #8fb4e3)); }
.stet-mark { text-decoration: underline wavy var(--stet-block, light-dark(#b3261e, #f2857c)); text-underline-offset: .18em; }
.stet-mark-warn { text-decoration-color: var(--stet-warn, light-dark(#8a5a00, #e3b341)); }
.stet-mark-note { text-decoration: underline dotted var(--stet-note, light-dark(#3b5f8a, #8fb4e3)); }
@media (forced-colors: active) { .stet-popover { border: 2px solid CanvasText; } }
`;

let sheet: CSSStyleSheet | undefined;

/** Puts the style of cards and marks into a document or shadow root, once. No policy forbids it. */
export function addStyle(root: DocumentOrShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
