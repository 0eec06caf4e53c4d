/** The synthetic studies that the verdict rule is calibrated on: each confound by itself with nothing planted, then planted alignment and interaction. */
import type { WorldOptions } from './world.ts';

/** Settings of the rule: the fewest replicates that leave a p (100) and room for three as large as the study, p = 4 / 120 being too much and 3 / 120 not. */
export const RULE = { replicates: 119, sesoi: 0.2, curtail: true } as const;

export const HYPOTHESES = ['H1', 'H2', 'H3', 'H4'] as const;

export interface Condition {
  readonly name: string;
  /** confound: nothing is true. alignment: H1 is. interaction: H1 and H4 are. */
  readonly group: 'confound' | 'alignment' | 'interaction';
  /** What is planted, in the group's unit; 0 for a confound. */
  readonly strength: number;
  readonly change: Partial<WorldOptions>;
  readonly runs: number;
}

/** Alignment at which clusters are easily found, so that H4 has clusters to ask about. */
const CLUSTERED = 0.95;

export const CONDITIONS: readonly Condition[] = [
  confound('shared gradient', {}),
  confound('multiplicative gain', { gain: 0.5 }),
  confound('unbalanced answers', { unbalanced: true }),
  confound('template features', { template: 0.5 }),
  confound('feature splitting', { split: { group: 6, cosine: 0.5 } }),
  ...[0.5, 0.7, 0.9, 0.99].map((cosine) => confound(`copies, cosine ${cosine}`, { split: { group: 12, cosine } })),
  interaction(0, 100),
  interaction(1, 50),
  ...[0.1, 0.2, 0.35, 0.5].map((strength) => interaction(strength, 50)),
  ...[0.6, 0.7, 0.8, 0.9, 1].map((aligned): Condition => {
    return { name: `alignment ${aligned}`, group: 'alignment', strength: aligned, change: { aligned }, runs: 50 };
  }),
];

function confound(name: string, change: Partial<WorldOptions>): Condition {
  return { name, group: 'confound', strength: 0, change, runs: 200 };
}

function interaction(strength: number, runs: number): Condition {
  const change = { aligned: CLUSTERED, interaction: strength };
  return { name: `interaction ${strength}`, group: 'interaction', strength, change, runs };
}
