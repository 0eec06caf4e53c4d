import { describe, expect, it } from 'vitest';
import { attributionsOf } from '../../src/nulls/attributions.ts';
import { openProjector } from '../../src/nulls/projector.ts';
import { studyNetwork } from '../../src/nulls/study-network.ts';
import { PLAIN, type SyntheticOptions, syntheticStudy } from '../../src/nulls/synthetic.ts';

const study = (change: Partial<SyntheticOptions> = {}) => syntheticStudy({ ...PLAIN, seed: 1, ...change });

async function edges(change: Partial<SyntheticOptions>): Promise<number> {
  const { ingredients, own } = study(change);
  const projector = await openProjector(ingredients.gradient, 1);
  const values = attributionsOf(ingredients.codes, await projector.project(own), 'sum');
  await projector.release();
  return studyNetwork({ rows: 80, cols: 48, values }, ingredients.statistics).graph.targets.length / 2;
}

const cosines = (rows: Float32Array, pairs: [number, number][]) =>
  pairs.map(([a, b]) => Array.from({ length: 24 }, (_, d) => rows[a * 24 + d] * rows[b * 24 + d]).reduce((x, y) => x + y, 0)); // biome-ignore format: one line

describe('syntheticStudy', () => {
  it('is decided by its seed', () => {
    expect(study()).toEqual(study());
    expect(study().own).not.toEqual(study({ seed: 2 }).own);
  });

  it('makes edges without any interaction: that is the point', async () => {
    expect(await edges({})).toBeGreaterThan(10);
  });

  it('template features have one activation on every prompt', () => {
    const { activations } = study({ template: 0.5 }).ingredients.codes;
    for (let p = 0; p < 80; p++) expect(activations.subarray(p * 48, p * 48 + 24).every((a) => a === 1)).toBe(true);
    expect(activations.subarray(24, 48).some((a) => a !== 1)).toBe(true);
  });

  it('splitting puts rows of a group close, in the whole dictionary', () => {
    const { rows } = study({ splitting: true }).dictionary.decoder;
    const inside = cosines(rows, Array.from({ length: 40 }, (_, g) => [6 * g, 6 * g + 1])); // biome-ignore format: one line
    expect(inside.reduce((a, b) => a + b) / 40).toBeCloseTo(0.5, 1);
  });

  it('planted groups make edges that grow with their strength', async () => {
    const [none, some, much] = [await edges({}), await edges({ aligned: 0.9 }), await edges({ aligned: 1 })];
    expect(some).toBeGreaterThan(none);
    expect(much).toBeGreaterThan(some);
  });

  it('unbalanced answers follow the counts of the athletes', () => {
    const [split] = study({ unbalanced: true }).ingredients.splits;
    expect(split.train.length + split.test.length).toBe(80);
  });
});
