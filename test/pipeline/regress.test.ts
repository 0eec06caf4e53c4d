import { beforeEach, describe, expect, it } from 'vitest';
import { regress } from '../../pipeline/regress.ts';
import { ols } from '../../src/stats/ols.ts';
import { near } from '../stats/near.ts';
import { type Bench, openBench } from './stage-context.ts';

interface Row {
  outcome: string;
  predictor: string;
  weighted: boolean;
  factor: number;
  n: number;
  slope: number | null;
  intercept: number | null;
  r_squared: number | null;
  p: number | null;
  p_adjusted: number | null;
  reason: string | null;
}

const FEATURES = [3, 5, 8, 13, 21, 34];
const PROMPTS = [0, 1, 2];
const FACTORS = [1, 10];
const SETTINGS = ['steering.single_factors=[1, 10]'];

/** Answer probability of a feature steered alone: falls with its degree and the factor. */
const probability = (index: number, factor: number, prompt: number) =>
  0.5 - 0.004 * factor * index + 0.01 * Math.cos(index * 5 + prompt + factor);

describe('regress', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
    return () => bench.tables.close();
  });

  async function fill(features: readonly number[] = FEATURES, absent?: number): Promise<void> {
    const sets = [...features.map((feature) => ({ arm: 'single', ids: [feature] })), { arm: 'within', ids: [3, 5] }];
    await bench.tables.replace('steering_set', {
      set_id: sets.map((_, id) => id),
      arm: sets.map((set) => set.arm),
      cluster: sets.map(() => 1),
      size: sets.map((set) => set.ids.length),
      replicate: sets.map(() => 0),
      feature_ids: sets.map((set) => set.ids),
    });
    const runs = sets.flatMap((_, set) =>
      FACTORS.flatMap((factor) => PROMPTS.map((prompt) => ({ set, factor, prompt }))),
    );
    await bench.tables.replace('steering', {
      set_id: runs.map((run) => run.set),
      mode: runs.map(() => 'seed'),
      factor: runs.map((run) => run.factor),
      scaling: runs.map(() => 'none'),
      prompt_id: runs.map((run) => run.prompt),
      answer_prob: runs.map((run) => probability(run.set, run.factor, run.prompt)),
      logit_diff: runs.map(() => 0),
      answer_rank: runs.map(() => 0),
      top10_entropy: runs.map(() => 0),
      kl: runs.map(() => 0),
    });
    const cells = ['degree', 'closeness'].flatMap((measure) =>
      [false, true].flatMap((weighted) => FEATURES.map((id, index) => ({ measure, weighted, id, index }))),
    );
    const missing = (cell: (typeof cells)[number]) => cell.measure === 'degree' && cell.id === absent;
    await bench.tables.replace('centrality', {
      feature_id: cells.map((cell) => cell.id),
      measure: cells.map((cell) => cell.measure),
      weighted: cells.map((cell) => cell.weighted),
      value: cells.map((cell) =>
        missing(cell) ? null : cell.measure === 'degree' ? cell.index / 10 : Math.sin(cell.index),
      ),
      reason: cells.map((cell) => (missing(cell) ? 'for the test' : null)),
    });
  }

  const rows = () => bench.tables.sql<Row>('SELECT * FROM regression ORDER BY predictor, factor');

  it('regresses mean steered probability on each unweighted centrality, per factor', async () => {
    await fill();
    await bench.run(regress, SETTINGS);
    const found = await rows();
    expect(found.map((row) => [row.predictor, row.factor])).toEqual([
      ['closeness', 1],
      ['closeness', 10],
      ['degree', 1],
      ['degree', 10],
    ]);
    for (const row of found.filter(({ predictor }) => predictor === 'degree')) {
      const outcome = FEATURES.map(
        (_, index) => PROMPTS.reduce((sum, prompt) => sum + probability(index, row.factor, prompt), 0) / 3,
      );
      const expected = ols(
        FEATURES.map((_, index) => index / 10),
        outcome,
      );
      expect(row).toMatchObject({ outcome: 'answer_prob', weighted: false, n: 6, reason: null });
      near(row.slope as number, expected.slope);
      near(row.intercept as number, expected.intercept);
      near(row.r_squared as number, expected.rSquared);
      near(row.p as number, expected.p);
      near(row.p_adjusted as number, Math.min(1, 2 * expected.p));
    }
    const [, strong] = found.filter((row) => row.predictor === 'degree');
    expect(strong.slope).toBeLessThan(0);
    expect(strong.p_adjusted).toBeLessThan(0.001);
  });

  it('leaves out a feature whose centrality has no value', async () => {
    await fill(FEATURES, 13);
    await bench.run(regress, SETTINGS);
    expect((await rows()).map((row) => row.n)).toEqual([6, 6, 5, 5]);
  });

  it('gives rows with a reason where too few features were steered alone', async () => {
    await fill([3, 5]);
    await bench.run(regress, SETTINGS);
    const found = await rows();
    expect(found).toHaveLength(4);
    for (const row of found)
      expect(row).toMatchObject({ n: 2, slope: null, p: null, p_adjusted: null, reason: 'fewer than three points' });
    expect(bench.notes).toEqual(['4 of 4 regressions have no p; their reason is in the table']);
  });
});
