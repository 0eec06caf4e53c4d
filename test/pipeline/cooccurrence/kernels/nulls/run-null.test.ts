import { beforeAll, describe, expect, it } from 'vitest';
import type { NullSource } from '../../../../../pipeline/cooccurrence/kernels/nulls/drawn.ts';
import { askedOf, type MatchedInput } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { openNullRunner, runNull } from '../../../../../pipeline/cooccurrence/kernels/nulls/run-null.ts';
import { graphFromEdges } from '../../../../../src/methods/graph/csr-graph.ts';
import { matchedWorld, sharedGradient } from './shared-gradient.ts';

describe('runNull', () => {
  const world = sharedGradient({ seed: 1, features: 40, candidates: 120 });
  const { source } = world;
  let nullInput: MatchedInput;
  beforeAll(async () => {
    nullInput = await matchedWorld(world);
  });
  const run = (threads: number, replicates: number, from: NullSource = source) => {
    let done = 0;
    const options = { replicates, threads, advance: (n: number) => (done += n) };
    return runNull(nullInput, from, options).then((found) => ({ ...found, done }));
  };

  it('gives the same replicates with one worker and with two, and counts them', async () => {
    const [one, two] = [await run(1, 20), await run(2, 20)];
    expect(one.values).toEqual(two.values);
    expect(one.counts).toEqual(two.counts);
    expect(one.counts.reduce((sum, x) => sum + x, 0)).toBe((20 * 40 * 39) / 2);
    expect([one.done, two.done]).toEqual([20, 20]);
    expect(one.values).toHaveLength(20 * askedOf(nullInput).length);
  });

  it('gives the first replicates again when asked for more', async () => {
    const [few, more] = [await run(1, 3), await run(1, 9)];
    expect(more.values.subarray(0, few.values.length)).toEqual(few.values);
  });

  it.each([
    [
      'shuffle-prompts',
      {
        kind: 'shuffle-prompts',
        rows: 60,
        cols: 40,
        values: Float64Array.from({ length: 2400 }, (_, i) => Math.sin(i * i)),
        groups: new Int32Array(60),
      },
    ],
    ['rewire', { kind: 'rewire', graph: graphFromEdges(40, Int32Array.of(0, 1, 2, 3), Int32Array.of(5, 6, 7, 8)) }],
  ] as const)('%s: the same with one worker and with two', async (_, from) => {
    const [one, two] = [await run(1, 10, from), await run(2, 10, from)];
    expect(one.values).toEqual(two.values);
    const names = askedOf(nullInput).map(({ statistic }) => statistic);
    expect(one.values[names.indexOf('giant')]).not.toBeNaN();
    expect(one.values[names.indexOf('slope:degree')]).toBeNaN();
  });

  it.each([1, 2])('with %i threads runs nulls one after another as each alone', async (threads) => {
    const shuffled: NullSource = {
      kind: 'shuffle-prompts',
      ...{ rows: 60, cols: 40, groups: new Int32Array(60) },
      values: Float64Array.from({ length: 2400 }, (_, i) => Math.cos(i * i)),
    };
    const runner = openNullRunner(nullInput, { replicates: 10, threads });
    try {
      for (const from of [source, shuffled, source]) {
        const [alone, { values, counts }] = [await run(1, 10, from), await runner.run(from, () => undefined)];
        expect(values).toEqual(alone.values);
        expect(counts).toEqual(alone.counts);
      }
    } finally {
      await runner.close();
    }
  });

  it('passes on the error of a worker', async () => {
    const broken = { ...source, width: source.width + 1 };
    await expect(run(2, 4, broken)).rejects.toThrow();
    await expect(run(1, 4, broken)).rejects.toThrow();
  });
});
