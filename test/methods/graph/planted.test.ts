/**
 * Injected structure is found again, through the steps of a study: attributions → correlations → edges over 0.7 → clusters.
 *
 * Signal: five groups of 20 features, each √s · (its group's factor) ± √(1 − s) · noise over 100 prompts, beside 40 features of
 * noise alone, so that the correlation within a group is s. At s = 0.8 every algorithm finds the groups in every draw; the
 * threshold itself makes the groups fall apart at s = 0.7, where an edge is a coin toss.
 */
import { describe, expect, it } from 'vitest';
import { attributionNetwork } from '../../../pipeline/cooccurrence/kernels/network/attribution-network.ts';
import { ALGORITHMS, type Algorithm, partition } from '../../../src/methods/graph/communities/partition.ts';
import { agreement } from '../../../src/methods/graph/communities/partition-agreement.ts';
import { graphFromEdges } from '../../../src/methods/graph/csr-graph.ts';
import type { Matrix } from '../../../src/methods/stats/matrix.ts';
import { type Random, random } from '../../../src/random.ts';

const [GROUPS, EACH, LOOSE, PROMPTS] = [5, 20, 40, 100];
const FEATURES = GROUPS * EACH + LOOSE;
const PEARSON = { method: 'pearson', gains: null, covariates: [] } as const;
const RULE = { threshold: 0.7, strict: true, sign: 'absolute' } as const;

/** The planted groups; features of noise are clusters of their own. */
const TRUTH = Int32Array.from({ length: FEATURES }, (_, f) => (f < GROUPS * EACH ? f % GROUPS : f));

function planted(signal: number, rng: Random): Matrix {
  const values = new Float64Array(PROMPTS * FEATURES);
  for (let prompt = 0; prompt < PROMPTS; prompt++) {
    const factors = Array.from({ length: GROUPS }, () => rng.normal());
    for (let f = 0; f < FEATURES; f++) {
      const sign = f % 3 === 0 ? -1 : 1;
      const shared = f < GROUPS * EACH ? Math.sqrt(signal) * sign * factors[f % GROUPS] : 0;
      values[prompt * FEATURES + f] = shared + Math.sqrt(1 - signal) * rng.normal();
    }
  }
  return { rows: PROMPTS, cols: FEATURES, values };
}

/** Adjusted Rand index of each draw against the truth. */
function recoveries(algorithm: Algorithm, signal: number, draws: number): number[] {
  return Array.from({ length: draws }, (_, draw) => {
    const graph = attributionNetwork(planted(signal, random(draw, 'planted', signal)), RULE, PEARSON);
    const { cluster } = partition(graph, algorithm, { weighted: false, resolution: 1, seed: draw });
    return agreement(TRUTH, cluster).ari;
  });
}

describe('planted groups of attributions', () => {
  it.each(ALGORITHMS)('%s finds them with ARI of at least 0.95 in each of 100 draws at r = 0.8', (algorithm) => {
    expect(Math.min(...recoveries(algorithm, 0.8, 100))).toBeGreaterThanOrEqual(0.95);
  });

  it('loses them as the correlation sinks under the threshold', () => {
    const mean = (signal: number) => recoveries('louvain', signal, 20).reduce((sum, ari) => sum + ari, 0) / 20;
    expect(mean(0.6)).toBeLessThan(0.3);
    expect(mean(0.4)).toBeLessThan(0.01);
  });
});

describe('planted partitions of a graph', () => {
  /** Four groups of 50 nodes; on average 12 ties of a node inside its group and 3 outside. */
  function graph(rng: Random) {
    const [n, inside, outside] = [200, 12 / 49, 3 / 150];
    const ends: [number, number][] = [];
    for (let a = 0; a < n; a++) {
      for (let b = a + 1; b < n; b++) if (rng.uniform() < (a % 4 === b % 4 ? inside : outside)) ends.push([a, b]);
    }
    return graphFromEdges(
      n,
      Int32Array.from(ends, ([a]) => a),
      Int32Array.from(ends, ([, b]) => b),
    );
  }

  const truth = Int32Array.from({ length: 200 }, (_, node) => node % 4);

  it.each(['louvain', 'leiden'] as const)('%s finds them in each of 50 draws', (algorithm) => {
    for (let draw = 0; draw < 50; draw++) {
      const { cluster } = partition(graph(random(draw, 'blocks')), algorithm, {
        weighted: false,
        resolution: 1,
        seed: draw,
      });
      expect(agreement(truth, cluster).ari).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('greedy modularity, which cannot take a node back, comes near', () => {
    const found = Array.from({ length: 20 }, (_, draw) => {
      const options = { weighted: false, resolution: 1, seed: 1 };
      return agreement(truth, partition(graph(random(draw, 'blocks')), 'greedy-modularity', options).cluster).ari;
    });
    expect(found.reduce((sum, ari) => sum + ari, 0) / 20).toBeGreaterThan(0.8);
  });
});
