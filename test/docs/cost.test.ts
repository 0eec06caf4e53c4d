import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COST_PAGES, costTables, RATE, withCosts } from '../../bench/cost-tables.ts';
import { EVALUATIONS } from '../../bench/figures.ts';
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

describe('the tables of costs', async () => {
  const tables = await costTables(RATE);
  const cellsOf = (table: string): string[][] => table.trim().split('\n').slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())); // biome-ignore format: one line

  it.each(COST_PAGES)(
    '%s shows those of the code: run `make docs` after a change of plan, presets or estimate',
    (file) => {
      const page = readFileSync(file, 'utf8');
      expect(withCosts(page, file, tables)).toBe(page);
    },
  );

  it('a study has the same numbers in each', () => {
    const small = new Map(cellsOf(tables.small).map(([name, ...cells]) => [name, cells]));
    const [gpt2, , seedExact] = cellsOf(tables.published);
    expect(gpt2.slice(1)).toEqual(small.get('`studies/sports-gpt2.yaml`, what `make gpt2` runs'));
    expect(seedExact.slice(1)).toEqual(small.get('`seed-exact` with `steering.prompts: rank0`'));
    const preset = cellsOf(tables.recommended).find(([name]) => name.endsWith(': the preset'));
    expect(preset?.slice(1)).toEqual(small.get('`recommended`'));
  });

  it('32 sets a cell are the evaluations of the target in docs/speed.md, within one in a hundred', () => {
    const [, count] = cellsOf(tables.published).find(([name]) => name.includes('32 sets')) as string[];
    expect(Math.abs(Number(count.replace(',', '')) / EVALUATIONS - 1)).toBeLessThan(0.01);
  });

  it('refuses a page without the place for one', () => {
    expect(() => withCosts('# GPT-2\n', 'docs/gpt2.md', tables)).toThrow('docs/gpt2.md: no lines "<!-- small -->"');
  });
});
