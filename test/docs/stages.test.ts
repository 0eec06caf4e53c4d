import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { slope } from '../../bench/slope.ts';
import { type Stages, stageTable, withStages } from '../../bench/stage-table.ts';

it('the tables of stages are those of bench/results/stages.json, with every stage in them', () => {
  const page = readFileSync('docs/speed.md', 'utf8');
  const stages = JSON.parse(readFileSync('bench/results/stages.json', 'utf8')) as Stages;
  expect(withStages(page, stages)).toBe(page);
  for (const name of ['evaluate', 'attribute', 'load', 'network', 'steer', 'nulls', 'verdict', 'report'])
    expect(stages.study.map((row) => row.name)).toContain(`\`${name}\``);
  for (const row of [...stages.study, ...stages.dictionary, ...stages.shapes]) expect(row.values).toHaveLength(3);
});

it('a slope is the power of the size', () => {
  expect(slope([1, 3, 9].map((size) => [size, 5 * size ** 2]))).toBeCloseTo(2, 12);
  expect(slope([2, 4, 8].map((size) => [size, 7]))).toBeCloseTo(0, 12);
});

it('says how many times numpy’s all stages take, where it was measured', () => {
  const sizes = [10, 20, 40];
  const sized = { name: 'a', sizes, values: [1, 2, 4] };
  const stages: Stages = { study: [sized], dictionary: [sized, { ...sized, name: 'b' }], memory: [0.1, 0.2, 0.25], shapes: [{ ...sized, seconds: [1, 1, 1] }] }; // biome-ignore format: one line
  expect(stageTable(stages)).toContain('| a | 1.00 | 2.00 | 4.00 | 1.00 |');
  expect(stageTable(stages)).not.toContain('numpy');
  const table = stageTable({ ...stages, numpy: { cpu: [1, 4, 16], clock: [3, 2, 1] } });
  expect(table).toContain('for the same edges | 2.00 × | 1.00 × | 0.50 × | |');
  expect(table).toContain('by the clock | 3.00 × | 2.00 × | 1.00 × | |');
});
