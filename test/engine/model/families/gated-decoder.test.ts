import { describe, expect, it } from 'vitest';
import { engineInputs, GATED_NAMES, modelOracle } from '../../../engine.ts';
import { expectLastRow, expectOracle, residual } from '../parity.ts';

const { prompts } = modelOracle;
const [LLAMA] = GATED_NAMES;
const named = (part: string): string => GATED_NAMES.find((name) => name.includes(part)) ?? '';

describe('gated decoders equal PyTorch, which equals transformers: residuals, logits and gradients at every hook', () => {
  for (const model of GATED_NAMES) it(model, () => expectOracle({ model }));
  it('from BF16 weights under model., as they are published', () =>
    expectOracle({ model: LLAMA, dtype: 'BF16', prefix: 'model.' }));
});

describe('a gated decoder', () => {
  it.each([LLAMA, named('windows'), named('qwen3')])(
    'computes the last row of its last block exactly as the full block does: %s',
    async (model) => expectLastRow(await engineInputs({ model })),
  );

  it('gives different numbers for every setting that changes them', async () => {
    const cases: readonly [string, Record<string, unknown>][] = [
      [LLAMA, { rms_norm_eps: 0.1 }],
      [LLAMA, { hidden_act: 'gelu_pytorch_tanh' }],
      [LLAMA, { rope_theta: 2 }],
      [LLAMA, { partial_rotary_factor: 0.5 }],
      [LLAMA, { rope_parameters: { rope_type: 'linear', factor: 3, rope_theta: 500 } }],
      [LLAMA, { rope_scaling: { type: 'linear', factor: 3 } }],
      [named('windows'), { sliding_window: 2 }],
      [named('windows'), { max_window_layers: 3 }],
      [named('windows'), { use_sliding_window: false }],
      [named('windows'), { layer_types: ['sliding_attention', 'full_attention', 'full_attention'] }],
    ];
    for (const [model, config] of cases) {
      const reference = await residual(await engineInputs({ model }), 3, prompts[0]!);
      const changed = await residual(await engineInputs({ model, config }), 3, prompts[0]!);
      expect(
        changed.some((value, i) => Math.abs(value - reference[i]!) > 1e-4),
        JSON.stringify(config),
      ).toBe(true);
    }
  });

  it('says the same in the keys of transformers 5', async () => {
    const model = named('stretched as Llama 3');
    const { rope_scaling: scaling, rope_theta: theta } = modelOracle.models[model]!.config;
    const rope_parameters = { ...(scaling as object), rope_theta: theta };
    const config = { rope_scaling: undefined, rope_theta: undefined, rope_parameters };
    await expectOracle({ model, config });
  });
});
