import { describe, expect, it } from 'vitest';
import { packedLayout, separateLayout, sideBySide } from '../../../src/engine/model/layout.ts';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { Graph, type Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { packRuns, UNLIMITED } from '../../../src/engine/passes/packed-batch.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, GATED_NAMES, modelOracle, NEOX_NAMES, PLAIN } from '../../engine.ts';

it('side by side, rows are sequences as they are, and the last position is one of them', () => {
  const x = new Graph('layout').input('x', 'float32', ['batch', 'time', 4]);
  expect(sideBySide.sequences(x)).toBe(x);
  expect(sideBySide.rows(x)).toBe(x);
  expect(sideBySide.last(x).shape).toEqual(['batch', 1, 4]);
  expect(sideBySide.ends).toBeUndefined();
});

describe('packedLayout', () => {
  /** Three sequences of one number a position: 1 2 3, 1 2 4 and 1 5. */
  const [pack] = packRuns({ values: Float32Array.of(1, 2, 3, 1, 2, 4, 1, 5), width: 1, lengths: [3, 3, 2] }, UNLIMITED);
  const feeds = (own: NonNullable<typeof pack>) => ({
    place: { data: own.place, dims: [own.sequences.length, own.place.length / own.sequences.length] },
    source: { data: own.source, dims: [own.source.length] },
    ends: { data: own.ends, dims: [own.ends.length] },
    last: { data: own.last, dims: [own.last.length] },
  });

  describe('packedLayout', () => {
    it('sets rows side by side, takes them back, and finds each last one', async () => {
      const graph = new Graph('packed');
      const x = graph.input('x', 'float32', ['rows', 1]);
      const layout = packedLayout(graph);
      const side = layout.sequences(x);
      expect(side.shape).toEqual(['batch', 'time', 1]);
      graph.output('side', side);
      graph.output('back', layout.rows(side));
      graph.output('end', layout.last(x));
      graph.output('stop', layout.ends!);
      const session = await Session.create(graph, { threads: 1 });
      const results = await session.run({ x: { data: pack!.rows, dims: [pack!.rows.length, 1] }, ...feeds(pack!) });
      await session.release();
      const values = Array.from(floats(results, 'side'));
      expect([values.slice(0, 3), values.slice(3, 6), values.slice(6, 8)]).toEqual([
        [1, 2, 3],
        [1, 2, 4],
        [1, 5],
      ]);
      expect(floats(results, 'back')).toEqual(pack!.rows);
      expect(Array.from(floats(results, 'end'))).toEqual([3, 4, 5]);
      expect(results.end!.dims).toEqual([3, 1, 1]);
    });

    for (const model of [PLAIN, NEOX_NAMES[0]!, ...GATED_NAMES]) {
      it(`a block of ${model} on packed rows is the block on each sequence, and so is its last position`, async () => {
        const inputs = await engineInputs({ model });
        const sequences = modelOracle.models[model]!.prompts.map(({ resid }) => Float32Array.from(resid[1]!));
        const lengths = sequences.map((own) => own.length / 16);
        const values = Float32Array.from(sequences.flatMap((own) => [...own]));
        const [own] = packRuns({ values, width: 16, lengths }, UNLIMITED);
        expect(own!.source.length).toBeLessThan(values.length / 16);

        const graph = new Graph('packed');
        const architecture = inputs.architecture(graph);
        const x = graph.input('x', 'float32', ['rows', 16]);
        const layout = packedLayout(graph);
        graph.output('all', layout.sequences(architecture.block(1, x, { layout })));
        graph.output('end', architecture.block(1, x, { layout, lastOnly: true }));
        const packed = await Session.create(graph, { folder: inputs.folder, threads: 1 });
        const found = await packed.run({ x: { data: own!.rows, dims: [own!.source.length, 16] }, ...feeds(own!) });
        await packed.release();

        const plainGraph = new Graph('plain');
        const y = plainGraph.input('x', 'float32', ['batch', 'time', 16]);
        plainGraph.output('all', inputs.architecture(plainGraph).block(1, y));
        const plain = await Session.create(plainGraph, { folder: inputs.folder, threads: 1 });
        const time = Math.max(...lengths);
        for (const [b, sequence] of own!.sequences.entries()) {
          const length = lengths[sequence]!;
          const results = await plain.run({ x: { data: sequences[sequence]!, dims: [1, length, 16] } });
          const expected = floats(results, 'all');
          const at = b * time * 16;
          expectWithin(floats(found, 'all').subarray(at, at + length * 16), expected, 2e-6, `sequence ${sequence}`);
          expectWithin(
            floats(found, 'end').subarray(b * 16, (b + 1) * 16),
            expected.slice(-16),
            2e-6,
            `end ${sequence}`,
          );
        }
        await plain.release();
      });
    }
  });
});

describe('separateLayout', () => {
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
});
