/** The whole rule on one synthetic study: decisive nulls, held-out half, and the verdict rows that need no steering of pairs. */

import { attributionsOf } from '../nulls/attributions.ts';
import { directionNull } from '../nulls/directions.ts';
import { firstOrderDamage } from '../nulls/first-order.ts';
import { DECISIVE } from '../nulls/null-kinds.ts';
import { openProjector } from '../nulls/projector.ts';
import { namesOf, statisticsOf } from '../nulls/replicates.ts';
import { runNull } from '../nulls/run.ts';
import { measuresOf, studyNetwork } from '../nulls/study-network.ts';
import { summaries } from '../nulls/summary.ts';
import type { SyntheticStudy } from '../nulls/synthetic.ts';
import { hypotheses, PRIMARY_MEASURE, type VerdictRow } from './hypotheses.ts';
import { importance } from './importance.ts';

export interface SyntheticVerdictOptions {
  readonly replicates: number;
  readonly sesoi: number;
}

export async function syntheticVerdict(
  { ingredients, dictionary, own }: SyntheticStudy,
  { replicates, sesoi }: SyntheticVerdictOptions,
): Promise<VerdictRow[]> {
  const { codes, rule, statistics, steered, seed } = ingredients;
  const projector = await openProjector(ingredients.gradient, 1);
  const projections = await projector.project(own);
  await projector.release();
  const observed = statisticsOf(ingredients, projections);
  const names = namesOf(ingredients);
  const nulls = [];
  for (const kind of DECISIVE) {
    const source = directionNull(kind, dictionary);
    if (source === null) throw new Error('syntheticVerdict: every feature is selected');
    const { values } = await runNull(ingredients, source, { replicates, threads: 1, advance: () => undefined });
    nulls.push(...summaries(kind, names, observed, values));
  }
  const matrix = { rows: codes.prompts, cols: codes.features, values: attributionsOf(codes, projections, rule) };
  const { graph, members } = studyNetwork(matrix, statistics);
  const inClusters = members.flatMap((nodes) => [...nodes]);
  const damage = firstOrderDamage(projections, codes.features, steered[0]);
  const at = (values: Float64Array) => Float64Array.from(inClusters, (node) => values[node]);
  const measured = importance(at(measuresOf(graph)[PRIMARY_MEASURE]), at(damage), { seed, replicates });
  return hypotheses({
    nulls,
    required: DECISIVE,
    sesoi,
    clusters: members.length,
    sets: null,
    setsReason: 'no sets in a synthetic study',
    heldOutSets: null,
    heldOutImportance: new Map(),
    importance: new Map(measured === null ? [] : [[PRIMARY_MEASURE, measured]]),
    interactions: [],
  });
}
