import { expect, it } from 'vitest';
import { estimateLines } from '../../../../../pipeline/cooccurrence/kernels/estimate/estimate-lines.ts';

const stages = [
  { stage: 'evaluate', seconds: 4, nBytes: 500 * 2 ** 20 },
  { stage: 'steer', seconds: 120, nBytes: 2 ** 30 },
];
const machine = { rate: 70e9, threads: 1, memoryBytes: 2 ** 32 };
const counts = { selected: 65, kept: 60, clusters: 3, steered: 57, activePrompts: 1, activeShare: 0.5 };
const work = { steer: { count: 12_345, rows: 100_000, stored: 20_000 }, interaction: { count: 0, rows: 0 }, relevance: { count: 300, rows: 3000 } };

it('names the machine and what is assumed; the last row has the sum of times and the largest memory', () => {
  const lines = estimateLines({ stages, machine, counts, work, counted: false }).split('\n');
  expect(lines[0]).toBe(
    'estimate for 1 thread at 70 GFLOP/s; 65 selected features, 60 of them in 3 kept clusters (assumed), 57 steered prompts:',
  );
  expect(lines.slice(1, 4).map((line) => line.trim().split(/\s{2,}/))).toEqual([
    ['evaluate', '4.0 s', '500 MiB'],
    ['steer', '2 min 00 s', '1.0 GiB', '12,345 evaluations of 8.1 positions'],
    ['in all', '2 min 04 s', '1.0 GiB'],
  ]);
  expect(estimateLines({ stages, machine, counts, work, counted: true })).toContain('(as in the last run)');
});
