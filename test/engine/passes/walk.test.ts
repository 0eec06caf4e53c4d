import { describe, expect, it } from 'vitest';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { contrastOf, walk } from '../../../src/engine/passes/walk.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, modelOracle, oracleContrast, PLAIN } from '../../engine.ts';
import { siteAfter } from '../model/parity.ts';

const { prompts, answers, foils, tolerance } = modelOracle;

describe('walk', () => {
  for (const first of [0, 1, 2, 3]) {
    it(`gives PyTorch's logits from the residual before block ${first}, at the last position`, async () => {
      const inputs = await engineInputs();
      const graph = new Graph('rest');
      const model = inputs.architecture(graph);
      const x = graph.input('x', 'float32', ['batch', 'time', model.width]);
      const u = graph.input('u', 'float32', ['batch', model.width]);
      const state = walk(model, x, siteAfter(first), { toEnd: true }).state();
      expect(state.shape).toEqual(['batch', 16]);
      graph.output('logits', ops.matmul(state, model.unembedding(), { transposeB: true }));
      graph.output('m', contrastOf(state, u));
      const session = await Session.create(graph, { folder: inputs.folder, threads: 1 });
      for (const [prompt, expected] of modelOracle.models[PLAIN]!.prompts.entries()) {
        const results = await session.run({
          x: { data: Float32Array.from(expected.resid[first]!), dims: [1, prompts[prompt]!.length, 16] },
          u: { data: oracleContrast(inputs, [prompt]), dims: [1, 16] },
        });
        expectWithin(floats(results, 'logits'), expected.logits, tolerance, `prompt ${prompt}`);
        const m = expected.logits[answers[prompt]!]! - expected.logits[foils[prompt]!]!;
        expectWithin(floats(results, 'm'), [m], tolerance, `contrast of prompt ${prompt}`);
      }
      await session.release();
    });
  }
  it('computes one position of the last block and of what follows: no logits of other positions exist', async () => {
    const inputs = await engineInputs();
    const graph = new Graph('rest');
    const model = inputs.architecture(graph);
    walk(model, graph.input('x', 'float32', ['batch', 'time', 16]), siteAfter(2), { toEnd: true });
    const wide = graph.nodes.filter(({ operator, outputs }) => operator === 'Gelu' && outputs[0]!.shape[1] !== 1);
    expect(wide).toEqual([]);
  });
});
