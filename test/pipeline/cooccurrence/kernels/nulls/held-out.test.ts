import { describe, expect, it } from 'vitest';
import { atDensities } from '../../../../../pipeline/cooccurrence/kernels/nulls/density.ts';
import {
  comparedHalves,
  comparesHalves,
  halfEdges,
  heldOutNames,
  heldOutStatistics,
} from '../../../../../pipeline/cooccurrence/kernels/nulls/held-out.ts';
import type { StatisticOptions } from '../../../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';
import { splitsOf } from '../../../../../src/methods/stats/splits.ts';
import { random } from '../../../../../src/random.ts';

const PROMPTS = 80;
const OPTIONS: StatisticOptions = {
  correlation: { method: 'pearson', gains: null, covariates: [] },
  network: { threshold: 0.6, strict: true, sign: 'absolute' },
  cluster: { algorithm: 'greedy-modularity', weighted: false, resolution: 1, seed: 1, min_size: 4 },
  sizes: 0,
};
const [split] = splitsOf(Array.from({ length: PROMPTS }, (_, p) => `s${p % 4}`), Array.from({ length: PROMPTS }, () => 't'), { seed: 1, least: 6 }); // biome-ignore format: one line

/** Two groups of six features; the grouping holds on the prompts in `where` and is another one elsewhere. */
function matrix(where: (prompt: number) => boolean) {
  const rng = random(7, 'held-out');
  const values = new Float64Array(PROMPTS * 12);
  for (let p = 0; p < PROMPTS; p++) {
    const signals = [rng.normal(), rng.normal()];
    for (let f = 0; f < 12; f++) values[p * 12 + f] = signals[where(p) ? (f < 6 ? 0 : 1) : f % 2] + 0.4 * rng.normal();
  }
  return { rows: PROMPTS, cols: 12, values };
}

const named = (values: ReturnType<typeof matrix>, importance = new Float64Array(12), options = OPTIONS) => {
  const found = heldOutStatistics(values, split, options, { importance: [importance, importance], edges: null });
  return Object.fromEntries(heldOutNames(split).map((name, s) => [name.replace('held_out:strata:', ''), found[s]]));
};

describe('heldOutStatistics', () => {
  it('finds a grouping again that holds on all prompts', () => {
    const found = named(matrix(() => true));
    expect(found.edge_replication).toBeGreaterThan(0.9);
    expect(found.recovery).toBe(1);
    expect(found.separation).toBeGreaterThan(0.6);
    expect(found.cohesion).toBeGreaterThan(0.6);
  });

  it('does not find again a grouping that holds on one half alone', () => {
    const train = new Set(split.train);
    const found = named(matrix((p) => train.has(p)));
    expect(found.recovery).toBeLessThan(0.3);
    expect(found.separation).toBeLessThan(0.1);
    expect(found.cohesion).toBeLessThan(0.1);
    expect(found.edge_replication).toBeLessThan(0.6);
  });

  it('has no replication rate without an edge', () => {
    const found = named(
      matrix(() => true),
      new Float64Array(12),
      { ...OPTIONS, network: { ...OPTIONS.network, threshold: 1 } },
    );
    for (const absent of ['edge_replication', 'separation', 'modularity', 'recovery'])
      expect(found[absent], absent).toBeNaN();
    expect(found.cohesion).toBeGreaterThan(0.6);
  });

  it('compares halves of as many edges as it is told', () => {
    const values = matrix(() => true);
    const importance = new Float64Array(12);
    const asked = atDensities(heldOutNames(split));
    const at = (edges: { train: number; test: number } | null) => {
      const found = heldOutStatistics(values, split, OPTIONS, { importance: [importance, importance], edges });
      return asked.flatMap(({ statistic, density }, s) =>
        density === 'edges' ? [[statistic, found[s]] as const] : [],
      );
    };
    const own = halfEdges(values, split, OPTIONS);
    expect(own.train).toBeGreaterThan(20);
    expect(at(own)).toEqual(at(null));
    const few = at({ train: 4, test: 5 });
    expect(few).not.toEqual(at(null));
    const compared = few.filter(([name]) => comparesHalves(name)).map(([, value]) => value);
    expect([...comparedHalves(values, split, OPTIONS, { train: 4, test: 5 })]).toEqual(compared);
    expect(compared).toHaveLength(7);
  });

  it('asks both halves: which of them is called first does not matter', () => {
    const values = matrix((p) => p % 3 > 0);
    const importance = [0, 1].map((half) => Float64Array.from({ length: 12 }, (_, f) => Math.sin(f + 5 * half)));
    const back = { name: split.name, train: split.test, test: split.train };
    const of = (own: typeof split, [first, second]: readonly Float64Array[]) => [
      ...heldOutStatistics(values, own, OPTIONS, { importance: [first, second], edges: null }),
    ];
    expect(of(split, importance)).toEqual(of(back, importance.toReversed()));
    // Importance is that of the half that is asked.
    expect(of(split, importance)).not.toEqual(of(split, importance.toReversed()));
  });

  it('takes gains of the half that it correlates', () => {
    const gains = Float64Array.from({ length: PROMPTS }, (_, p) => 1 + p);
    const plain = matrix(() => true);
    const scaled = { ...plain, values: plain.values.map((x, i) => x * gains[Math.floor(i / 12)]) };
    const found = named(scaled, new Float64Array(12), { ...OPTIONS, correlation: { ...OPTIONS.correlation, gains } });
    expect(found.separation).toBeCloseTo(named(plain).separation, 9);
  });
});
