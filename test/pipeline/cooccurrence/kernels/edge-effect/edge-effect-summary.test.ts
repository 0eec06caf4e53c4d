import { describe, expect, it } from 'vitest';
import type { EdgeEffectRow } from '../../../../../pipeline/cooccurrence/kernels/edge-effect/edge-effect-rows.ts';
import {
  edgeEffectSentence,
  edgeEffectSummary,
} from '../../../../../pipeline/cooccurrence/kernels/edge-effect/edge-effect-summary.ts';
import { random } from '../../../../../src/random.ts';

const measured = (source: number, pair: number, edge: boolean, effect: number, se = 1): EdgeEffectRow => ({
  ...{ source, target: 1000 + 2 * pair + Number(edge), pair, edge, r: edge ? 0.9 : 0.1, prompts: 9 },
  ...{ attribution: 10, effect, se, reason: null },
});
const none = { attribution: null, effect: null, se: null, reason: 'r' };

/** Three pairs of each of some sources. @param effects of an edge and of its match */
const rows = (sources: number, effects: (source: number, k: number) => readonly [number, number]): EdgeEffectRow[] =>
  Array.from({ length: 3 * sources }, (_, pair) => {
    const [source, k] = [Math.floor(pair / 3), pair % 3];
    const [edge, other] = effects(source, k);
    return [measured(source, pair, true, edge), measured(source, pair, false, other)];
  }).flat();
const of = (found: ReturnType<typeof edgeEffectSummary>) => new Map(found.map((row) => [row.statistic, row]));

describe('the summary', () => {
  it('counts effects beyond 1.96 standard errors, those of a tenth of the attribution, and sizes', () => {
    // An edge: 4, 1.5 (no effect), 0.99 with an error of a tenth. Its match: 1.9, −3, 0.
    const made = Array.from({ length: 12 }, (_, s) => [
      ...[measured(s, 3 * s, true, 4), measured(s, 3 * s, false, 1.9)],
      ...[measured(s, 3 * s + 1, true, 1.5), measured(s, 3 * s + 1, false, -3)],
      ...[measured(s, 3 * s + 2, true, 0.99, 0.1), measured(s, 3 * s + 2, false, 0, 0)],
    ]).flat();
    const found = of(edgeEffectSummary(made, null, 1));
    expect(found.get('share')).toMatchObject({ pairs: 36, sources: 12, n_units: 12, edges: 2 / 3, non_edges: 1 / 3 });
    expect(found.get('large')).toMatchObject({ edges: 1 / 3, non_edges: 1 / 3, difference: 0, p: 1 });
    expect(found.get('size')?.edges).toBeCloseTo((0.4 + 0.15 + 0.099) / 3, 12);
    expect(found.get('size')?.non_edges).toBeCloseTo((0.19 + 0.3) / 3, 12);
    // Every source differs by as much: no draw of units changes that, and no exchange but of all reaches it.
    const share = found.get('share');
    for (const bound of [share?.low, share?.high]) expect(bound).toBeCloseTo(1 / 3, 12);
    expect(share?.p).toBeLessThan(0.002);
  });

  it('leaves out a pair of which one has no standard error, and says nothing without a pair', () => {
    const whole = rows(10, () => [3, 0]);
    const broken = whole.map((row) => (row.pair === 0 && row.edge ? { ...row, ...none } : row));
    expect(of(edgeEffectSummary(broken, null, 1)).get('share')?.pairs).toBe(29);
    expect(edgeEffectSummary([], null, 1)).toEqual([]);
    expect(edgeEffectSummary(whole.map((row) => ({ ...row, ...none })), null, 1)).toEqual([]); // biome-ignore format: one line
    expect(edgeEffectSentence([])).toBeUndefined();
  });

  it('has no p for what is too few units taken out, copies counted once', () => {
    const [share] = edgeEffectSummary(rows(9, () => [3, 0]), null, 1); // biome-ignore format: one line
    expect(share).toMatchObject({ p: null, n_units: 9 });
    expect(share.reason).toBe('what is taken out is 9 units once copies count once, and a p takes 10');
    const copies = new Map(Array.from({ length: 30 }, (_, source) => [source, source % 3]));
    const [unit] = edgeEffectSummary(rows(30, () => [3, 0]), copies, 1); // biome-ignore format: one line
    expect(unit).toMatchObject({ p: null, sources: 30, n_units: 3, edges: 1, non_edges: 0 });
  });

  it('finds nothing at the stated rate where edges are as their matches, also where the pairs of a source hang together', () => {
    const below = { alone: 0, together: 0 };
    for (let world = 0; world < 100; world++) {
      const rng = random(world, 'test');
      const levels = Array.from({ length: 24 }, () => 3 * rng.normal());
      const alone = rows(12, () => [2 * rng.normal(), 2 * rng.normal()]);
      const together = rows(12, (s) => [levels[s] + rng.normal(), levels[12 + s] + rng.normal()]);
      const p = (all: EdgeEffectRow[]): number => of(edgeEffectSummary(all, null, world)).get('size')?.p ?? Number.NaN;
      if (p(alone) <= 0.05) below.alone++;
      if (p(together) <= 0.05) below.together++;
    }
    // 5 are expected; exchanged pair by pair, those that hang together would give some 25.
    for (const count of Object.values(below)) expect(count).toBeLessThanOrEqual(11);
  }, 60_000);

  it('says why there is no p, where copies leave too few units', () => {
    const one = new Map(Array.from({ length: 200 }, (_, id) => [id, 0]));
    const said = edgeEffectSentence(edgeEffectSummary(rows(12, () => [3, 0]), one, 1)); // biome-ignore format: one line
    expect(said).toMatch(/^[^(]*; 36 pairs of 12 features, no p: .*unit/);
  });

  it('says both shares in a sentence', () => {
    expect(
      edgeEffectSentence(
        edgeEffectSummary(
          rows(12, () => [3, 0]),
          null,
          1,
        ),
      ),
    ).toMatch(
      // biome-ignore format: one line
      /^taking one end out changes the other's attribution for 100 % of edges and 0 % of pairs without one \(p 0\.000\d+\); by a tenth or more for 100 % of edges and 0 % of pairs without one \(p .*\); 36 pairs of 12 features$/,
    );
  });
});
