/**
 * The correlated pairs of a study by the route that fits: all of them where `correlation.most_pairs` lets them be held, else the
 * strong ones in blocks through the model runtime, with the thresholds below those counted on the way. Where both routes store a
 * pair, they store the same r and p, and the same q up to `qExact`.
 */

import { openBlockProducts } from '../../../../src/engine/onnx/block-product.ts';
import { StudyError } from '../../../../src/errors.ts';
import { LevelComponents } from '../../../../src/methods/graph/union-find.ts';
import { blockedPairs, type StrongPairs } from '../../../../src/methods/stats/correlation/blocked-pairs.ts';
import { everyPair } from '../../../../src/methods/stats/correlation/every-pair.ts';
import { type HeldColumns, spreadOut } from '../../../../src/methods/stats/correlation/scattered-columns.ts';
import type { SimilarityColumns } from '../../../../src/methods/stats/correlation/similarity.ts';
import { type Counted, SWEEP } from '../network/threshold-sweep.ts';

interface CorrelatedPairs {
  readonly found: StrongPairs;
  /** The sweep's thresholds below `found.from`. */
  readonly levels: readonly Counted[];
}

/** What counts as an edge where pairs are only counted, and how many pairs may be held. */
export interface CountedRule {
  readonly most: number;
  readonly threshold: number;
  readonly strict: boolean;
  readonly sign: 'absolute' | 'positive';
}

/** @param features how many are selected, also those without a correlation @param where the study, for messages */
export async function correlatedPairs(
  { columns, df, fewRanks }: Omit<SimilarityColumns, 'columns'> & { readonly columns: HeldColumns },
  features: number,
  { most, threshold, strict, sign }: CountedRule,
  where: string,
  threads: number,
): Promise<CorrelatedPairs> {
  const k = columns.varying.length;
  if ((k * (k - 1)) / 2 <= most) return { found: everyPair({ columns: spreadOut(columns), df, fewRanks }), levels: [] };
  if (fewRanks === true)
    throw new StudyError({
      where: `${where}: correlation.method`,
      found: `spearman over ${columns.n} prompts of ${k} features, which are more pairs than correlation.most_pairs`,
      expected: 'ten prompts or more, from which on p of a rank correlation needs no count of all their orders',
      fix: 'Add prompts, select fewer features, or raise correlation.most_pairs.',
    });
  const floors = threshold > 0 && threshold < SWEEP[0] ? [threshold, ...SWEEP] : SWEEP;
  const sets = new LevelComponents(features, SWEEP.length);
  const blocks = await openBlockProducts(threads);
  try {
    const rule = { levels: SWEEP, strict, sign, floors, most, df };
    const found = await blockedPairs(columns, rule, blocks.product, (a, b, levels) => sets.pass(a, b, levels));
    if (found.from === Infinity) {
      throw new StudyError({
        where: `${where}: correlation.most_pairs`,
        found: `${most}, and more pairs of the ${k} features than that have |r| of ${SWEEP[SWEEP.length - 1]} or more`,
        expected: 'a number that the strongest pairs stay below',
        fix: 'Raise it, or select fewer features.',
      });
    }
    const rows = sets.result().map((row, i) => ({ threshold: SWEEP[i], edges: found.counts[i], ...row }));
    return { found, levels: rows.filter((row) => row.threshold < found.from) };
  } finally {
    await blocks.release();
  }
}
