/** The correlation of every two of some features, also of the pairs that a study computed in blocks does not store. */
import {
  type CorrelationOptions,
  preparedColumns,
} from '../../../../src/methods/stats/correlation/correlation-options.ts';
import { everyPair } from '../../../../src/methods/stats/correlation/every-pair.ts';
import { filled, takeColumns } from '../../../../src/methods/stats/sparse-matrix.ts';
import type { CorrelationPair } from '../summary/mean-similarity.ts';
import type { PromptCells } from './prompt-matrix.ts';

/**
 * @param stored what the table `correlation` has of their pairs: all there is where `storedFrom` is 0
 * @param options asked for only where pairs were computed in blocks
 */
export function pairCorrelations(
  features: readonly number[],
  { stored, storedFrom }: { readonly stored: readonly CorrelationPair[]; readonly storedFrom: number },
  matrix: () => PromptCells,
  options: () => CorrelationOptions,
): readonly CorrelationPair[] {
  if (storedFrom === 0) return stored;
  const { featureIds, ...cells } = matrix();
  const wanted = new Set(features);
  const columns = Int32Array.from(featureIds.keys()).filter((column) => wanted.has(featureIds[column]));
  const prepared = preparedColumns(filled(takeColumns(cells, columns)), options());
  const { a, b, r } = everyPair(prepared);
  const idOf = (place: number): number => featureIds[columns[prepared.columns.varying[place]]];
  return Array.from(r, (own, pair) => ({ feature_a: idOf(a[pair]), feature_b: idOf(b[pair]), r: own }));
}
