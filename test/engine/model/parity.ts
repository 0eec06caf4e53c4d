/** A model of the engine's oracle run at every hook, and held against PyTorch. */

import type { Site } from '../../../src/engine/model/site.ts';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { headGraph } from '../../../src/engine/passes/pass.ts';
import type { Subject } from '../../../src/engine/passes/subject.ts';
import { contrastOf, EMBEDDED, walk } from '../../../src/engine/passes/walk.ts';
import { expectWithin } from '../../deviation.ts';
import { type EngineOptions, engineInputs, modelOracle, oracleContrast } from '../../engine.ts';

const { prompts, tolerance } = modelOracle;

/** The residual after so many blocks. */
export function siteAfter(blocks: number): Site {
  return blocks === 0 ? EMBEDDED : { layer: blocks - 1, at: 'resid_post' };
}

type Runner = (prompt: number, input: Float32Array) => Promise<Record<string, Float32Array>>;

/** Tokens of one prompt to the residual after `blocks` blocks. */
export async function residual(inputs: Subject, blocks: number, tokens: readonly number[]): Promise<Float32Array> {
  const session = await Session.create(headGraph(inputs.architecture, siteAfter(blocks)), {
    folder: inputs.folder,
    threads: 1,
  });
  const results = await session.run({ tokens: { data: Int32Array.from(tokens), dims: [1, tokens.length] } });
  await session.release();
  return floats(results, 'resid');
}

/** Logits and ∂(logit difference)/∂x from a residual before block `first`. */
async function tail(inputs: Subject, first: number): Promise<{ run: Runner; release: () => Promise<void> }> {
  const graph = new Graph('tail');
  const model = inputs.architecture(graph);
  const x = graph.input('x', 'float32', ['batch', 'time', model.width]);
  const u = graph.input('u', 'float32', ['batch', model.width]);
  const state = walk(model, x, siteAfter(first), { toEnd: true }).state();
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

/** Residuals, logits and gradients at every hook against PyTorch's. */
export async function expectOracle(options: EngineOptions & { model: string }): Promise<void> {
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

/** The last block's last row alone against the same row of the full block. */
export async function expectLastRow(inputs: Subject): Promise<void> {
  const resid = await residual(inputs, 2, prompts[0]!);
  const graph = new Graph('last');
  const model = inputs.architecture(graph);
  const x = graph.input('x', 'float32', ['batch', 'time', model.width]);
  graph.output('full', ops.slice(model.block(2, x), 1, -1));
  graph.output('last', model.block(2, x, { lastOnly: true }));
  const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
  const results = await session.run({ x: { data: resid, dims: [1, prompts[0]!.length, model.width] } });
  await session.release();
  expectWithin(floats(results, 'last'), floats(results, 'full'), 1e-6, 'last row');
}
