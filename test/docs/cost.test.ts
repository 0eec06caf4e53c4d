import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type GrowthRow, growthTable, withGrowth } from '../../bench/growth-table.ts';

it('the table of growth is that of bench/results/growth.json', () => {
  const page = readFileSync('docs/cost.md', 'utf8');
  const { rows } = JSON.parse(readFileSync('bench/results/growth.json', 'utf8')) as { rows: GrowthRow[] };
  expect(withGrowth(page, rows)).toBe(page);
});

const row: GrowthRow = {
  ...{ varied: 'layers', prompts: 50, features: 8192, interventions: 40, layers: 9 },
  ...{ openingSeconds: 0.52, attributionSeconds: 1, steeringSeconds: 4, peakMiB: 900 },
};

it('a row has what was predicted as a multiple of what was measured, where that is known', () => {
  const last = (own: GrowthRow): string | undefined => growthTable([own]).trim().split('\n').at(-1);
  expect(last(row)).toBe('| layers | 9 | 0.5 | 1.0 |  | 4.0 |  | 900 |');
  const predicted = { ...row, predictedAttribution: 1.25, predictedSteering: 3 };
  expect(last(predicted)).toBe('| layers | 9 | 0.5 | 1.0 | 1.25 × | 4.0 | 0.75 × | 900 |');
});

it('refuses a page without the place for it', () => {
  expect(() => withGrowth('# What a study costs\n', [row])).toThrow('docs/cost.md: no lines');
});
