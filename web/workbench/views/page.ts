// The story as readers will see it (DESIGN.md, "The story page"), and as JSON-LD.
import { css, html, LitElement, nothing } from "lit";
import type { Verdict } from "stet";
import "stet/elements";
import { base, link, visible } from "../common.js";
import { desk, Follow, type Story } from "../desk.js";
import { jsonLd } from "../json-ld.js";

const wordsPerMinute = 220;

export class Page extends LitElement {
  static override styles = [
    ...base,
    css`
      article {
        max-width: 40rem;
        margin: 0 auto;
        padding: 1.5rem clamp(1rem, 4vw, 2.5rem);
        background: var(--paper);
        border: 1px solid var(--line);
        border-radius: 0.4rem;
        font: 1.0625rem/1.65 var(--stet-serif);
        overflow-wrap: anywhere;
      }
      .over {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1rem;
        font: 0.875rem/1.5 var(--stet-font);
        color: var(--faint);
      }
      .over b {
        color: var(--ink);
      }
      h1 {
        margin: 0.5rem 0;
        font-size: clamp(1.6rem, 4vw, 2.2rem);
        line-height: 1.15;
        text-wrap: balance;
      }
      .standfirst {
        margin: 0 0 0.75rem;
        color: var(--faint);
      }
      .under {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem 1rem;
        padding: 0.6rem 0;
        border-block: 1px solid var(--line);
        font: 0.875rem/1.5 var(--stet-font);
        color: var(--faint);
      }
      .share {
        min-height: 28px;
        margin-left: auto;
        text-decoration: underline;
      }
      h2 {
        margin: 1.75rem 0 0.5rem;
        font-size: 1.1875rem;
      }
      .pull {
        margin: 1.5rem 0;
        padding: 0.25rem 0 0.25rem 1.1rem;
        border-left: 3px solid var(--ink);
        font-size: 1.3125rem;
        line-height: 1.4;
      }
      .entities {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
        padding: 0;
        list-style: none;
        font: 0.875rem/1.4 var(--stet-font);
      }
      .entities li {
        padding: 0.15rem 0.6rem;
        border: 1px solid var(--line);
        border-radius: 1em;
      }
      .affected {
        padding: 0;
        list-style: none;
      }
      .affected li {
        display: flex;
        justify-content: space-between;
        gap: 1rem;
        padding: 0.3rem 0;
        border-bottom: 1px solid var(--line);
      }
      pre {
        overflow: auto;
        font: 0.8125rem/1.5 ui-monospace, Menlo, monospace;
        white-space: pre-wrap;
      }
      details {
        max-width: 40rem;
        margin: 1rem auto 0;
      }
      summary {
        min-height: 28px;
        cursor: pointer;
      }
      a {
        color: inherit;
      }
    `,
  ];

  static override properties = { shared: { state: true } };
  private declare shared: string;

  constructor() {
    super();
    this.shared = "";
    new Follow(this);
  }

  /** As the page will: by what the device offers, else the address is copied. */
  private async share({ headline, url }: Story): Promise<void> {
    const given = { title: headline ?? "", url: url ?? location.href };
    const { clipboard } = navigator;
    const device = "share" in navigator;
    try {
      if (device) await navigator.share(given);
      else await clipboard.writeText(given.url);
      this.shared = device ? "" : "Address copied";
    } catch (error) {
      // Whoever closes the device's dialog needs no message.
      this.shared = (error as Error).name === "AbortError" ? "" : "The address could not be copied";
    }
  }

  override render() {
    const { story, report } = desk;
    if (!story || !report) return html`<p class="faint">Nothing checked yet.</p>`;
    const { verdict } = report;
    return html`
      ${verdict.clears ? nothing : html`<p class="faint">A preview: the story does not run as it is.</p>`}
      ${this.article(story, verdict)}
      <details><summary>The page as JSON-LD</summary>
        <pre tabindex="0" aria-label="JSON-LD">${JSON.stringify(jsonLd(story, verdict), null, 2)}</pre></details>`;
  }

  private article(story: Story, verdict: Verdict) {
    const { sentiment, impact } = verdict.scores;
    const authors = (story.author ?? []).map(({ name }) => name).join(", ");
    const minutes = Math.max(1, Math.round(verdict.checked.words / wordsPerMinute));
    return html`<article lang=${story.inLanguage ?? "en"}>
      <div class="over">
        ${story.articleSection ? html`<b>${visible(story.articleSection)}</b>` : nothing}
        <span>Sentiment: <b>${visible(sentiment.label || "none")}</b></span>
        <span>Impact: <b>${impact.rounded}</b> of 10</span>
      </div>
      <h1>${visible(story.headline ?? "No headline yet")}</h1>
      ${story.description ? html`<p class="standfirst">${visible(story.description)}</p>` : nothing}
      <div class="under">
        <span>${minutes} min read</span>
        <stet-badge .verdict=${verdict}>${this.sources(story)}</stet-badge>
        ${authors ? html`<span>${visible(authors)}</span>` : nothing}
        ${story.datePublished ? html`<time datetime=${story.datePublished}>${story.datePublished.slice(0, 10)}</time>` : nothing}
        <button class="share" @click=${() => this.share(story)}>Share</button>
        <span role="status">${this.shared}</span>
      </div>
      ${section("Key takeaways", story.takeaways, (one) => html`<li>${visible(one)}</li>`)}
      ${this.blocks(story, (name) => name === "lead")}
      ${story.mentions?.length
        ? html`<h2>Mentioned</h2><ul class="entities">${story.mentions.map(({ name, kind }) =>
            html`<li>${visible(name)}${kind ? html` <span class="faint">${visible(kind)}</span>` : nothing}</li>`)}</ul>`
        : nothing}
      ${section("Key facts", story.claims, ({ text }) => html`<li>${visible(text)}</li>`, true)}
      ${story.affected?.length
        ? html`<h2>Who’s affected</h2><ul class="affected">${story.affected.map(({ name, kind, sentiment: label }) =>
            html`<li><span>${visible(name)}${kind ? html` <span class="faint">${visible(kind)}</span>` : nothing}</span>
              <span>${visible(label ?? "")}</span></li>`)}</ul>`
        : nothing}
      ${this.named(story, "analysis", "Analysis")}
      ${this.blocks(story, (name) => !["lead", "analysis", "watch"].includes(name))}
      ${this.named(story, "watch", "What to watch")}
      <h2>How we covered this</h2>
      <p>Decided by <a href="#rules">${visible(desk.gate?.about.title || verdict.methodology.id)}</a>,
        version ${verdict.methodology.version}${
          Object.keys(desk.gate?.about.glossary ?? {}).length ? html`; its words stand in the <a href="#rules">glossary</a>` : nothing}.
        Other stories by what they change: the <a href="#trends">trends index</a>.
        What each number rests on stands beside it.</p>
    </article>`;
  }

  private sources(story: Story) {
    return html`<ol>${(story.sources ?? []).map(({ id, publisher, name, url, kind }) =>
      html`<li>${link(url, name ?? publisher ?? id)}${kind ? html` <span class="faint">${visible(kind)}</span>` : nothing}</li>`)}</ol>`;
  }

  private named(story: Story, name: string, title: string) {
    const blocks = this.blocks(story, (section) => section === name);
    return blocks.length ? html`<h2>${title}</h2>${blocks}` : nothing;
  }

  private blocks(story: Story, wanted: (section: string) => boolean) {
    return (story.articleBody ?? []).filter(({ section: name }) => wanted(name)).map(({ kind, text }) => {
      if (kind === "quotation") return html`<blockquote class="pull">${visible(text, 20_000)}</blockquote>`;
      if (kind === "heading") return html`<h2>${visible(text)}</h2>`;
      return html`<p>${visible(text, 20_000)}</p>`;
    });
  }
}

function section<T>(title: string, list: T[] | undefined, item: (one: T) => unknown, numbered = false) {
  if (!list?.length) return nothing;
  const items = list.map(item);
  return html`<h2>${title}</h2>${numbered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`}`;
}
customElements.define("desk-page", Page);
