import { describe, expect, it } from 'vitest';
import { batchesByLength } from '../../../src/engine/passes/batches.ts';
import { openResiduals } from '../../../src/engine/passes/residuals.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, modelOracle, PLAIN } from '../../engine.ts';

const { prompts, tolerance } = modelOracle;
const tokens = prompts.map((ids) => Int32Array.from(ids));

describe('openResiduals', () => {
  for (const [hook, blocks] of [
    ['blocks.1.hook_resid_pre', 1],
    ['blocks.2.hook_resid_post', 3],
    ['blocks.0.hook_resid_pre', 0],
  ] as const) {
    it(`reads ${hook} of every prompt, whatever batch it is in`, async () => {
      const reader = await openResiduals(await engineInputs({ hook }), tokens, 1);
      for (const batch of batchesByLength(
        tokens.map((ids) => ids.length),
        100,
      )) {
        const resid = await reader.read(batch);
        const expected = batch.rows.flatMap((row) => modelOracle.models[PLAIN]!.prompts[row]!.resid[blocks]!);
        expectWithin(resid, expected, tolerance, `batch of length ${batch.length}`);
      }
      await reader.release();
    });
  }
  it('gives positions that prompts share the same bits in each of them', async () => {
    const reader = await openResiduals(await engineInputs({ hook: 'blocks.2.hook_resid_pre' }), tokens, 2);
    // Prompts 0 and 1 differ at position 2 of 6; 16 numbers a position.
    const pair = await reader.read({ rows: [0, 1] });
    await reader.release();
    const [a, b] = [pair.slice(0, 6 * 16), pair.slice(6 * 16)];
    expect(a.slice(0, 2 * 16)).toEqual(b.slice(0, 2 * 16));
    for (let t = 2; t < 6; t++) expect(a.slice(t * 16, (t + 1) * 16)).not.toEqual(b.slice(t * 16, (t + 1) * 16));
  });
});
