import { describe, expect, it } from 'vitest';
import { allWeightBytes, openWeightBytes } from '../../../src/engine/passes/resident-weights.ts';
import { engineInputs } from '../../engine.ts';

describe('weights that are open at the same time', () => {
  it.each([1, 2])('are those of one side of the hook, and the SAE: %i blocks before it', async (blocksBefore) => {
    const inputs = await engineInputs();
    const { model, sae } = inputs;
    const place = { layer: blocksBefore, at: 'resid_pre' } as const;
    const at = { ...inputs, dictionary: { ...inputs.dictionary, reads: place, writes: place } };
    const bytes = (shapes: Iterable<readonly number[]>): number =>
      [...shapes].reduce((sum, shape) => sum + shape.reduce((size, extent) => size * extent, 4), 0);
    const shapes = [...model.family.tensorShapes(model.config)];
    const of = (wanted: RegExp): number =>
      bytes(shapes.filter(([name]) => wanted.test(name)).map(([, shape]) => shape));
    const block = of(/^h\.0\./);
    const { nLayers } = model.config;
    // Of the embeddings at the beginning, rows are gathered; at the end the same table is the unembedding.
    const tail = (nLayers - blocksBefore) * block + of(/^ln_f\./) + of(/^(wte|lm_head)\./);
    const dictionary = bytes([...sae.tensors.values()].map(({ shape }) => shape));
    expect(openWeightBytes(at)).toBe(Math.max(blocksBefore * block, tail) + dictionary);
    expect(allWeightBytes(at)).toBe(blocksBefore * block + tail + dictionary);
  });
});
