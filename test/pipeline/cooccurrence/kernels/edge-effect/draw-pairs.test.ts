import { describe, expect, it } from 'vitest';
import { type DrawnNetwork, drawPairs } from '../../../../../pipeline/cooccurrence/kernels/edge-effect/draw-pairs.ts';

const columns = (pairs: readonly (readonly [number, number, number])[]) => ({
  feature_a: Int32Array.from(pairs, ([a]) => a),
  feature_b: Int32Array.from(pairs, ([, b]) => b),
  r: Float64Array.from(pairs, ([, , r]) => r),
});

/** Two groups of four features with an edge between each two of a group; across them r is 0.1, but 0.75 between 1 and 8. */
const IDS = [1, 2, 3, 4, 5, 6, 7, 8];
const all = IDS.flatMap((a) => IDS.filter((b) => b > a).map((b) => [a, b, a < 5 === b < 5 ? (a + b) % 2 === 0 ? 0.9 : -0.8 : a === 1 && b === 8 ? 0.75 : 0.1] as const)); // biome-ignore format: one line
const network = (changes: Partial<DrawnNetwork> = {}): DrawnNetwork => ({
  sizes: new Map(IDS.map((id) => [id, 1 + id / 100])),
  edges: columns(all.filter(([, , r]) => Math.abs(r) >= 0.8)),
  correlations: columns(all),
  storedFrom: 0,
  unitOf: null,
  ...changes,
});
const asked = { sources: 8, targets: 2, seed: 1 };

describe('the drawn pairs', () => {
  it('are edges beside pairs of the same source below every edge, alike in size, each feature once', () => {
    const drawn = drawPairs(network(), asked);
    expect(drawn.map(({ source }) => source).sort()).toEqual(IDS);
    for (const { source, targets } of drawn) {
      expect(targets.map(({ edge }) => edge)).toEqual([true, false, true, false]);
      for (const { feature, edge, r } of targets) {
        expect(feature < 5 === source < 5).toBe(edge);
        expect(Math.abs(r ?? Number.NaN)).toBeCloseTo(edge ? ((source + feature) % 2 === 0 ? 0.9 : 0.8) : feature + source === 9 && feature * source === 8 ? 0.75 : 0.1, 12); // biome-ignore format: one line
      }
      expect(new Set(targets.map(({ feature }) => feature)).size).toBe(4);
    }
  });

  it('match the nearest by ratio, the smaller id of two as near, and none beyond twice', () => {
    const sizes = new Map(IDS.map((id) => [id, 1]));
    for (const { targets } of drawPairs(network({ sizes }), { ...asked, targets: 1 }))
      expect([1, 2, 5, 6]).toContain(targets[1].feature);
    const unlike = new Map(IDS.map((id) => [id, id < 5 ? 1 : id === 7 ? 1.9 : id === 8 ? 1.6 : 2.1]));
    const [of1] = drawPairs(network({ sizes: unlike }), asked).filter(({ source }) => source === 1);
    expect(of1.targets.filter(({ edge }) => !edge).map(({ feature }) => feature)).toEqual([8, 7]);
    expect(drawPairs(network({ sizes: new Map(IDS.map((id) => [id, 3 ** id])) }), asked)).toEqual([]);
  });

  it('take what correlates as much as an edge for no match', () => {
    const strong = columns(all.map(([a, b, r]) => [a, b, Math.abs(r) === 0.1 ? 0.85 : r] as const));
    const drawn = drawPairs(network({ correlations: strong }), asked);
    expect(drawn.flatMap(({ source, targets }) => targets.flatMap(({ edge, feature }) => (edge ? [] : [[source, feature].sort()])))).toEqual([[1, 8], [1, 8]]); // biome-ignore format: one line
  });

  it('have no r where those of so small a pair are not stored, and no match where it may be as large as an edge', () => {
    const stored = columns(all.filter(([, , r]) => Math.abs(r) >= 0.7));
    const drawn = drawPairs(network({ correlations: stored, storedFrom: 0.7 }), asked);
    expect(drawn).toHaveLength(8);
    for (const { source, targets } of drawn)
      for (const { feature, edge, r } of targets) if (!edge && source * feature !== 8) expect(r).toBeNull();
    expect(drawPairs(network({ correlations: columns([]), storedFrom: 0.85 }), asked)).toEqual([]);
  });

  it('take a feature of every unit before a second of one', () => {
    const unitOf = new Map(IDS.map((id) => [id, id < 4 ? 1 : id]));
    for (let seed = 0; seed < 20; seed++) {
      const sources = drawPairs(network({ unitOf }), { ...asked, sources: 6, seed }).map(({ source }) => source);
      expect(new Set(sources.map((id) => unitOf.get(id))).size).toBe(6);
    }
  });

  it('are the same for a seed and others for another; none where none is asked for or there is no edge', () => {
    const of = (seed: number): string => JSON.stringify(drawPairs(network(), { sources: 3, targets: 1, seed }));
    expect(of(1)).toBe(of(1));
    expect(new Set([1, 2, 3, 4].map(of)).size).toBeGreaterThan(1);
    expect(drawPairs(network(), { ...asked, sources: 0 })).toEqual([]);
    expect(drawPairs(network({ edges: columns([]) }), asked)).toEqual([]);
  });
});
