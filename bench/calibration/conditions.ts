/** The synthetic studies that the verdict rule is calibrated on: each confound by itself with nothing planted, other sizes, then planted alignment, interaction and importance. */
import type { WorldOptions } from './world.ts';

/** Settings of the rule: the fewest replicates that leave a p (100) and room for three as large as the study, p = 4 / 120 being too much and 3 / 120 not. */
export const RULE = { replicates: 119, sesoi: 0.2, curtail: true } as const;

export const HYPOTHESES = ['H1', 'H2', 'H3', 'H4', 'H5a', 'H5b'] as const;

export type Hypothesis = (typeof HYPOTHESES)[number];

export interface Condition {
  readonly name: string;
  /** confound and size: nothing is true. alignment: H1 is. interaction and signs: H1 and H4 are. importance: H1 and H3 are. selectivity: H1 and H5a are. */
  readonly group: 'confound' | 'size' | 'alignment' | 'interaction' | 'signs' | 'importance' | 'selectivity';
  /** What is planted, in the group's unit; 0 for a confound. */
  readonly strength: number;
  readonly change: Partial<WorldOptions>;
  readonly runs: number;
  /** H5 alone is asked. */
  readonly effectAlone?: boolean;
}

/** Alignment at which clusters are easily found, so that H3 and H4 have clusters to ask about. */
const CLUSTERED = 0.95;

/** Runs of what is planted, and of each confound. */
const [PLANTED, IMPORTANCE, CONFOUNDS, COPIES, SELECTIVE] = [20, 40, 200, 100, 100];

export const CONDITIONS: readonly Condition[] = [
  confound('shared gradient', {}),
  confound('multiplicative gain', { gain: 0.5 }),
  confound('unbalanced answers', { unbalanced: true }),
  confound('template features', { template: 0.5 }),
  confound('feature splitting', { split: { group: 6, cosine: 0.5 } }),
  ...[0.5, 0.9, 0.99].map((cosine) => confound(`copies, cosine ${cosine}`, { split: { group: 12, cosine } }, COPIES)),
  size(40, 40, 50),
  size(40, 400, 50),
  size(400, 40, 50),
  size(400, 400, 50),
  ...[0.7, 0.8, 0.85, 0.9, 1].map((aligned): Condition => {
    return { name: `alignment ${aligned}`, group: 'alignment', strength: aligned, change: { aligned }, runs: PLANTED };
  }),
  ...[0, 0.2, 0.35, 0.5, 1].map((strength): Condition => {
    const change = { aligned: CLUSTERED, interaction: strength };
    return { name: `interaction ${strength}`, group: 'interaction', strength, change, runs: PLANTED };
  }),
  ...(['mixed', 'by-answer'] as const).map((signs): Condition => {
    const change = { aligned: CLUSTERED, interaction: 0.5, signs };
    return { name: `interaction 0.5, signs ${signs}`, group: 'signs', strength: 0.5, change, runs: PLANTED };
  }),
  ...[0, 0.7, 1].map((importance): Condition => {
    const change = { aligned: CLUSTERED, importance };
    return { name: `importance ${importance}`, group: 'importance', strength: importance, change, runs: IMPORTANCE };
  }),
  ...[0, 0.25, 0.5, 1, 2].map((selective): Condition => {
    const change = { aligned: CLUSTERED, selective };
    const runs = selective === 0 ? CONFOUNDS : SELECTIVE;
    return {
      name: `selectivity ${selective}`,
      group: 'selectivity',
      strength: selective,
      change,
      runs,
      effectAlone: true,
    };
  }),
];

/** Claims that are true in a condition; every other one that is supported is a false positive. */
export function trueIn({ group, strength }: Pick<Condition, 'group' | 'strength'>): readonly Hypothesis[] {
  if (group === 'confound' || group === 'size') return [];
  if (group === 'importance') return strength > 0 ? ['H1', 'H3'] : ['H1'];
  if (group === 'signs') return ['H1', 'H4'];
  // One answer for each cluster: grouping by answer does as well.
  if (group === 'selectivity') return strength > 0 ? ['H1', 'H5a'] : ['H1'];
  return group === 'interaction' && strength > 0 ? ['H1', 'H2', 'H4'] : ['H1'];
}

function confound(name: string, change: Partial<WorldOptions>, runs = CONFOUNDS): Condition {
  return { name, group: 'confound', strength: 0, change, runs };
}

function size(features: number, prompts: number, runs: number): Condition {
  return { name: `${features} features, ${prompts} prompts`, group: 'size', strength: 0, change: { features, prompts }, runs }; // biome-ignore format: one line
}
