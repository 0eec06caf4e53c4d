import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import {
  measuresOf,
  metricsOf,
  type StatisticOptions,
  studyNetwork,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { random } from '../../../../../src/random.ts';

const OPTIONS: StatisticOptions = {
  correlation: { method: 'pearson', gains: null, covariates: [] },
  network: { threshold: 0.3, strict: true, sign: 'absolute' },
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 3 },
  sizes: 0,
};
const rng = random(1, 'study-network');
const matrix = { rows: 20, cols: 15, values: Float64Array.from({ length: 300 }, () => rng.normal()) };

describe('studyNetwork', () => {
  it('is the network of the plain path where that path exists', () => {
    const plain = attributionNetwork(matrix, OPTIONS.network, OPTIONS.correlation);
    expect(studyNetwork(matrix, OPTIONS).graph).toEqual(plain);
    const fdr = { ...OPTIONS.network, fdr: 0.9 };
    const wanted = attributionNetwork(matrix, fdr, OPTIONS.correlation);
    expect(studyNetwork(matrix, { ...OPTIONS, network: fdr }).graph).toEqual(wanted);
  });

  it('lists the members of the kept clusters', () => {
    const { clusters, kept, members } = studyNetwork(matrix, OPTIONS);
    expect(members.map((nodes) => nodes.length)).toEqual([...clusters.sizes.subarray(0, kept)]);
    expect(members.every((nodes) => nodes.length >= 3)).toBe(true);
    members.forEach((nodes, c) => expect(nodes.every((node) => clusters.cluster[node] === c + 1)).toBe(true));
  });

  it('holds covariates fixed under partial: what only they make leaves no edge', () => {
    const answer = Float64Array.from({ length: 40 }, (_, p) => p % 2);
    const values = Float64Array.from({ length: 40 * 6 }, (_, i) => 5 * answer[Math.floor(i / 6)] + rng.normal());
    const shared = { rows: 40, cols: 6, values };
    const strict = { ...OPTIONS, network: { ...OPTIONS.network, threshold: 0.7 } };
    expect(studyNetwork(shared, strict).graph.targets).toHaveLength(30);
    const correlation = { method: 'partial' as const, gains: null, covariates: [answer] };
    expect(studyNetwork(shared, { ...strict, correlation }).graph.targets).toHaveLength(0);
  });

  it('has every measure and metric per feature', () => {
    const network = studyNetwork(matrix, OPTIONS);
    const metrics = { ...measuresOf(network.graph), ...metricsOf(matrix, network) };
    for (const values of Object.values(metrics)) expect(values).toHaveLength(15);
    expect(metrics.degree[0]).toBe((network.graph.offsets[1] - network.graph.offsets[0]) / 14);
  });
});
