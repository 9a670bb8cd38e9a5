// What Cedar, a policy language that is checked against a schema, takes to parse and validate as
// many policies as the finance desk has rules. Cedar has neither lists of records nor texts, so its
// policies compare the measures that our terms are.
import { createRequire } from 'node:module';
import { typical } from './figures.mjs';

const measures = ['independentSources', 'authoritySources', 'anonymousSources', 'rumourMarks', 'claimsListed', 'impactGap', 'hedges'];

const schema = `entity Desk;
entity Story {
${measures.map((name) => `  ${name}: Long,`).join('\n')}
  labels: Set<String>,
  declared?: { sources?: Long, impact?: Long },
};
action publish appliesTo { principal: [Desk], resource: [Story] };
`;

const conditions = [
  (n) => `resource.independentSources < 2 && resource.rumourMarks > ${n} && resource.authoritySources == 0`,
  (n) => `resource.claimsListed == ${n}`,
  (n) => `resource has declared && resource.declared has sources && resource.declared.sources != resource.independentSources + ${n}`,
  (n) => `resource.impactGap > ${n + 2} || resource.hedges > ${30 + n} && !resource.labels.contains("opinion")`,
  (n) => `resource.labels.containsAny(["rumour", "single-source-${n}"]) && resource.anonymousSources > resource.independentSources`,
];

/** `count` policies, each of its own. */
function policies(count) {
  return Array.from({ length: count }, (_, i) => {
    const when = conditions[i % conditions.length](Math.floor(i / conditions.length));
    return `@id("rule-${i}")\nforbid (principal, action == Action::"publish", resource) when { ${when} };`;
  }).join('\n');
}

/** Milliseconds for `count` policies, or null where Cedar is not installed. */
export function cedarMilliseconds(count, rounds) {
  let cedar;
  try {
    cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');
  } catch {
    return null;
  }
  const call = { schema, policies: { staticPolicies: policies(count) } };
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const begun = performance.now();
    const answer = cedar.validate(call);
    times.push(performance.now() - begun);
    // Policies that are refused would be a figure of something else.
    if (answer.type !== 'success' || answer.validationErrors.length > 0) throw new Error(JSON.stringify(answer));
  }
  return { typical: typical(times), first: times[0] };
}
