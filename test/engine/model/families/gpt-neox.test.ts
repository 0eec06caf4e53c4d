import { describe, expect, it } from 'vitest';
import { gptNeox } from '../../../../src/engine/model/families/gpt-neox.ts';
import { StudyError } from '../../../../src/errors.ts';
import { engineInputs, modelOracle, NEOX_NAMES } from '../../../engine.ts';
import { expectLastRow, expectOracle, residual } from '../parity.ts';

const { prompts } = modelOracle;
const PYTHIA = NEOX_NAMES[0]!;

/** The keys of EleutherAI/pythia-70m-deduped's config.json that describe the computation. */
const pythia70m = {
  architectures: ['GPTNeoXForCausalLM'],
  bos_token_id: 0,
  eos_token_id: 0,
  hidden_act: 'gelu',
  hidden_size: 512,
  intermediate_size: 2048,
  layer_norm_eps: 1e-5,
  max_position_embeddings: 2048,
  model_type: 'gpt_neox',
  num_attention_heads: 8,
  num_hidden_layers: 6,
  rotary_emb_base: 10000,
  rotary_pct: 0.25,
  tie_word_embeddings: false,
  use_parallel_residual: true,
  vocab_size: 50304,
};

describe('GPT-NeoX equals PyTorch: residuals, logits and gradients at every hook', () => {
  for (const model of NEOX_NAMES) it(model, () => expectOracle({ model }));
  it('from F16 weights under gpt_neox., as Pythia stores them', () =>
    expectOracle({ model: PYTHIA, dtype: 'F16', prefix: 'gpt_neox.' }));
});

describe('GPT-NeoX', () => {
  it('computes the last row of its last block exactly as the full block does', async () =>
    expectLastRow(await engineInputs({ model: PYTHIA })));

  it('gives different numbers for another epsilon, activation, rotary share, base or order of the halves', async () => {
    const reference = await residual(await engineInputs({ model: PYTHIA }), 3, prompts[0]!);
    const changes = [
      { layer_norm_eps: 0.1 },
      { hidden_act: 'relu' },
      { rotary_pct: 1 },
      { rotary_emb_base: 2 },
      { rope_parameters: { rope_theta: 2, partial_rotary_factor: 1 } },
      { use_parallel_residual: false },
      { num_attention_heads: 4 },
    ];
    for (const config of changes) {
      const changed = await residual(await engineInputs({ model: PYTHIA, config }), 3, prompts[0]!);
      expect(
        changed.some((value, i) => Math.abs(value - reference[i]!) > 1e-4),
        JSON.stringify(config),
      ).toBe(true);
    }
  });
});

describe('a config.json of GPT-NeoX', () => {
  it("Pythia 70M's own file, with 76 tensors and 70,426,624 parameters, its authors' count", () => {
    const config = gptNeox.read(pythia70m, 'config.json');
    expect(config).toMatchObject({
      modelType: 'gpt_neox',
      nLayers: 6,
      nHeads: 8,
      dModel: 512,
      dInner: 2048,
      nPositions: 2048,
      vocabSize: 50304,
      activation: 'gelu_erf',
      rotary: { dimensions: 16, base: 10000 },
      parallelResidual: true,
      attentionBias: true,
      tied: false,
      bosTokenId: 0,
    });
    const sizes = [...gptNeox.tensorShapes(config).values()].map((shape) => shape.reduce((a, b) => a * b, 1));
    expect([sizes.length, sizes.reduce((a, b) => a + b, 0)]).toEqual([76, 70_426_624]);
  });

  it('says the same in the keys of transformers 5', () => {
    const { rotary_pct: _, rotary_emb_base: __, ...rest } = pythia70m;
    const rope_parameters = { rope_type: 'default', rope_theta: 500, partial_rotary_factor: 0.5 };
    expect(gptNeox.read({ ...rest, rope_parameters }, 'c').rotary).toEqual({ dimensions: 32, base: 500 });
  });

  const refusals: readonly [object, RegExp][] = [
    [{ hidden_size: 510 }, /config\.json: hidden_size: 510, expected a multiple of num_attention_heads \(8\)/],
    [{ rotary_pct: 0 }, /rotary_pct: 0/],
    [{ rotary_pct: 0.02 }, /rotary_pct: 0\.02, expected a share that gives an even part of a head of 64/],
    [{ rope_scaling: { type: 'linear', factor: 2 } }, /rope_scaling: \{"type":"linear","factor":2\}, expected null/],
    [{ rope_parameters: { rope_type: 'yarn' } }, /rope_parameters\.rope_type: "yarn", expected "default"/],
    [{ hidden_act: 'quick_gelu' }, /hidden_act: "quick_gelu", expected one of gelu_new/],
    [{ intermediate_size: undefined }, /intermediate_size: no value/],
    [{ bos_token_id: '0' }, /bos_token_id: "0", expected a token id/],
  ];
  it.each(refusals)('that cannot be used is refused, naming the key: %o', (part, message) => {
    const reading = (): unknown => gptNeox.read({ ...pythia70m, ...part }, 'config.json');
    expect(reading).toThrow(message);
    expect(reading).toThrow(StudyError);
  });

  it('buffers of old checkpoints are told from parameters', () => {
    const isBuffer = (name: string): boolean => gptNeox.buffers.test(name);
    const buffers = ['bias', 'masked_bias', 'rotary_emb.inv_freq'].map((name) => `layers.3.attention.${name}`);
    expect(buffers.every(isBuffer)).toBe(true);
    expect(['layers.3.attention.dense.bias', 'layers.3.mlp.dense_h_to_4h.bias'].some(isBuffer)).toBe(false);
  });
});
