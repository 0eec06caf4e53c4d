/**
 * Similarity of pairs of columns by the method a study names: columns made ready for it, whose normalised products it is, and
 * the degrees of freedom that its p has: pearson and spearman n − 2, cosine n − 1 (no mean is spent), partial n − 2 − independent
 * covariates.
 */

import type { Matrix } from '../matrix.ts';
import { type Columns, centred, uncentred } from './columns.ts';
import { type PairTable, pairProducts } from './pairs.ts';
import { partialColumns } from './partial.ts';
import { rankedColumns } from './spearman.ts';

export const SIMILARITIES = ['pearson', 'spearman', 'cosine', 'partial'] as const;

export type Similarity = (typeof SIMILARITIES)[number];

export interface SimilarityColumns {
  readonly columns: Columns;
  readonly df: number;
}

/** `covariates` are used by `partial` alone. */
export function similarityColumns(
  method: Similarity,
  matrix: Matrix,
  covariates: readonly ArrayLike<number>[],
): SimilarityColumns {
  switch (method) {
    case 'pearson':
      return { columns: centred(matrix), df: matrix.rows - 2 };
    case 'spearman':
      return { columns: centred(rankedColumns(matrix)), df: matrix.rows - 2 };
    case 'cosine':
      return { columns: uncentred(matrix), df: matrix.rows - 1 };
    case 'partial':
      return partialColumns(matrix, covariates);
    default:
      throw new RangeError(`similarity: method ${String(method satisfies never)}, expected ${SIMILARITIES.join(', ')}`);
  }
}

/** Of all pairs. */
export function similarity(
  method: Similarity,
  matrix: Matrix,
  covariates: readonly ArrayLike<number>[],
): PairTable & { readonly df: number } {
  const { columns, df } = similarityColumns(method, matrix, covariates);
  return { ...pairProducts(columns), df };
}
