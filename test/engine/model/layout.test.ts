import { expect, it } from 'vitest';
import { sideBySide } from '../../../src/engine/model/layout.ts';
import { Graph } from '../../../src/engine/onnx/onnx-graph.ts';

it('side by side, rows are sequences as they are, and the last position is one of them', () => {
  const x = new Graph('layout').input('x', 'float32', ['batch', 'time', 4]);
  expect(sideBySide.sequences(x)).toBe(x);
  expect(sideBySide.rows(x)).toBe(x);
  expect(sideBySide.last(x).shape).toEqual(['batch', 1, 4]);
  expect(sideBySide.ends).toBeUndefined();
});
