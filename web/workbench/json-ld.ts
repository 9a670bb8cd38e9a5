// The story as JSON-LD, as a published page carries it.
import type { Verdict } from "stet";
import type { Story } from "./desk.js";

/** `ReportageNewsArticle` with what it cites and what was corrected. */
export function jsonLd(story: Story, { badge, scores }: Verdict): object {
  const sources = story.sources ?? [];
  const works = sources.map(({ name, publisher, url, datePublished }) => ({
    "@type": "CreativeWork",
    name: name ?? publisher,
    publisher: publisher && { "@type": "Organization", name: publisher },
    url,
    datePublished,
  }));
  return prune({
    "@context": "https://schema.org",
    "@type": "ReportageNewsArticle",
    headline: story.headline,
    description: story.description,
    articleSection: story.articleSection,
    inLanguage: story.inLanguage,
    author: story.author?.map(({ name }) => ({ "@type": "Person", name })),
    datePublished: story.datePublished,
    dateModified: story.dateModified,
    articleBody: story.articleBody?.map(({ text }) => text).join("\n\n"),
    mentions: story.mentions?.map(({ name }) => ({ "@type": "Thing", name })),
    citation: works,
    isBasedOn: sources.flatMap(({ url }) => url ?? []),
    correction: story.correction?.map(({ text, date }) =>
      ({ "@type": "CorrectionComment", text, datePublished: date })),
    additionalProperty: [
      { "@type": "PropertyValue", name: "verification", value: badge.text },
      { "@type": "PropertyValue", name: "operational impact", value: scores.impact.rounded },
      { "@type": "PropertyValue", name: "sentiment", value: scores.sentiment.label },
    ],
  }) as object;
}

/** Without what is absent. */
function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.length ? value.map(prune) : undefined;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, prune(one)] as const);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined && one !== ""));
}
