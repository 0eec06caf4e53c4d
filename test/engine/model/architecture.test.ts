import { describe, expect, it } from 'vitest';
import type { Architecture } from '../../../src/engine/model/architecture.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import { engineInputs } from '../../engine.ts';

describe('an architecture', () => {
  it('says its sizes and builds [B, T, D] from tokens, blocks and the last row alone, and [V, D] rows', async () => {
    const inputs = await engineInputs();
    const graph = new Graph('parts');
    const model: Architecture = inputs.architecture(graph);
    expect([model.layers, model.width, model.vocabulary]).toEqual([3, 16, 48]);
    const x = model.embed(graph.input('tokens', 'int32', ['batch', 'time']));
    expect(x.shape).toEqual(['batch', 'time', 16]);
    expect(model.block(0, x).shape).toEqual(['batch', 'time', 16]);
    expect(model.block(2, x, { lastOnly: true }).shape).toEqual(['batch', 1, 16]);
    expect(model.finalNorm(x).shape).toEqual(['batch', 'time', 16]);
    expect(model.unembedding().shape).toEqual([48, 16]);
  });
});
