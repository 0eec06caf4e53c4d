/** Operators that pick or join parts of tensors: gather, slice, split, concat, where. */
import type { Dim, Tensor } from '../onnx-graph.ts';
import { normaliseAxis, productOf, sumOf } from '../shape.ts';
import { fillLike, shapeOf, zerosLike } from './fill.ts';
import { flattenRows } from './matmul.ts';
import { expandLike, reshape, unsqueeze } from './reshape.ts';

/** ONNX reads an end beyond the axis as its end. */
const TO_THE_END = 2 ** 31 - 1;

/**
 * Entries of x at `indices` (int32 or int64, any shape) along an axis; the axis is replaced by the shape of `indices`.
 * The derivative adds into a tensor of zeros, so an index used twice receives both contributions.
 */
export function gather(x: Tensor, indices: Tensor, axis = 0): Tensor {
  const at = normaliseAxis(axis, x.rank, 'Gather');
  const shape = [...x.shape.slice(0, at), ...indices.shape, ...x.shape.slice(at + 1)];
  return x.graph.node('Gather', [x, indices], x.type, shape, {
    attributes: { axis: at },
    vjp: ([d]) => [d && scatterAdd(d, indices, x, at), undefined],
  });
}

/**
 * Adds d, laid out like gather's result, into zeros of x's shape. By ScatterElements with the index repeated along the other axes:
 * ScatterND adds from several threads at once and loses some of the contributions (measured with onnxruntime 1.30).
 */
function scatterAdd(d: Tensor, indices: Tensor, x: Tensor, axis: number): Tensor {
  const count = productOf(indices.shape);
  const flat = [...x.shape.slice(0, axis), count, ...x.shape.slice(axis + 1)];
  const updates = indices.rank === 1 ? d : indices.rank === 0 ? unsqueeze(d, [axis]) : reshape(d, flat);
  const list = indices.rank === 1 ? asInt64(indices) : reshape(asInt64(indices), [count]);
  const others = x.shape.flatMap((_, i) => (i === axis ? [] : [i]));
  const index = expandLike(unsqueeze(list, others), updates);
  return x.graph.node('ScatterElements', [zerosLike(x), index, updates], 'float32', x.shape, {
    attributes: { axis, reduction: 'add' },
  });
}

export function asInt64(x: Tensor): Tensor {
  return x.type === 'int64' ? x : x.graph.node('Cast', [x], 'int64', x.shape, { attributes: { to: 7 } });
}

/**
 * Entries `start` to `end` (exclusive) of one axis; negative numbers count from the end, `end` may be left out.
 * @param size the size of the result, needed where it cannot be told: an axis with a name, cut from the front or the end
 */
export function slice(x: Tensor, axis: number, start: number, end: number = TO_THE_END, size?: Dim): Tensor {
  const at = normaliseAxis(axis, x.rank, 'Slice');
  const dim = x.shape[at];
  const length = size ?? sliceLength(dim, start, end);
  const { graph } = x;
  const one = (value: number): Tensor => graph.constant('int64', [1], [value]);
  const cut = (from: number, to: number, dimension: Dim): Tensor =>
    graph.node('Slice', [x, one(from), one(to), one(at)], x.type, replaced(x.shape, at, dimension));
  return graph.node('Slice', [x, one(start), one(end), one(at)], x.type, replaced(x.shape, at, length), {
    vjp: ([d]) => {
      if (d === undefined) return [undefined];
      const before = start === 0 ? [] : [zerosLike(cut(0, start, 'before'))];
      const after = end === TO_THE_END ? [] : [zerosLike(cut(end, TO_THE_END, 'after'))];
      return [concat([...before, d, ...after], at, dim)];
    },
  });
}

function sliceLength(dim: Dim, start: number, end: number): Dim {
  if (typeof dim === 'number') {
    const from = start < 0 ? start + dim : start;
    const to = Math.min(end < 0 ? end + dim : end, dim);
    if (from < 0 || to <= from) throw new RangeError(`Slice: ${start} to ${end} of ${dim} entries is empty`);
    return to - from;
  }
  if (start === 0 && end === TO_THE_END) return dim;
  if (start < 0 && end === TO_THE_END) return -start;
  if (start >= 0 && end > start && end !== TO_THE_END) return end - start;
  throw new RangeError(`Slice: ${start} to ${end} of an axis of named size ${dim}; give the size of the result`);
}

/** Joins tensors along an axis. @param size the size of the joined axis when it has a name of its own */
export function concat(parts: readonly Tensor[], axis: number, size?: Dim): Tensor {
  const first = parts[0];
  if (first === undefined) throw new RangeError('Concat: no parts');
  if (parts.length === 1) return first;
  const at = normaliseAxis(axis, first.rank, 'Concat');
  const dim = size ?? sumOf(parts.map((part) => part.shape[at]));
  return first.graph.node('Concat', parts, first.type, replaced(first.shape, at, dim), {
    attributes: { axis: at },
    vjp: ([d]) => {
      if (d === undefined) return parts.map(() => undefined);
      return d.graph.append(
        'Split',
        [d, sizesAlong(parts, at)],
        parts.map(({ type, shape }) => ({ type, shape })),
        {
          attributes: { axis: at },
        },
      );
    },
  });
}

function sizesAlong(parts: readonly Tensor[], axis: number): Tensor {
  const { graph } = parts[0];
  const dims = parts.map((part) => part.shape[axis]);
  if (dims.every((dim) => typeof dim === 'number')) return graph.constant('int64', [dims.length], dims as number[]);
  const index = graph.constant('int64', [1], [axis]);
  return concat(
    parts.map((part) => graph.node('Gather', [shapeOf(part), index], 'int64', [1])),
    0,
    parts.length,
  );
}

/** Cuts an axis of numeric size into consecutive pieces. */
export function split(x: Tensor, axis: number, sizes: readonly number[]): Tensor[] {
  const at = normaliseAxis(axis, x.rank, 'Split');
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (x.shape[at] !== total) throw new RangeError(`Split: sizes [${sizes}] of an axis of size ${x.shape[at]}`);
  const outputs: Tensor[] = x.graph.append(
    'Split',
    [x, x.graph.constant('int64', [sizes.length], sizes)],
    sizes.map((size) => ({ type: x.type, shape: replaced(x.shape, at, size) })),
    {
      attributes: { axis: at },
      vjp: (upstream) => [
        concat(
          upstream.map((d, i) => d ?? zerosLike(outputs[i])),
          at,
        ),
      ],
    },
  );
  return outputs;
}

/** x where the condition (bool, broadcastable to x) holds, elsewhere the number `otherwise`. */
export function where(condition: Tensor, x: Tensor, otherwise: number): Tensor {
  return x.graph.node('Where', [condition, x, x.graph.scalar(otherwise)], 'float32', x.shape, {
    vjp: ([d]) => [undefined, d && where(condition, d, 0), undefined],
  });
}

/** Row r of the result is x[r, columns[r]]. @param x [R, C]; @param columns int [R]; @returns [R] */
export function pick(x: Tensor, columns: Tensor): Tensor {
  const rows = flattenRows(x);
  const index = unsqueeze(asInt64(columns), [1]);
  const picked = rows.graph.node('GatherElements', [rows, index], 'float32', [rows.shape[0], 1], {
    attributes: { axis: 1 },
    vjp: ([d]) => [
      d &&
        rows.graph.node('ScatterElements', [fillLike(rows, 0), index, d], 'float32', rows.shape, {
          attributes: { axis: 1, reduction: 'add' },
        }),
      undefined,
    ],
  });
  return reshape(picked, [rows.shape[0]]);
}

function replaced(shape: readonly Dim[], axis: number, dim: Dim): Dim[] {
  return shape.map((old, i) => (i === axis ? dim : old));
}
