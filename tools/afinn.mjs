#!/usr/bin/env node
// Writes rules/lists/afinn.json: the words that the npm package afinn-165-financialmarketnews rates
// 3 or more, good and bad, without those that no newsroom wants to find in its methodology. The
// packages are pinned in web/package-lock.json.
//
//   tools/afinn.mjs            writes the file
//   tools/afinn.mjs --check    fails when the file is not what it would write
//
// Tested in web/test/afinn.test.mjs.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const lexicon = "afinn-165-financialmarketnews";
const leastRating = 3;
const mostRating = 5;

// Left out besides what the npm package cuss knows, by reason.
const unwanted = {
  "swearing in other words or spellings, and insults":
    "apeshit, assfucking, badass, bankster, best damn, damn cute, damn good, damned, douche, douchebag, fuked, fuking, " +
    "hell, idiocy, idiotic, imbecile, jerk, lunatic, lunatics, nuts, screwed up, scumbag, shrew, stupidity, sucks, " +
    "wtff, wtfff",
  chat:
    "cool stuff, fud, ftw, goodlooking, gr8, haha, hahaha, hahahah, hallelujah, hurrah, icky, lawl, lmao, lmfao, " +
    "lol, lolol, lololol, lolololol, lool, loool, looool, rofl, roflcopter, roflmao, rotfl, rotflmfao, rotflol, " +
    "winwin, woo, woohoo, wooo, woow, wow, wowow, wowww, xo, xoxo, xoxoxo, xoxoxoxo, yummy",
  sexual: "pervert",
  "misspelt, or never written":
    "cant stand, criminate, criminated, criminates, humerous, looses, misleaded, tyran, tyrannic, tyrans, well-championed, " +
    "1-trending",
  "mostly another meaning in the news: a supreme court, a wealth manager, a loose policy, a buying frenzy":
    "beauty, fan, frenzy, gem, grand, loose, medal, merry, ominous, scoop, super, superstar, supreme, tank, tanks, " +
    "wealth, withdrawal",
};

// What cuss rates by how likely a word is profane: these it calls likely.
const likely = 2;

async function modules() {
  const { resolve } = createRequire(new URL("../web/package.json", import.meta.url));
  const load = (name) => import(pathToFileURL(resolve(name)).href);
  const path = resolve(lexicon);
  const [{ default: rated }, { cuss }] = await Promise.all([load(lexicon), load("cuss")]);
  const beside = (file) => readFileSync(new URL(file, pathToFileURL(path)), "utf8");
  return { ratings: rated.afinn165FinancialMarketNews, cuss, about: JSON.parse(beside("package.json")), licence: beside("license") };
}

/// Has a word that cuss calls possibly profane, or a longer form of one that it calls likely so.
function isProfane(phrase, cuss) {
  const stems = Object.keys(cuss).filter((word) => cuss[word] === likely && word.length > 3);
  return phrase.split(/[ -]/).some((word) => cuss[word] > 0 || stems.some((stem) => word.startsWith(stem)));
}

function listOf(title, from, rated) {
  const usual = leastRating / mostRating;
  const rows = rated.map(([text, rating]) => {
    const weight = Math.abs(rating) / mostRating;
    return weight === usual ? JSON.stringify(text) : `{"text": ${JSON.stringify(text)}, "weight": ${weight}}`;
  });
  const lines = [];
  for (const row of rows) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + row.length < 140) lines[lines.length - 1] = `${last}, ${row}`;
    else lines.push(row);
  }
  return [
    "{",
    `      "title": "${title}",`,
    `      "from": "${from}",`,
    `      "weight": ${usual},`,
    '      "phrases": [',
    lines.map((line) => `        ${line}`).join(",\n"),
    "      ]",
    "    }",
  ].join("\n");
}

/// What the file says.
export async function writtenList() {
  const { ratings, cuss, about, licence } = await modules();
  const dropped = new Set(Object.values(unwanted).join(", ").split(", "));
  const missing = [...dropped].filter((phrase) => !(phrase in ratings));
  if (missing.length > 0) throw new Error(`${lexicon} does not rate ${missing.join(", ")}`);
  const kept = Object.entries(ratings)
    .filter(([phrase, rating]) => Math.abs(rating) >= leastRating && !dropped.has(phrase) && !isProfane(phrase, cuss))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const from = `${about.name} ${about.version} (npm, ${about.license})`;
  const notice = licence.trim().split("\n").map((line) => `// ${line}`.trimEnd()).join("\n");
  return `// Written by tools/afinn.mjs from ${from}: the words that it rates
// ${leastRating} or more, weighed by that rating, without profanity and chat. Not for changing by hand.
//
${notice}
{
  "lists": {
    "rated-good": ${listOf("Words rated as good", from, kept.filter(([, rating]) => rating > 0))},
    "rated-bad": ${listOf("Words rated as bad", from, kept.filter(([, rating]) => rating < 0))}
  }
}
`;
}

/// Whether the file says something else.
export function isStale(text, file = new URL("../rules/lists/afinn.json", import.meta.url)) {
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
}

async function main(options) {
  const text = await writtenList();
  if (!isStale(text)) return;
  if (options.includes("--check")) {
    console.error("rules/lists/afinn.json is not what tools/afinn.mjs writes");
    process.exitCode = 1;
    return;
  }
  writeFileSync(new URL("../rules/lists/afinn.json", import.meta.url), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
