import { describe, expect, it } from 'vitest';
import { gradient } from '../../../src/engine/onnx/gradient.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';
import { type Feed, floats, Session } from '../../../src/engine/onnx/runtime.ts';
import { engineOracle, expectWithin } from '../../deviation.ts';
import { generate } from '../../generated.ts';
import { OPERATORS } from './operators.ts';

interface Case {
  readonly shapes: readonly (readonly number[])[];
  readonly positive: boolean;
  readonly dims: readonly number[];
  readonly y: readonly number[];
  readonly gradients: readonly (readonly number[])[];
}

const oracle = engineOracle<{ generate: readonly number[]; cases: Readonly<Record<string, Case>> }>('ops');

describe('every operator and its gradient equal PyTorch', () => {
  it('is a claim about the same inputs on both sides', () => {
    expect(Array.from(generate('first', [8]))).toEqual(oracle.generate);
    expect([...OPERATORS.keys()].sort()).toEqual(Object.keys(oracle.cases).sort());
  });

  for (const [name, { shapes, build }] of OPERATORS) {
    it(name, async () => {
      const expected = oracle.cases[name]!;
      const graph = new Graph('operator');
      const inputs = shapes.map((shape, i) => graph.input(`x${i}`, 'float32', shape));
      const y = build(...inputs);
      graph.output('y', y);
      const upstream = graph.input('upstream', 'float32', y.shape);
      gradient(y, inputs, upstream).forEach((g, i) => {
        expect(g.shape).toEqual(shapes[i]);
        graph.output(`g${i}`, g);
      });
      const feeds: Record<string, Feed> = {
        upstream: { data: generate(`${name}/upstream`, expected.dims), dims: expected.dims },
      };
      expected.shapes.forEach((dims, i) => {
        const values = generate(`${name}/${i}`, dims);
        feeds[`x${i}`] = { data: expected.positive ? values.map((v) => 0.5 + Math.abs(v)) : values, dims };
      });
      const session = await Session.create(graph, { threads: 1 });
      const results = await session.run(feeds);
      await session.release();
      expect(results.y!.dims).toEqual(expected.dims);
      expectWithin(floats(results, 'y'), expected.y, oracle.tolerance, 'value');
      expected.gradients.forEach((g, i) => {
        expect(results[`g${i}`]!.dims).toEqual(expected.shapes[i]);
        expectWithin(floats(results, `g${i}`), g, oracle.tolerance, `gradient of input ${i}`);
      });
    });
  }

  it('covers every operator that is exported', () => {
    // Shapes and constants have no derivative of their own; reduceMax refuses one (gradient.test.ts).
    const without = [
      'shapeOf',
      'fillLike',
      'zerosLike',
      'onesLike',
      'indicesAlong',
      'asInt64',
      'reduceMax',
      'constantOf',
    ];
    // Held against central differences instead (ops/normalise.test.ts).
    const numeric = ['layerNormalised', 'rmsNorm', 'rmsNormalised'];
    // Reshapes under another name, tested in ops/.
    const reshapes = ['flattenRows', 'reshapeLike'];
    const named = [...OPERATORS.keys()].map((name) => name.split(' ')[0]!);
    const covered = new Set([...named, ...without, ...numeric, ...reshapes]);
    expect(Object.keys(ops).filter((name) => !covered.has(name))).toEqual([]);
  });
});
