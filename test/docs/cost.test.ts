import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Growth {
  readonly rows: readonly Record<string, number | string>[];
}

test('the table of growth is that of bench/results/growth.json', () => {
  const page = readFileSync('docs/cost.md', 'utf8');
  const { rows } = JSON.parse(readFileSync('bench/results/growth.json', 'utf8')) as Growth;
  const seconds = (value: number | string): string => Number(value).toFixed(1);
  const lines = rows.map(
    (row) =>
      `| ${row.varied} | ${row[row.varied]} | ${seconds(row.openingSeconds)} | ${seconds(row.attributionSeconds)} | ${seconds(row.steeringSeconds)} | ${row.peakMiB} |`,
  );
  expect(page).toContain(`\n${lines.join('\n')}\n`);
});
