import { beforeEach, describe, expect, it } from 'vitest';
import { regress } from '../../../../pipeline/cooccurrence/stages/regress.ts';
import { ols } from '../../../../src/methods/stats/regression/ols.ts';
import { near } from '../../../methods/stats/near.ts';
import { unplaced } from '../../../unplaced.ts';
import { type Bench, openBench } from '../../stage-context.ts';

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
  note: string | null;
  slope_low: number;
  slope_high: number;
  hc3_p: number;
  spearman: number;
  base: string[];
  gain_r_squared: number | null;
}

const FEATURES = [3, 5, 8, 13, 21, 34];
const PROMPTS = [0, 1, 2];
const FACTORS = [1, 10];
const SETTINGS = ['steering.single_factors=[1, 10]'];

/** Answer probability of a feature steered alone: falls with its degree and the factor. */
const probability = (index: number, factor: number, prompt: number) =>
  0.5 - 0.004 * factor * index + 0.001 * factor * Math.cos(index * 5 + prompt);

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
      norm: sets.map(() => 1),
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
      logit_diff: runs.map((run) => 2 - 0.1 * run.factor * (run.set + 1)),
      answer_rank: runs.map(() => 0),
      top10_entropy: runs.map(() => 0),
      answer_log_prob: runs.map(() => -1),
      kl: runs.map(() => 0),
      delta_ratio: runs.map(() => 0.1),
    });
    await bench.tables.replace('prompt', {
      prompt_id: PROMPTS,
      text: PROMPTS.map(() => 'text'),
      answer: PROMPTS.map(() => 'golf'),
      answer_token: PROMPTS.map(() => 1),
      stratum: PROMPTS.map(() => 'golf'),
      template: PROMPTS.map(() => 'a'),
      n_tokens: PROMPTS.map(() => 4),
      logit_diff: PROMPTS.map(() => 2),
      answer_logit: PROMPTS.map(() => 3),
      answer_prob: PROMPTS.map(() => 0.5),
      answer_rank: PROMPTS.map(() => 0),
      top10_entropy: PROMPTS.map(() => 1),
    });
    await bench.tables.replace('feature', {
      feature_id: FEATURES,
      prevalence: FEATURES.map((_, index) => 0.9 - 0.1 * Math.cos(index * 3)),
      selected: FEATURES.map(() => true),
      reason: FEATURES.map(() => null),
      ...unplaced(FEATURES.length),
      node: FEATURES,
    });
    const values = FEATURES.flatMap((id, index) =>
      PROMPTS.map((prompt) => ({ id, prompt, value: Math.cos(index * 2 + prompt) })),
    );
    await bench.tables.replace('prompt_feature_value', {
      prompt_id: values.map((row) => row.prompt),
      feature_id: values.map((row) => row.id),
      value: values.map((row) => row.value),
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

  const rows = () => bench.tables.sql<Row>('SELECT * FROM regression WHERE NOT weighted ORDER BY predictor, factor');

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

  it('adds interval, robust error, rank correlation and what the predictor adds to plain properties', async () => {
    await fill();
    await bench.run(regress, SETTINGS);
    for (const row of (await rows()).filter(({ predictor }) => predictor === 'degree')) {
      expect(row.slope_low).toBeLessThan(row.slope as number);
      expect(row.slope_high).toBeGreaterThan(row.slope as number);
      expect(row.hc3_p).toBeLessThan(0.2);
      expect(row.spearman).toBeLessThan(0);
      expect(row.base).toEqual(['abs_attribution', 'prevalence']);
      expect(row.gain_r_squared).not.toBeNull();
    }
  });

  it('has rows for weighted centralities beside the unweighted ones', async () => {
    await fill();
    await bench.run(regress, SETTINGS);
    const [{ count }] = await bench.tables.sql<{ count: number }>(
      'SELECT count(*) AS count FROM regression WHERE weighted',
    );
    expect(count).toBe(4);
  });

  it('says that factors with the same slope over factor are one test', async () => {
    await fill();
    await bench.run(regress, SETTINGS);
    const notes = (await rows()).filter(({ predictor }) => predictor === 'degree').map((row) => row.note);
    expect(notes).toEqual(Array(2).fill('slope / factor is constant over factors 1 to 10: these 2 rows are one test'));
  });

  it('stores one dose summary per feature and regresses it', async () => {
    await fill();
    await bench.run(regress, SETTINGS);
    const doses = await bench.tables.sql<{
      feature_id: number;
      factors: number;
      damage_per_factor: number;
      linearity: number;
    }>("SELECT * FROM dose_response WHERE outcome = 'logit_diff' ORDER BY feature_id");
    expect(doses.map((row) => row.feature_id)).toEqual(FEATURES);
    doses.forEach((row, index) => {
      expect(row.factors).toBe(2);
      near(row.damage_per_factor, 0.1 * (index + 1), 1);
      near(row.linearity, 1);
    });
    const summary = await bench.tables.sql<Row>(
      "SELECT * FROM dose_regression WHERE outcome = 'logit_diff' AND predictor = 'degree' AND NOT weighted",
    );
    expect(summary).toHaveLength(1);
    // Damage per factor is 0.1 (index + 1) and degree index / 10.
    near(summary[0].slope as number, 1);
    near(summary[0].r_squared as number, 1);
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
    expect(bench.notes).toEqual(['8 of 8 regressions have no p; their reason is in the table']);
  });
});
