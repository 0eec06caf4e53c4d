/** The correlation of every two of some features, also of the pairs that a study computed in blocks does not store. */
import { preparedColumns } from '../../../../src/methods/stats/correlation/correlation-options.ts';
import { everyPair } from '../../../../src/methods/stats/correlation/every-pair.ts';
import { filled, takeColumns } from '../../../../src/methods/stats/sparse-matrix.ts';
import type { CorrelationPair } from '../summary/mean-similarity.ts';
import { type CorrelationContext, readCorrelationOptions } from './read-correlation-options.ts';
import { readPromptCells } from './read-prompt-matrix.ts';

/** @param stored what the table `correlation` has of their pairs: all there is, unless pairs were computed in blocks */
export async function readPairCorrelations(
  context: CorrelationContext,
  features: readonly number[],
  stored: readonly CorrelationPair[],
): Promise<readonly CorrelationPair[]> {
  const [scope] = await context.tables.query<{ stored_from: number }>('correlation_stored_from');
  if (scope === undefined || scope.stored_from === 0) return stored;
  const { promptIds, featureIds, ...cells } = await readPromptCells(context.tables);
  const wanted = new Set(features);
  const columns = Int32Array.from(featureIds.keys()).filter((column) => wanted.has(featureIds[column]));
  const prepared = preparedColumns(
    filled(takeColumns(cells, columns)),
    await readCorrelationOptions(context, promptIds),
  );
  const { a, b, r } = everyPair(prepared.columns, prepared.df);
  const idOf = (kept: number): number => featureIds[columns[prepared.columns.kept[kept]]];
  return Array.from(r, (own, pair) => ({ feature_a: idOf(a[pair]), feature_b: idOf(b[pair]), r: own }));
}
