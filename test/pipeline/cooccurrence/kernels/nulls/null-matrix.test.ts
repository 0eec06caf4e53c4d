import { beforeAll, describe, expect, it } from 'vitest';
import { attributionsOf } from '../../../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import type { NullSource } from '../../../../../pipeline/cooccurrence/kernels/nulls/drawn.ts';
import { openProjector } from '../../../../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { nullMatrices, nullNetworks, SHOWN } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-matrix.ts';
import { askedOf, type MatchedInput } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { runNull } from '../../../../../pipeline/cooccurrence/kernels/nulls/run-null.ts';
import { modularityOf, studyNetwork } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { components } from '../../../../../src/methods/graph/components.ts';
import { edgeCount, graphFromEdges } from '../../../../../src/methods/graph/csr-graph.ts';
import type { Matrix } from '../../../../../src/methods/stats/matrix.ts';
import { matchedWorld, sharedGradient } from './shared-gradient.ts';

const [PROMPTS, FEATURES] = [60, 40];
const world = sharedGradient({ seed: 5, features: FEATURES, candidates: 160, planted: 10 });
/** Ids that are no indices. */
const featureIds = Int32Array.from({ length: FEATURES }, (_, f) => 3 * f + 2);

let nullInput: MatchedInput;
let own: Matrix;
beforeAll(async () => {
  nullInput = await matchedWorld(world);
  const projector = await openProjector(nullInput.gradient, 1);
  const projections = await projector.project(world.own);
  await projector.release();
  own = { rows: PROMPTS, cols: FEATURES, values: attributionsOf(nullInput.codes, projections, nullInput.rule) };
});

describe('the networks of the first replicates', () => {
  const sources: [string, () => NullSource][] = [
    ['random-rows', () => world.source],
    ['shuffle-prompts', () => ({ kind: 'shuffle-prompts', rows: PROMPTS, cols: FEATURES, values: own.values as Float64Array, groups: new Int32Array(PROMPTS) })], // biome-ignore format: one line
    ['rewire', () => ({ kind: 'rewire', graph: studyNetwork(own, nullInput.statistics).graph })],
  ];

  it.each(sources)('%s: have the statistics that the run records of those replicates', async (_, sourceOf) => {
    const source = sourceOf();
    const { edges, nodes } = await nullNetworks(nullInput, source, featureIds, SHOWN);
    const { values } = await runNull(nullInput, source, { replicates: SHOWN, threads: 1, advance: () => undefined });
    const asked = askedOf(nullInput);
    // Of rewired networks both densities are one.
    const recorded = (replicate: number, statistic: string): number => {
      const at = asked.findIndex((one) => one.statistic === statistic && one.density === 'edges');
      return values[replicate * asked.length + at];
    };
    const nodeOf = new Map(Array.from(featureIds, (id, node) => [id, node]));
    for (let replicate = 0; replicate < SHOWN; replicate++) {
      const of = edges.filter((edge) => edge.replicate === replicate);
      const ends = (side: 'feature_a' | 'feature_b') => Int32Array.from(of, (edge) => nodeOf.get(edge[side]) ?? -1);
      const graph = graphFromEdges(FEATURES, ends('feature_a'), ends('feature_b'));
      const clustered = nodes.filter((node) => node.replicate === replicate);
      expect(clustered.map(({ feature_id }) => feature_id)).toEqual([...featureIds]);
      expect(edgeCount(graph)).toBe(nullInput.edges.all);
      expect(components(graph).sizes[0]).toBe(recorded(replicate, 'giant'));
      const labels = Int32Array.from(clustered, ({ cluster }) => cluster);
      expect(modularityOf(graph, labels, nullInput.statistics)).toBeCloseTo(recorded(replicate, 'modularity'), 12);
      const kept = clustered.filter((node) => node.kept);
      expect(kept.length).toBe(recorded(replicate, 'features_in_clusters'));
      expect(new Set(kept.map(({ cluster }) => cluster)).size).toBe(recorded(replicate, 'clusters'));
      expect(of.every(({ feature_a, feature_b }) => feature_a < feature_b)).toBe(true);
      expect(of.every(({ r }) => (source.kind === 'rewire' ? r === null : r !== null && Math.abs(r) <= 1))).toBe(true);
    }
    // The study's own network is none of them.
    const pairs = (replicate: number) => edges.filter((edge) => edge.replicate === replicate).map((edge) => `${edge.feature_a} ${edge.feature_b}`); // biome-ignore format: one line
    expect(new Set(Array.from({ length: SHOWN }, (_, k) => pairs(k).join())).size).toBe(SHOWN);
  });

  it('keep the sign of r, and are as many as the run has', async () => {
    const { edges, nodes } = await nullNetworks(nullInput, world.source, featureIds, 2);
    expect(new Set(nodes.map(({ replicate }) => replicate))).toEqual(new Set([0, 1]));
    expect(edges.some(({ r }) => (r ?? 0) < 0)).toBe(true);
    const all = await nullNetworks(nullInput, world.source, featureIds, SHOWN);
    expect(all.edges.slice(0, edges.length)).toEqual(edges);
  });
});

it('leaves out a null that cannot be asked', async () => {
  const options = {
    decoder: { features: FEATURES, width: 16, rows: world.own, norms: new Float64Array(FEATURES).fill(1) },
    logSparsity: null,
    selected: Int32Array.from({ length: FEATURES }, (_, f) => f),
    featureIds: Int32Array.from({ length: FEATURES }, (_, f) => f),
    prevalence: new Map(),
    prompts: PROMPTS,
    method: 'integrated-gradients' as const,
    statistics: nullInput.statistics,
    strata: Array.from({ length: PROMPTS }, (_, p) => `s${p % 2}`),
    matrix: own,
  };
  const { nodes } = await nullMatrices(['random-rows', 'shuffle-within-strata', 'rewire'], nullInput, options, 1);
  expect([...new Set(nodes.map((node) => node.null))]).toEqual(['shuffle-within-strata', 'rewire']);
});
