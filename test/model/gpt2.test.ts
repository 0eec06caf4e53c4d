import { describe, expect, it } from 'vitest';
import { headGraph } from '../../src/model/head-graph.ts';
import type { Inputs } from '../../src/model/inputs.ts';
import { gradient } from '../../src/onnx/gradient.ts';
import { Graph, type Tensor } from '../../src/onnx/graph.ts';
import * as ops from '../../src/onnx/ops.ts';
import { floats, Session } from '../../src/onnx/runtime.ts';
import { contrastOf, remainingBlocks } from '../../src/steering/remaining-blocks.ts';
import { expectWithin } from '../deviation.ts';
import { type EngineOptions, engineInputs, MODEL_NAMES, modelOracle, oracleContrast, PLAIN } from '../engine.ts';

const { prompts, tolerance } = modelOracle;

type Runner = (prompt: number, input: Float32Array) => Promise<Record<string, Float32Array>>;

/** Tokens of one prompt to the residual after `blocks` blocks. */
async function residual(inputs: Inputs, blocks: number, tokens: readonly number[]): Promise<Float32Array> {
  const session = await Session.create(headGraph(inputs.architecture, blocks), { folder: inputs.folder, threads: 1 });
  const results = await session.run({ tokens: { data: Int32Array.from(tokens), dims: [1, tokens.length] } });
  await session.release();
  return floats(results, 'resid');
}

/** Logits and ∂(logit difference)/∂x from a residual before block `first`. */
async function tail(inputs: Inputs, first: number): Promise<{ run: Runner; release: () => Promise<void> }> {
  const graph = new Graph('tail');
  const model = inputs.architecture(graph);
  const x = graph.input('x', 'float32', ['batch', 'time', model.width]);
  const u = graph.input('u', 'float32', ['batch', model.width]);
  const state = remainingBlocks(model, x, first);
  const [g] = gradient(contrastOf(state, u), [x]) as [Tensor];
  graph.output('logits', ops.matmul(state, model.unembedding(), { transposeB: true }));
  graph.output('gradient', g);
  const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
  return {
    async run(prompt, resid) {
      const results = await session.run({
        x: { data: resid, dims: [1, resid.length / model.width, model.width] },
        u: { data: oracleContrast(inputs, [prompt]), dims: [1, model.width] },
      });
      return { logits: floats(results, 'logits'), gradient: floats(results, 'gradient') };
    },
    release: () => session.release(),
  };
}

async function expectOracle(options: EngineOptions & { model: string }): Promise<void> {
  const inputs = await engineInputs(options);
  for (let blocks = 0; blocks <= inputs.model.config.nLayers; blocks++) {
    const { run, release } = await tail(inputs, blocks);
    for (const [prompt, expected] of modelOracle.models[options.model]!.prompts.entries()) {
      const resid = await residual(inputs, blocks, prompts[prompt]!);
      const { logits, gradient: g } = await run(prompt, resid);
      expectWithin(resid, expected.resid[blocks]!, tolerance, `residual ${blocks} of prompt ${prompt}`);
      expectWithin(logits!, expected.logits, tolerance, `logits of prompt ${prompt} from ${blocks}`);
      expectWithin(g!, expected.gradient[blocks]!, tolerance, `gradient at ${blocks} of prompt ${prompt}`);
    }
    await release();
  }
}

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
  it('computes the last row of its last block exactly as the full block does', async () => {
    const inputs = await engineInputs();
    const resid = await residual(inputs, 2, prompts[0]!);
    const graph = new Graph('last');
    const model = inputs.architecture(graph);
    const x = graph.input('x', 'float32', ['batch', 'time', model.width]);
    graph.output('full', ops.slice(model.block(2, x), 1, -1));
    graph.output('last', model.block(2, x, { lastOnly: true }));
    const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
    const results = await session.run({ x: { data: resid, dims: [1, prompts[0]!.length, 16] } });
    await session.release();
    expectWithin(floats(results, 'last'), floats(results, 'full'), 1e-6, 'last row');
  });

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
