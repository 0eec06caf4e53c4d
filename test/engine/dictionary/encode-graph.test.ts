import { describe, expect, it } from 'vitest';
import { decode, decodedBias, encode } from '../../../src/engine/dictionary/encode-graph.ts';
import { openSae } from '../../../src/engine/dictionary/sae-files.ts';
import { externalWeights } from '../../../src/engine/model/files/external-weights.ts';
import type { FloatDtype } from '../../../src/engine/model/files/tensor-values.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { expectWithin } from '../../deviation.ts';
import { saeOracle, writeOracleSae } from '../../engine.ts';
import { generate } from '../../generated.ts';

const D = 16;

/** Code, reconstruction and the reconstruction of an empty code for rows of x, [N, D]. */
async function run(name: string, x: Float32Array, dtype?: FloatDtype) {
  const folder = await writeOracleSae(name, 'blocks.1.hook_resid_pre', dtype && { dtype });
  const { config, tensors, scalingFactor } = await openSae(folder);
  const all = scalingFactor === null ? tensors : new Map([...tensors, ['finetuning_scaling_factor', scalingFactor]]);
  const graph = new Graph('sae');
  const weights = externalWeights(graph, all, folder);
  const input = graph.input('x', 'float32', ['rows', D]);
  const encoding = encode(config, weights, input);
  graph.output('code', encoding.code);
  graph.output('reconstruction', decode(config, weights, encoding, input));
  graph.output('bias', decodedBias(config, weights, input));
  const session = await Session.create(graph, { folder, threads: 1 });
  const results = await session.run({ x: { data: x, dims: [x.length / D, D] } });
  await session.release();
  return {
    code: floats(results, 'code'),
    reconstruction: floats(results, 'reconstruction'),
    bias: floats(results, 'bias'),
    features: config.dSae,
  };
}

describe('encode and decode equal SAELens as written out in PyTorch', () => {
  const { rows, saes, tolerance } = saeOracle;
  const x = generate('sae/input', [rows, D]);
  for (const [name, expected] of Object.entries(saes)) {
    it(name, async () => {
      const { code, reconstruction } = await run(name, x);
      expectWithin(code, expected.code, tolerance, 'code');
      expectWithin(reconstruction, expected.reconstruction, tolerance, 'reconstruction');
      // The same features are active, not only nearly the same numbers.
      expect(Array.from(code, (value) => value > 0)).toEqual(expected.code.map((value) => value > 0));
    });
  }
  it('from F16 and BF16 files', async () => {
    for (const dtype of ['F16', 'BF16'] as const) {
      const { code, reconstruction } = await run('gated', x, dtype);
      expectWithin(code, saes.gated!.code, tolerance, `code of ${dtype}`);
      expectWithin(reconstruction, saes.gated!.reconstruction, tolerance, `reconstruction of ${dtype}`);
    }
  });
});

describe('a code', () => {
  it('of topk has at most k features, and fewer where fewer pre-activations are positive', async () => {
    const x = generate('sae/input', [saeOracle.rows, D]);
    const { code, features } = await run('topk', x);
    for (let row = 0; row < saeOracle.rows; row++) {
      const active = code.subarray(row * features, (row + 1) * features).filter((value) => value > 0);
      expect(active.length).toBeLessThanOrEqual(6);
    }
    expect(code.every((value) => value >= 0)).toBe(true);
  });
  it('does not change with the scale of x under constant_norm_rescale, and its reconstruction scales', async () => {
    const x = generate('sae/input', [2, D]);
    const one = await run('standard, constant_norm_rescale', x);
    const four = await run(
      'standard, constant_norm_rescale',
      x.map((value) => 4 * value),
    );
    expectWithin(four.code, one.code, 1e-6, 'code');
    expectWithin(
      four.reconstruction,
      one.reconstruction.map((value) => 4 * value),
      1e-6,
      'reconstruction',
    );
  });
  it('does not change with a constant added to x under layer_norm, and its reconstruction shifts', async () => {
    const x = generate('sae/input', [2, D]);
    const plain = await run('standard, layer_norm', x);
    const shifted = await run(
      'standard, layer_norm',
      x.map((value) => value + 8),
    );
    expectWithin(shifted.code, plain.code, 1e-5, 'code');
    expectWithin(
      shifted.reconstruction,
      plain.reconstruction.map((value) => value + 8),
      1e-5,
      'reconstruction',
    );
  });
  it('adds decoder rows to the bias: reconstruction − bias is linear in the code', async () => {
    const x = generate('sae/input', [1, D]);
    const { code, reconstruction, bias, features } = await run('standard', x);
    const rows = generate('sae/W_dec', [features, D], { step: 2 ** -8 });
    const expected = Array.from({ length: D }, (_, d) =>
      code.reduce((sum, value, feature) => sum + value * rows[feature * D + d]!, bias[d]!),
    );
    expectWithin(reconstruction, expected, 1e-5, 'sum over features');
  });
});
