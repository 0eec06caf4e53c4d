import { describe, expect, it } from 'vitest';
import { lastFeedForward, neuronRows, openNeurons, openNeuronWrites } from '../../../src/engine/passes/neurons.ts';
import { openRows } from '../../../src/engine/passes/residuals.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, GATED_NAMES, MODEL_NAMES, modelOracle, NEOX_NAMES } from '../../engine.ts';

const tokens = modelOracle.prompts.map((ids) => Int32Array.from(ids));
const LAYER = 1;

it('the last feed-forward before a point is the block’s own after it, the one before it else, and none before the first', () => {
  expect(lastFeedForward({ layer: 2, at: 'resid_post' })).toBe(2);
  expect(lastFeedForward({ layer: 2, at: 'resid_pre' })).toBe(1);
  expect(lastFeedForward({ layer: 2, at: 'resid_mid' })).toBe(1);
  expect(lastFeedForward({ layer: 0, at: 'resid_pre' })).toBeNull();
  expect(lastFeedForward({ layer: 0, at: 'resid_post' })).toBe(0);
});

describe.each([...MODEL_NAMES, ...NEOX_NAMES, ...GATED_NAMES])('neurons of %s', (model) => {
  it('times what they write are what the feed-forward adds, but for one bias at every position', async () => {
    const subject = await engineInputs({ model });
    const { dInner, dModel } = subject.model.config;
    const batch = { rows: [0, 1] };
    const [reader, written] = [
      await openNeurons(subject, tokens, LAYER, 1),
      await openRows(subject, tokens, { at: { layer: LAYER, at: 'mlp_out' }, width: dModel }, 1),
    ];
    const [f, added] = [await reader.read(batch), await written.read(batch)];
    const all = Array.from({ length: dInner }, (_, i) => i);
    const rows = await neuronRows(subject, LAYER, all);
    const positions = added.length / dModel;
    expect(f).toHaveLength(positions * dInner);
    const without = Array.from({ length: positions }, (_, t) =>
      Array.from({ length: dModel }, (_, d) =>
        all.reduce((left, i) => left - f[t * dInner + i] * rows.get(i)![d], added[t * dModel + d]),
      ),
    );
    // Of a model without biases it is rounding, beside what is added.
    const scale = Math.max(...added.map(Math.abs));
    for (const bias of without) expectWithin(bias, without[0], 1e-5, 'the bias', scale);
    // The neurons do something.
    expect(Math.max(...added.map((value, i) => Math.abs(value - without[0][i % dModel])))).toBeGreaterThan(1e-2);

    const writes = await openNeuronWrites(subject, LAYER, 1);
    const gradient = Float32Array.from({ length: 2 * dModel }, (_, i) => Math.sin(i));
    const wanted = [0, 1].flatMap((row) =>
      all.map((i) => rows.get(i)!.reduce((sum, w, d) => sum + w * gradient[row * dModel + d], 0)),
    );
    expectWithin(await writes.slopes(gradient), wanted, 1e-5, 'slopes');
    for (const open of [reader, written, writes]) await open.release();
  });
});

it('rows of some are those of all, in the order asked for; of none there are none', async () => {
  const subject = await engineInputs();
  const all = await neuronRows(subject, LAYER, [0, 1, 2, 3, 4, 5]);
  const some = await neuronRows(subject, LAYER, [5, 2]);
  expect([...some]).toEqual([[5, all.get(5)], [2, all.get(2)]]); // biome-ignore format: one line
  expect(await neuronRows(subject, LAYER, [])).toEqual(new Map());
});
