/** Every operator under the name its case has in fixtures/oracles/engine-ops.oracle.json. */
import type { Dim, Tensor } from '../../../src/engine/onnx/onnx-graph.ts';
import * as ops from '../../../src/engine/onnx/ops.ts';

export interface OperatorCase {
  /** Declared shapes of the inputs: names for axes whose size the graph need not know. */
  readonly shapes: readonly (readonly Dim[])[];
  readonly build: (...inputs: Tensor[]) => Tensor;
}

const M: readonly Dim[] = ['rows', 4];
const V: readonly Dim[] = [4];
const C: readonly Dim[] = ['rows', 1];
const T3: readonly Dim[] = ['batch', 'time', 6];
const repeated = (x: Tensor): Tensor => x.graph.constant('int32', [4], [2, 0, 2, 2]);

const one = (build: (x: Tensor) => Tensor, shape = M): OperatorCase => ({ shapes: [shape], build });

function arithmetic(name: string, f: (a: Tensor, b: Tensor) => Tensor): [string, OperatorCase][] {
  return [
    [name, { shapes: [M, M], build: f }],
    [`${name} row`, { shapes: [M, V], build: f }],
    [`${name} column with row`, { shapes: [C, V], build: f }],
  ];
}

function products(): [string, OperatorCase][] {
  return [false, true].flatMap((transposeA) =>
    [false, true].flatMap((transposeB): [string, OperatorCase][] => {
      const a: Dim[] = transposeA ? ['batch', 4, 3] : ['batch', 3, 4];
      const b: Dim[] = transposeB ? ['batch', 5, 4] : ['batch', 4, 5];
      const name = `matmul ${Number(transposeA)}${Number(transposeB)}`;
      const build = (x: Tensor, y: Tensor): Tensor => ops.matmul(x, y, { transposeA, transposeB, scale: 0.5 });
      return [
        [name, { shapes: [a, b], build }],
        [`${name} shared`, { shapes: [a, b.slice(1)], build }],
      ];
    }),
  );
}

export const OPERATORS: ReadonlyMap<string, OperatorCase> = new Map<string, OperatorCase>([
  ['exp', one(ops.exp)],
  ['log', one(ops.log)],
  ['sqrt', one(ops.sqrt)],
  ['tanh', one(ops.tanh)],
  ['erf', one(ops.erf)],
  ['sigmoid', one(ops.sigmoid)],
  ['abs', one(ops.abs)],
  ['neg', one(ops.neg)],
  ['relu', one(ops.relu)],
  ['gelu none', one((x) => ops.gelu(x, 'none'))],
  ['gelu tanh', one((x) => ops.gelu(x, 'tanh'))],
  ['pow 3', one((x) => ops.pow(x, 3))],
  ['pow -0.5', one((x) => ops.pow(x, -0.5))],
  ['scale', one((x) => ops.scale(x, -2.5))],
  ...arithmetic('add', ops.add),
  ...arithmetic('sub', ops.sub),
  ...arithmetic('mul', ops.mul),
  ...arithmetic('div', ops.div),
  ['greater times', one((x) => ops.mul(x, ops.greater(x, x.graph.scalar(0.5))))],
  ['softmax', one(ops.softmax, T3)],
  ['logSoftmax', one(ops.logSoftmax, T3)],
  ['layerNorm', { shapes: [T3, [6], [6]], build: (x, w, b) => ops.layerNorm(x, w, b, 1e-5) }],
  ['reduceSum 0', one((x) => ops.reduceSum(x, [0]), T3)],
  ['reduceSum 0 2 kept', one((x) => ops.reduceSum(x, [2, 0], { keepDims: true }), T3)],
  ['reduceMean last kept', one((x) => ops.reduceMean(x, [-1], { keepDims: true }), T3)],
  ['reduceMean 2', one((x) => ops.reduceMean(x, [2]), T3)],
  ...products(),
  ['gather 0', one((x) => ops.gather(x, repeated(x)))],
  ['gather 1', one((x) => ops.gather(x, repeated(x), 1))],
  ['pick', one((x) => ops.pick(x, x.graph.constant('int32', [3], [1, 1, 3])))],
  ['slice middle', one((x) => ops.slice(x, 1, 1, 3))],
  ['slice last', one((x) => ops.slice(x, 0, -1))],
  ['slice but last', one((x) => ops.slice(x, 0, 0, -1, 'fewer'))],
  ['split second', one((x) => ops.split(x, 1, [1, 3])[1]!)],
  ['concat x y x', { shapes: [M, M], build: (x, y) => ops.concat([x, y, x], 0) }],
  [
    'where',
    one((x) => ops.where(x.graph.constant('bool', [3, 4], [1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 0]), x, -9), [3, 4]),
  ],
  ['reshape', one((x) => ops.reshape(x, ['batch', 'time', 2, 3]), T3)],
  ['transpose', one((x) => ops.transpose(x, [2, 0, 1]), T3)],
  ['unsqueeze', one((x) => ops.unsqueeze(x, [1]))],
  ['squeeze', one((x) => ops.squeeze(x, [1]), C)],
  ['expandLike times', { shapes: [V, M], build: (x, y) => ops.mul(ops.expandLike(x, y), y) }],
]);
