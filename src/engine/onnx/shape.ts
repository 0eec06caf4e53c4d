/** Shape rules shared by the operators: broadcasting as in NumPy, products of dimensions, axes counted from the end. */
import type { Dim, Shape } from './onnx-graph.ts';

/**
 * The shape of `a ∘ b` under broadcasting. Two dimensions agree when they are equal or one of them is 1.
 * @throws RangeError when they do not; a name and a number never agree, because only the run could tell.
 */
export function broadcastShapes(a: Shape, b: Shape, where: string): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const left = a[a.length - rank + i] ?? 1;
    const right = b[b.length - rank + i] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new RangeError(`${where}: shapes [${a}] and [${b}] do not broadcast (${left} against ${right})`);
  });
}

/** Axis counted from the front, for one that may be negative. */
export function normaliseAxis(axis: number, rank: number, where: string): number {
  const positive = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || positive < 0 || positive >= rank) {
    throw new RangeError(`${where}: axis ${axis} of a tensor of rank ${rank}`);
  }
  return positive;
}

/** Product of dimensions: a number when all are numbers, else a name such as '12*batch*time'. */
export function productOf(dims: Shape): Dim {
  const factors = dims.flatMap((dim): Dim[] => (typeof dim === 'string' ? dim.split('*') : [dim]));
  const names = factors.filter((factor) => Number.isNaN(Number(factor))).sort();
  const number = factors.filter((factor) => !Number.isNaN(Number(factor))).reduce<number>((p, f) => p * Number(f), 1);
  if (names.length === 0) return number;
  return [...(number === 1 ? [] : [number]), ...names].join('*');
}

/** Sum of dimensions along a concatenated axis. */
export function sumOf(dims: Shape): Dim {
  if (dims.every((dim) => typeof dim === 'number')) return dims.reduce((sum, dim) => sum + dim, 0);
  return dims.join('+');
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}
