/** docs/calibration.md from the committed results. */
import { HYPOTHESES } from './conditions.ts';
import { type ConditionResult, type Results, supported } from './results.ts';

/** Supported claims among 200 runs that a rule with a true rate of 5 % exceeds in 2 % of such checks. */
export const MOST_FALSE = 16;

export function calibrationPage({ rule, conditions }: Results): string {
  const table = (group: ConditionResult['group']): string =>
    conditions
      .filter((result) => result.group === group)
      .sort((a, b) => a.strength - b.strength)
      .map((result) => {
        const counts = HYPOTHESES.map((hypothesis) => `${supported(result, hypothesis)}`);
        return `| ${result.name} | ${result.runs} | ${counts.join(' | ')} |`;
      })
      .join('\n');
  const head = '| condition | runs | H1 | H2 | H3 | H4 |\n| --- | --- | --- | --- | --- | --- |';
  return `# Calibration of the verdict rule

Made by \`make calibration\` from [bench/results/calibration.json](../bench/results/calibration.json). Synthetic studies of 48 features, 80 prompts and 8
answers go through the whole rule of [verdicts.md](verdicts.md): ${rule.replicates} replicates of each decisive null, held-out halves, a pool of every pair of
up to 20 features that write different directions, steered at equal norm, exact removals with controls; smallest effect of interest ${rule.sesoi}. How they are made stands in \`bench/calibration/world.ts\`. Numbers
are runs in which the claim is *supported*.

## Nothing planted: each confound by itself

Every entry is a false positive. Up to ${MOST_FALSE} of 200 is the bound: a true rate of 5 % gives more in 2 % of such checks. (The rule asks for p ≤ 0.025
of each of several tests.) Feature splitting is groups of six directions at cosine 0.5, copies are groups of twelve at the cosine named; where groups are alike
beyond cosine 0.5, H2 is not testable nearly always.

${head}
${table('confound')}

![Share of runs with a false positive, by confound and hypothesis](images/calibration-false.svg)

## Planted alignment

Three groups of twelve features whose directions, within the span of the gradient, have this cosine with one direction of their
group. Clusters are then distinct (H1 is true) and features do not work together (H4 is false).

${head}
${table('alignment')}

![Share of runs that support each claim, by planted alignment](images/calibration-alignment.svg)

## Planted interaction

The same groups at an alignment of 0.95, and every pair of a group interacts: |I| in units of the mean damage that removing one feature does.
At 1 the interaction of a pair equals that. H1, H2 and H4 are true; at 0 only H1 is.

${head}
${table('interaction')}

![Share of runs that support each claim, by planted interaction](images/calibration-interaction.svg)

No importance of central features is planted, so every H3 here is a false positive, and how large an importance H3 finds is not known. Pairs that interact do more damage together than
the sum of both, so H2 is true wherever interaction is planted.
`;
}
