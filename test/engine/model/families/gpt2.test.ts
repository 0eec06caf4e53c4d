import { describe, expect, it } from 'vitest';
import { engineInputs, MODEL_NAMES, modelOracle, PLAIN } from '../../../engine.ts';
import { expectLastRow, expectOracle, residual } from '../parity.ts';

const { prompts } = modelOracle;

describe('GPT-2 equals PyTorch: residuals, logits and gradients at every hook', () => {
  for (const model of MODEL_NAMES) it(model, () => expectOracle({ model }));
  it('from F16 and BF16 weights, which hold the same numbers', async () => {
    await expectOracle({ model: PLAIN, dtype: 'F16' });
    await expectOracle({ model: MODEL_NAMES[1]!, dtype: 'BF16' });
  });
  it('from names with and without transformer. in front', () =>
    expectOracle({ model: MODEL_NAMES[1]!, prefix: 'transformer.' }));
});

describe('GPT-2', () => {
  it('computes the last row of its last block exactly as the full block does', async () =>
    expectLastRow(await engineInputs()));

  it('sees no later token: positions before the first difference have bit-identical residuals', async () => {
    const inputs = await engineInputs();
    const [a, b] = [await residual(inputs, 3, prompts[0]!), await residual(inputs, 3, prompts[1]!)];
    // The prompts differ at position 2.
    expect(a.slice(0, 2 * 16)).toEqual(b.slice(0, 2 * 16));
    expect(a.slice(2 * 16, 3 * 16)).not.toEqual(b.slice(2 * 16, 3 * 16));
  });

  it('gives different numbers for another epsilon, activation or attention scale', async () => {
    const reference = await residual(await engineInputs(), 3, prompts[0]!);
    const changes = [
      { layer_norm_epsilon: 0.1 },
      { activation_function: 'relu' },
      { activation_function: 'gelu' },
      { scale_attn_weights: false },
      { scale_attn_by_inverse_layer_idx: true },
      { n_head: 2 },
    ];
    for (const config of changes) {
      const changed = await residual(await engineInputs({ config }), 3, prompts[0]!);
      expect(
        changed.some((value, i) => Math.abs(value - reference[i]!) > 1e-4),
        JSON.stringify(config),
      ).toBe(true);
    }
  });
});
