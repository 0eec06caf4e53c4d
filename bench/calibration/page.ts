/** docs/calibration.md from the committed results. */
import { CONDITIONS, HYPOTHESES, type Hypothesis, trueIn } from './conditions.ts';
import { type ConditionResult, type Results, supported } from './results.ts';

/** Supported claims among so many runs that a rule with a true rate of 5 % exceeds in at most 2.5 % of such checks: 16 of 200. */
export function mostFalse(runs: number): number {
  // P(k) of the binomial, from P(0) on.
  let [chance, sum, k] = [0.95 ** runs, 0.95 ** runs, 0];
  while (1 - sum > 0.025) {
    chance *= ((runs - k) / (k + 1)) * (0.05 / 0.95);
    sum += chance;
    k++;
  }
  return k;
}

/** False positives above the bound, and what they are of. */
export function failures({ conditions }: Results): string[] {
  return conditions.flatMap((result) =>
    HYPOTHESES.filter((hypothesis) => !trueIn(result).includes(hypothesis)).flatMap((hypothesis) => {
      const found = supported(result, hypothesis);
      const most = mostFalse(result.runs);
      return found > most ? [`${hypothesis} under ${result.name}: ${found} of ${result.runs}, at most ${most}`] : [];
    }),
  );
}

/** What the rule is to find in at least 80 % of the runs. */
const TO_FIND: readonly (readonly [hypothesis: Hypothesis, condition: string])[] = [
  ['H1', 'alignment 0.85'],
  ['H1', 'alignment 0.9'],
  ['H2', 'interaction 0.5'],
  ['H3', 'importance 0.7'],
  ['H4', 'interaction 0.5'],
  ['H4', 'interaction 0.5, signs mixed'],
  ['H4', 'interaction 0.5, signs by-answer'],
  ['H5a', 'selectivity 1'],
];
const POWER = 0.8;

/** What of that it does not find so often. */
export function missed({ conditions }: Results): string[] {
  return TO_FIND.flatMap(([hypothesis, name]) => {
    const result = conditions.find((other) => other.name === name);
    if (result === undefined) throw new Error(`calibration: no condition ${name}`);
    const found = supported(result, hypothesis);
    return found < POWER * result.runs ? [`${hypothesis} under ${name}, ${found} of ${result.runs}`] : [];
  });
}

/** As made, and as asked for where those are more. */
function runsOf({ name, runs }: ConditionResult): string {
  const asked = CONDITIONS.find((condition) => condition.name === name)?.runs ?? runs;
  return asked > runs ? `${runs} of ${asked}` : `${runs}`;
}

function unfinished({ conditions }: Results): string {
  const short = conditions.filter((result) => runsOf(result).includes('of'));
  if (short.length === 0) return '';
  return `**The calibration is not finished**: where the tables say so, fewer runs were made than asked for, and \`node --import tsx bench/calibration/main.ts FOLDER\`, with the folder of the runs, makes the others. `;
}

/** Runs asked for at each corner of sizes. */
const CORNER = 50;

/** How far the corners went. */
function cornersOf(sizes: readonly ConditionResult[]): string {
  const asked = `Asked for were 200 null worlds at 48 features and 80 prompts, and ${CORNER} at each corner of 40 to 400 features and 40 to 400 prompts.`;
  if (sizes.every(({ runs }) => runs >= CORNER)) return `${asked} All of them were run.`;
  const made = sizes.map(({ name, runs }) => `${runs} at ${name}`).join(', ');
  return `${asked} Runs at the corners are ${made}: few of them say little about a rate of 5 %, and with fewer than 20 a claim has to be supported in a large part of them to be above its bound.`;
}

export function calibrationPage(results: Results): string {
  const { rule, conditions } = results;
  const of = (group: ConditionResult['group']): ConditionResult[] =>
    conditions.filter((result) => result.group === group).sort((a, b) => a.strength - b.strength);
  const table = (...groups: ConditionResult['group'][]): string =>
    groups
      .flatMap(of)
      .map((result) => {
        const claimed = trueIn(result);
        const counts = HYPOTHESES.map((name) => {
          if (result.status[name].startsWith('.')) return '–';
          return claimed.includes(name) ? `**${supported(result, name)}**` : `${supported(result, name)}`;
        });
        return `| ${result.name} | ${runsOf(result)} | ${counts.join(' | ')} |`;
      })
      .join('\n');
  const head = `| condition | runs | ${HYPOTHESES.join(' | ')} |\n| --- | --- |${' --- |'.repeat(HYPOTHESES.length)}`;
  const below = missed(results);
  const short = below.length === 0 ? 'All of it is reached.' : `**Below 80 %: ${below.join('; ')}.**`;
  const failed = failures(results);
  const outcome =
    failed.length === 0
      ? 'No claim is above its bound in any condition of this page.'
      : `**Above their bound: ${failed.join('; ')}.**`;
  return `# Calibration of the verdict rule

Made by \`make calibration\` from [bench/results/calibration.json](../bench/results/calibration.json). Synthetic studies of 48 features, 80 prompts and 8
answers (other sizes where they are named) go through the rule of [verdicts.md](verdicts.md): ${rule.replicates} replicates of each decisive null, twenty splits into halves, intervals from halves of
the prompts, a pool of every pair of up to 20 features that write different directions, steered at equal norm, exact removals with controls, clusters taken out beside 199 deals, units; smallest effect of interest ${rule.sesoi}.
How they are made stands in \`bench/calibration/world.ts\`. Numbers are runs in which the claim is *supported*, bold where it is true.

Evidence stops where it shows that a claim cannot be supported: a fourth replicate, or a 126th of 4,999 permutations, as large as the study. Whether a claim is supported
is the same with all of it; the other statuses are not told apart then (\`-\` in the results).

## Nothing planted: each confound by itself

Every entry is a false positive. The bound is what a true rate of 5 % exceeds in at most 2.5 % of such checks: ${mostFalse(200)} of 200, ${mostFalse(100)} of 100, ${mostFalse(50)} of 50, ${mostFalse(25)} of 25. (The rule
asks for p ≤ 0.025 of each of several tests.) ${outcome} Feature splitting is groups of six directions at cosine 0.5, copies are groups of twelve at the cosine named; where groups are alike
beyond cosine 0.5, H2 is not testable nearly always.

${head}
${table('confound', 'size')}

![Share of runs with a false positive, by confound and hypothesis](images/calibration-false.svg)

## Planted alignment

Three groups of a quarter of the features each whose directions, within the span of the gradient, have this cosine with one direction of their
group. Features then form groups (H1 is true) and do not work together (H4 is false).

${head}
${table('alignment')}

![Share of runs that support each claim, by planted alignment](images/calibration-alignment.svg)

## Planted interaction

The same groups at an alignment of 0.95, and every pair of a group interacts: |I| in units of the mean damage that removing one feature does.
At 1 the interaction of a pair equals that. H1, H2 and H4 are true; at 0 only H1 is. Pairs that interact do more damage together than the sum of both, so H2 is
true wherever all interactions help. With \`mixed\` signs each pair has one by chance, with \`by-answer\` all of them turn about between odd and even answers: H4 is true
and H2 is not, since the damage of pairs is no larger on average.

${head}
${table('interaction', 'signs')}

![Share of runs that support each claim, by planted interaction](images/calibration-interaction.svg)

## Planted importance

The same groups at an alignment of 0.95; every feature has the same component along the mean push and a length that correlates with its strength,
at the named r over the features of the groups, in every sample exactly. Importance is then length, and correlations are as they were. H1 and H3 are true; at 0 only H1 is.

${head}
${table('importance')}

![Share of runs that support each claim, by planted importance](images/calibration-importance.svg)

## Planted selectivity

The same groups at an alignment of 0.95; each group turns towards an answer of its own, and on the prompts of that its activations are higher by so many of their standard deviations. A
cluster then is necessary for its answer (H5a is true), and so is what grouping by answer finds (H5b is false as planted). H5b
is supported more often where selectivity is weak than where it is strong or absent: the mean of a few prompts puts some features under another answer than their group's, where the network keeps them together, so that its groups are in truth a little more selective.
That is no error of the rule, and no evidence that the network is needed either: more prompts mend it. At 0 neither is true. Other claims are not asked here (–).

${head}
${table('selectivity')}

![Share of runs that support each claim, by planted selectivity](images/calibration-selectivity.svg)

## What was not found

Asked for is a power of 80 % for H1 from an alignment of 0.85 on, for H2 and H4 where interaction is half of what one feature does, for H3 where importance goes with strength at
r = 0.7 and for H5a where activations are a standard deviation higher on a cluster's answer. ${short}

## What was not run

${cornersOf(of('size'))} ${unfinished(results)}Copies are asked for in 100 runs at each cosine. Planted effects are of the one size. Planted importance
is of one number of units (the features of three clusters, about 36) and one reliability. Power of H5b, which takes modules inside answers, and relevance, which takes features that are not
selected, are not asked of these worlds; the planted studies of the README are their test. Splits are within answers, and p are at the resolution of ${rule.replicates} replicates: 0.025 is 3 of 120.
`;
}
