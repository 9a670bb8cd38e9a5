// Rules at which a check fails, and a methodology of a few.

export const text = "# A berth opens\n\nThe port opened a berth, it said.\n";
/** One paragraph in which nothing comes back, so that a pattern that looks far ahead has much to keep in mind. */
export const long = `${text}\n${words(100_000)}.\n`;

function words(count) {
  let last = 1;
  return Array.from({ length: count }, () => (last = (last * 48271) % 0x7fffffff).toString(36)).join(" ");
}

const list = (size) => `[${[...Array(size).keys()]}]`;
const nested = (depth, sum = "it") =>
  depth ? `${list(10)}.exists(v${depth}, ${nested(depth - 1, `${sum} + v${depth}`)})` : `${sum} == 99`;

/** A rule that uses up the budget of an expression so many times: slow, as slow as a rule may be. */
export const slow = (times) => ({ each: list(times), when: nested(7) });
/** One that fills the memory within its budget. */
export const greedy = {
  each: list(18),
  when: `${list(60)}.exists(a, "${"x".repeat(3000)}".replace("x", "${"y".repeat(48)}") == string(it + a))`,
};
export const quick = { when: "article.claims.size() > 90" };
/** One that is slow while the text is searched, which happens whichever rule is in force. */
export const searching = { find: { pattern: "[a-z].{900}[!-+]" } };

/** A methodology of these rules. Their examples need not come out: nobody asks. */
export function methodology(rules) {
  return {
    stet: 1, id: "few", version: "1", unknown: "hold",
    decisions: [{ id: "pass", title: "Pass", clears: true }, { id: "hold", title: "Hold", clears: false }],
    rules: complete(rules),
  };
}

/** The rules with what each must have. */
export function complete(rules) {
  const tests = { fires: [{ headline: "A" }], silent: [{ headline: "B" }] };
  return Object.entries(rules).map(([id, rule]) => ({ id, decision: "hold", message: "found", ...rule, tests }));
}
