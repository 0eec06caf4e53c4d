/**
 * Rows of the table `verdict_split`: what each split of the prompts into halves says of a hypothesis, so that a reader sees whether one lucky
 * split decides. H1's nulls go through the first split alone, both ways. H5's deals take runs of the model and are made
 * in the first split, one way; further splits have their estimates.
 */

import { type ImportanceEvidence, importanceInSplits } from './h3-importance.ts';
import { BY, type GroupingEvidence } from './h5-effect.ts';
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

/** Row of `grouping_split`. */
export interface GroupingSplit {
  readonly method: string;
  readonly split: string;
  readonly selectivity: number | null;
  /** The network's less this. */
  readonly difference: number | null;
  readonly reason: string | null;
}

interface InSplits {
  /** Cohesion of the first half's communities on the second half. */
  readonly cohesion: readonly SplitValue[];
  readonly sets: readonly SplitFinding[];
  readonly importance: readonly ImportanceEvidence[];
  /** Within minus between of `stratum_excess`. */
  readonly interactions: readonly SplitValue[];
  /** Of the first split, and of further ones. */
  readonly groupings: readonly GroupingEvidence[];
  readonly groupingsAgain: readonly GroupingSplit[];
}

const FEW = 'the first half’s clusters leave no pair of the pool within or between them, or its damage does not vary';
const FLAT = 'the centrality or the importance does not vary over enough features';

/** @param measure centrality that H3 is decided by */
export function verdictSplits(
  { cohesion, sets, importance, interactions, groupings, groupingsAgain }: InSplits,
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
    ...selective([...groupings.map((row) => ({ ...row, split: 'strata' })), ...groupingsAgain], groupings),
  ];
}

/** H5a has the network's selectivity, H5b its least difference to a grouping that needs no network. */
function selective(rows: readonly GroupingSplit[], first: readonly GroupingEvidence[]): VerdictSplitRow[] {
  const network = rows.filter(({ method }) => method === 'network');
  const p = first.find(({ method }) => method === 'network')?.p ?? null;
  return network.flatMap(({ split, selectivity, reason }): VerdictSplitRow[] => {
    const others = rows.flatMap((row) => (row.split === split && row.method in BY ? (row.difference ?? []) : []));
    const own = split === 'strata' ? p : null;
    const dealt = reason ?? 'deals are made for split strata alone';
    const compared = reason ?? 'it has an interval over prompts, in split strata, and no p';
    return [
      { hypothesis: 'H5a', split, estimate: selectivity, p: own, reason: own === null ? dealt : null },
      {
        hypothesis: 'H5b',
        split,
        estimate: others.length === 0 ? null : Math.min(...others),
        p: null,
        reason: compared,
      },
    ];
  });
}
