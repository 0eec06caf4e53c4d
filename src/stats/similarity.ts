/**
 * Similarity of all pairs of columns by the method a study names, with the degrees of freedom that its p has:
 * pearson and spearman n − 2, cosine n − 1 (no mean is spent), partial n − 2 − independent covariates.
 */
import { cosine } from './cosine.ts';
import type { Matrix } from './matrix.ts';
import type { PairTable } from './pairs.ts';
import { partial } from './partial.ts';
import { pearson } from './pearson.ts';
import { spearman } from './spearman.ts';

export const SIMILARITIES = ['pearson', 'spearman', 'cosine', 'partial'] as const;

export type Similarity = (typeof SIMILARITIES)[number];

/** `covariates` are used by `partial` alone. */
export function similarity(
  method: Similarity,
  matrix: Matrix,
  covariates: readonly ArrayLike<number>[],
): PairTable & { readonly df: number } {
  switch (method) {
    case 'pearson':
      return { ...pearson(matrix), df: matrix.rows - 2 };
    case 'spearman':
      return { ...spearman(matrix), df: matrix.rows - 2 };
    case 'cosine':
      return { ...cosine(matrix), df: matrix.rows - 1 };
    case 'partial':
      return partial(matrix, covariates);
    default:
      throw new RangeError(`similarity: method ${String(method satisfies never)}, expected ${SIMILARITIES.join(', ')}`);
  }
}
