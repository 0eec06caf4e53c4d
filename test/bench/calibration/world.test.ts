import { describe, expect, it } from 'vitest';
import { removals } from '../../../bench/calibration/damage.ts';
import { PLAIN, syntheticWorld, type WorldOptions } from '../../../bench/calibration/world.ts';
import { meanSingleDamage } from '../../../pipeline/cooccurrence/kernels/interaction/pool-summary.ts';
import { attributionsOf } from '../../../pipeline/cooccurrence/kernels/nulls/attributions.ts';
import { openProjector } from '../../../pipeline/cooccurrence/kernels/nulls/matrix-product.ts';
import { studyNetwork } from '../../../pipeline/cooccurrence/kernels/nulls/study-network.ts';

const { features: FEATURES, prompts: PROMPTS } = PLAIN;
const world = (change: Partial<WorldOptions> = {}) => syntheticWorld({ ...PLAIN, seed: 1, ...change });

async function edges(change: Partial<WorldOptions>): Promise<number> {
  const { nullInput, own } = world(change);
  const projector = await openProjector(nullInput.gradient, 1);
  const values = attributionsOf(nullInput.codes, await projector.project(own), 'sum');
  await projector.release();
  return studyNetwork({ rows: PROMPTS, cols: FEATURES, values }, nullInput.statistics).graph.targets.length / 2;
}

describe('syntheticWorld', () => {
  it('is decided by its seed', () => {
    const [one, again, other] = [world(), world(), world({ seed: 2 })];
    expect(again.nullInput).toEqual(one.nullInput);
    expect(again.own).toEqual(one.own);
    expect(other.own).not.toEqual(one.own);
  });

  it('makes edges without any interaction: that is the point; alignment makes more', async () => {
    const none = await edges({});
    expect(none).toBeGreaterThan(10);
    const some = await edges({ aligned: 0.8 });
    expect(some).toBeGreaterThan(none);
    expect(await edges({ aligned: 1 })).toBeGreaterThan(some);
  });

  it('has gradients that a model with layer normalisation could have: orthogonal to ones', () => {
    for (const gradient of world({ interaction: 1, aligned: 0.95 }).gradients)
      expect(Math.abs(gradient.reduce((sum, x) => sum + x, 0))).toBeLessThan(1e-5);
  });

  it('template features have one activation on every prompt', () => {
    const { activations } = world({ template: 0.5 }).nullInput.codes;
    for (let p = 0; p < PROMPTS; p++)
      expect(activations.subarray(p * FEATURES, p * FEATURES + FEATURES / 2).every((a) => a === 1)).toBe(true);
    expect(activations.subarray(FEATURES / 2, FEATURES).some((a) => a !== 1)).toBe(true);
  });

  it('unbalanced answers follow the counts of the athletes, gains vary where they are asked for', () => {
    const most = ({ strata }: ReturnType<typeof world>) => strata.filter((name) => name === 'answer 0').length;
    expect([most(world()), most(world({ unbalanced: true }))]).toEqual([10, 22]);
    expect(new Set(world().gains).size).toBe(1);
    expect(new Set(world({ gain: 0.5 }).gains).size).toBe(PROMPTS);
  });

  it('selective features are more active on the prompts of one answer for each group', () => {
    const [plain, higher] = [1, 3].map((selective) => world({ aligned: 0.95, selective }));
    const more = higher.nullInput.codes.activations.map((f, i) => f - plain.nullInput.codes.activations[i]);
    const of = (f: number) => plain.strata.flatMap((name, p) => (more[p * FEATURES + f] > 0.3 ? [name] : []));
    for (const group of [0, 1, 2]) {
      const [first, last] = [of((group * FEATURES) / 4), of(((group + 1) * FEATURES) / 4 - 1)];
      expect(first).toEqual(last);
      expect(new Set(first).size).toBe(1);
      expect(first).toHaveLength(PROMPTS / 8);
    }
    expect(of(FEATURES - 1)).toEqual([]);
  });

  it('interaction 1 makes the pairs of a group interact as much as one of its features does alone', () => {
    const planted = world({ aligned: 0.95, interaction: 1 });
    const features = Array.from({ length: 36 }, (_, f) => f);
    const pairs = [0, 12, 24].flatMap((g) => [1, 2, 3].map((k) => [g, g + k] as const));
    const found = removals(planted, features, pairs, 0);
    const means = pairs.map((_, n) => found.index[0].subarray(n * PROMPTS, (n + 1) * PROMPTS).reduce((a, b) => a + b, 0) / PROMPTS); // biome-ignore format: one line
    const ratio = means.reduce((sum, x) => sum + Math.abs(x), 0) / means.length / meanSingleDamage(found);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  });
});
