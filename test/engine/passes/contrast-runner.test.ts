import { expect, it } from 'vitest';
import { openContrasts } from '../../../src/engine/passes/contrast-runner.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';

it('gives the contrast of every row, whatever the batches, and that of the reference', async () => {
  const inputs = await engineInputs();
  const contrast = oracleContrast(inputs, [0, 1]);
  const width = inputs.model.config.dModel;
  const resid = [0, 1].map((p) => Float32Array.from(modelOracle.models[PLAIN]!.prompts[p]!.resid[1]!));
  const runner = await openContrasts(inputs, 1);
  const rows = 700;
  const values = await runner.run(rows, 6, (row, into, u) => {
    into.set(resid[row % 2]!);
    u.set(contrast.subarray((row % 2) * width, ((row % 2) + 1) * width));
  });
  await runner.release();
  for (const prompt of [0, 1]) {
    const logits = modelOracle.models[PLAIN]!.prompts[prompt]!.logits;
    const expected = logits[modelOracle.answers[prompt]!]! - logits[modelOracle.foils[prompt]!]!;
    const scale = Math.max(...logits.map(Math.abs));
    for (let row = prompt; row < rows; row += 2) expect(Math.abs(values[row]! - expected)).toBeLessThan(1e-4 * scale);
  }
});

it('gives rows that begin alike what each gives alone', async () => {
  const inputs = await engineInputs();
  const width = inputs.model.config.dModel;
  const contrast = oracleContrast(inputs, [0]);
  const resid = Float32Array.from(modelOracle.models[PLAIN]!.prompts[0]!.resid[1]!);
  /** Row r is changed from position r on; row 6 not at all. */
  const changed = (row: number): Float32Array => resid.map((x, i) => (i < row * width ? x : x + Math.sin(i + row)));
  const runner = await openContrasts(inputs, 1);
  const run = (rows: readonly number[]): Promise<Float32Array> =>
    runner.run(rows.length, 6, (row, into, u) => {
      into.set(changed(rows[row]!));
      u.set(contrast);
    });
  const rows = [3, 0, 6, 5, 1, 6, 2];
  const together = await run(rows);
  for (const [i, row] of rows.entries()) expect(together[i]).toBeCloseTo((await run([row]))[0]!, 5);
  expect(new Set(together).size).toBe(6);
  await runner.release();
});

it('refuses a dictionary that writes elsewhere than it reads', async () => {
  const inputs = await engineInputs();
  const dictionary = { ...inputs.dictionary, writes: { layer: 2, at: 'mlp_out' } } as const;
  await expect(openContrasts({ ...inputs, dictionary }, 1)).rejects.toThrow(/expected an SAE of the residual stream/);
});
