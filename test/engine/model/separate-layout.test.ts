import { describe, expect, it } from 'vitest';
import { separateLayout } from '../../../src/engine/model/separate-layout.ts';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';

/** Sequences of three and of two positions, one number each. */
const feeds = {
  x: { data: Float32Array.of(1, 2, 3, 4, 5), dims: [5, 1] },
  own_place: { data: Int32Array.of(0, 1, 2, 3, 4, 0), dims: [2, 3] },
  own_source: { data: Int32Array.of(0, 1, 2, 3, 4), dims: [5] },
  own_last: { data: Int32Array.of(2, 4), dims: [2] },
  ends: { data: Int32Array.of(2, 1), dims: [2] },
};

async function run(outputs: (x: Tensor, layout: ReturnType<typeof separateLayout>) => Record<string, Tensor>) {
  const graph = new Graph('separate');
  const x = graph.input('x', 'float32', ['positions', 1]);
  const layout = separateLayout(graph, graph.input('ends', 'int32', ['batch']));
  for (const [name, tensor] of Object.entries(outputs(x, layout))) graph.output(name, tensor);
  const session = await Session.create(graph, { threads: 1 });
  const results = await session.run(feeds);
  await session.release();
  return (name: string): number[] => Array.from(floats(results, name));
}

describe('separateLayout', () => {
  it('sets positions side by side, takes them back, and finds each last one', async () => {
    const found = await run((x, layout) => {
      const side = layout.sequences(x);
      return { side, back: layout.rows(side), last: layout.last(x) };
    });
    expect(found('side').slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(found('back')).toEqual([1, 2, 3, 4, 5]);
    expect(found('last')).toEqual([3, 5]);
  });

  it('gives each position its own gradient, and none from beyond the end of a sequence', async () => {
    const found = await run((x, layout) => {
      const side = layout.sequences(x);
      const squares = layout.rows(ops.mul(side, side));
      const last = layout.last(squares);
      const [whole] = gradient(squares, [x]) as [Tensor];
      const [ofLast] = gradient(last, [x]) as [Tensor];
      // The sum over a sequence's places: what is beyond the end must not reach it.
      const [along] = gradient(layout.rows(ops.mul(side, ops.reduceSum(side, [1], { keepDims: true }))), [side]) as [
        Tensor,
      ];
      return { whole, ofLast, along };
    });
    expect(found('whole')).toEqual([2, 4, 6, 8, 10]);
    expect(found('ofLast')).toEqual([0, 0, 6, 0, 10]);
    // d/ds_j Σ_i s_i S over the places i within the sequence = S (for j within it) + Σ_i s_i; place 5 repeats position 0, x = 1.
    expect(found('along')).toEqual([12, 12, 12, 19, 19, 9]);
  });
});
