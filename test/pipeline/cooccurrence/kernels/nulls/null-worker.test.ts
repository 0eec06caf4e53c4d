import { afterAll, expect, it } from 'vitest';
import type { Answer, Question, WorkerInput } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-worker.ts';
import { askedOf, openReplicates } from '../../../../../pipeline/cooccurrence/kernels/nulls/replicates.ts';
import { openWorkerPool } from '../../../../../src/workers/worker-pool.ts';
import { matchedWorld, sharedGradient } from './shared-gradient.ts';

const world = sharedGradient({ seed: 2, features: 20, candidates: 60 });
const { source } = world;
const nullInput = await matchedWorld(world);
const input: WorkerInput = { nullInput };
const MODULE = new URL('../../../../../pipeline/cooccurrence/kernels/nulls/null-worker.ts', import.meta.url);
const pool = openWorkerPool<Question, Answer>(MODULE, input, 1);
afterAll(() => pool.close());

it('computes the range it is asked for, and counts the ranges of each null that it is given', async () => {
  for (let time = 0; time < 2; time++) {
    const here = await openReplicates(nullInput, source);
    expect((await pool.ask({ source })).values).toHaveLength(0);
    const { values } = await pool.ask({ from: 3, to: 5 });
    expect(values).toHaveLength(2 * askedOf(nullInput).length);
    expect(values).toEqual(await here.run(3, 5));
    const counts = (await pool.ask('counts')).values;
    expect(counts).toEqual(here.counts());
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe((2 * 20 * 19) / 2);
    await here.release();
  }
});

it('fails where it is asked of no null', async () => {
  const bare = openWorkerPool<Question, Answer>(MODULE, input, 1);
  await expect(bare.ask('counts')).rejects.toThrow('before it was given a null');
  await bare.close();
});
