/**
 * Rows of the table `verdict_split`: what each split of the prompts into halves says of a hypothesis, so that a reader sees whether one lucky
 * split decides. H1's nulls go through the first split alone, both ways; H5 takes runs of the model, and has that split alone.
 */
import { type ImportanceEvidence, importanceInSplits } from './h3-importance.ts';
import type { SplitFinding } from './held-out-sets.ts';

export interface VerdictSplitRow extends SplitFinding {
  readonly hypothesis: string;
  readonly reason: string | null;
}

/** Row of `held_out_statistic` or `interaction_split`. */
export interface SplitValue {
  readonly split: string;
  readonly estimate: number | null;
  readonly p: number | null;
  readonly reason: string | null;
}

interface InSplits {
  /** Cohesion of the first half's communities on the second half. */
  readonly cohesion: readonly SplitValue[];
  readonly sets: readonly SplitFinding[];
  readonly importance: readonly ImportanceEvidence[];
  /** Within minus between of `stratum_excess`. */
  readonly interactions: readonly SplitValue[];
}

const FEW = 'the first half’s clusters leave no pair of the pool within or between them, or its damage does not vary';
const FLAT = 'the centrality or the importance does not vary over enough features';

/** @param measure centrality that H3 is decided by */
export function verdictSplits(
  { cohesion, sets, importance, interactions }: InSplits,
  measure: string,
): VerdictSplitRow[] {
  const why = (reason: string, p: number | null): string | null => (p === null ? reason : null);
  return [
    ...cohesion.map((row) => ({
      hypothesis: 'H1',
      ...row,
      reason: row.reason ?? 'nulls are made for split strata alone, both ways',
    })),
    ...sets.map((row) => ({ hypothesis: 'H2', ...row, reason: why(FEW, row.p) })),
    ...importanceInSplits(importance, measure).map((row) => ({ hypothesis: 'H3', ...row, reason: why(FLAT, row.p) })),
    ...interactions.map((row) => ({ hypothesis: 'H4', ...row })),
  ];
}
