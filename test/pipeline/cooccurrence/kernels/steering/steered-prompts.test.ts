import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  readSteeredPrompts,
  steeredPrompts,
} from '../../../../../pipeline/cooccurrence/kernels/steering/steered-prompts.ts';
import { openShards } from '../../../../../src/run/shards.ts';

it('gives residuals and codes of the steered prompts, in the order asked for', () => {
  const out = mkdtempSync(join(tmpdir(), 'cofire-'));
  const folder = openShards(out, 'attribute', 'hash', {
    batches: [
      { rows: [1], lengths: [1] },
      { rows: [0, 2], lengths: [2, 1] },
    ],
  });
  const codes = (row: number[], position: number[], feature: number[]) => ({
    row: { data: Int32Array.from(row), dims: [row.length] },
    position: { data: Int32Array.from(position), dims: [row.length] },
    feature: { data: Int32Array.from(feature), dims: [row.length] },
    activation: { data: Float32Array.from(row, (_, i) => i + 1), dims: [row.length] },
  });
  folder.write(0, { resid: { data: Float32Array.of(9), dims: [1, 1] }, ...codes([0], [0], [5]) });
  folder.write(1, {
    resid: { data: Float32Array.of(1, 2, 3), dims: [3, 1] },
    ...codes([0, 1, 1], [1, 0, 0], [5, 5, 6]),
  });

  const [second, first] = readSteeredPrompts(folder, [2, 0], new Set([5]));
  expect(Array.from(second!.resid)).toEqual([3]);
  expect([...second!.codes]).toEqual([[5, Float32Array.of(2)]]);
  expect(Array.from(first!.resid)).toEqual([1, 2]);
  expect([...first!.codes]).toEqual([[5, Float32Array.of(0, 1)]]);
  expect(() => readSteeredPrompts(folder, [3], new Set())).toThrow(/no shard holds prompt 3/);
});

it('keeps all prompts, or those whose answer is first without steering', () => {
  const rows = [
    { id: 0, answer_rank: 0 },
    { id: 1, answer_rank: 3 },
    { id: 2, answer_rank: 0 },
  ];
  expect(steeredPrompts(rows, 'all')).toEqual(rows);
  expect(steeredPrompts(rows, 'rank0').map(({ id }) => id)).toEqual([0, 2]);
});
