import { beforeEach, describe, expect, it } from 'vitest';
import { correlate } from '../../pipeline/correlate.ts';
import { adjust } from '../../src/stats/adjust.ts';
import { correlationP } from '../../src/stats/correlation-p.ts';
import { near, oracle } from '../stats/near.ts';
import { type Bench, openBench } from './stage-context.ts';

interface Row {
  feature_a: number;
  feature_b: number;
  r: number;
  n: number;
  p: number;
  q: number;
}

describe('correlate', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  /** One row per prompt; feature ids 10, 20, … */
  async function fill(rows: readonly (readonly number[])[]): Promise<void> {
    const cells = rows.flatMap((row, prompt) =>
      row.map((value, column) => ({ prompt, feature: 10 * (column + 1), value })),
    );
    await bench.tables.replace('prompt_feature', {
      prompt_id: cells.map((cell) => cell.prompt),
      feature_id: cells.map((cell) => cell.feature),
      value: cells.map((cell) => cell.value),
    });
  }

  const rows = () => bench.tables.sql<Row>('SELECT * FROM correlation ORDER BY feature_a, feature_b');

  it('stores every pair a < b with r, n, p and q', async () => {
    const { rows: prompts, cols, values } = oracle.pearson;
    await fill(Array.from({ length: prompts }, (_, row) => values.slice(row * cols, (row + 1) * cols)));
    await bench.run(correlate);
    const found = await rows();
    expect(found).toHaveLength((cols * (cols - 1)) / 2);
    const q = adjust(oracle.pearson.p, 'benjamini-hochberg');
    found.forEach((row, pair) => {
      expect(row.feature_a).toBeLessThan(row.feature_b);
      expect(row.n).toBe(prompts);
      near(row.r, oracle.pearson.r[pair], 1);
      near(row.p, oracle.pearson.p[pair]);
      near(row.q, q[pair]);
    });
    expect(bench.notes).toEqual([]);
  });

  it('leaves constant features out and says so', async () => {
    await fill([
      [1, 0.1, 2],
      [2, 0.1, 1],
      [3, 0.1, 5],
      [4, 0.1, 2],
    ]);
    await bench.run(correlate);
    const found = await rows();
    expect(found.map(({ feature_a, feature_b }) => [feature_a, feature_b])).toEqual([[10, 30]]);
    expect(found[0].p).toBe(correlationP(found[0].r, 2));
    expect(found[0].q).toBe(found[0].p);
    expect(bench.notes).toEqual(['1 of 3 features are constant over prompts and have no correlation']);
  });

  it('gives an empty table where fewer than two features vary', async () => {
    await fill([]);
    await bench.run(correlate);
    expect(await rows()).toEqual([]);
    await fill([[1], [2], [3]]);
    await bench.run(correlate);
    expect(await rows()).toEqual([]);
    expect(bench.notes.at(-1)).toMatch(/nothing to correlate/);
  });

  it('refuses two prompts', async () => {
    await fill([
      [1, 2],
      [2, 1],
    ]);
    await expect(bench.run(correlate)).rejects.toThrow(/task.csv: 2 prompts, expected at least 3/);
  });
});
