import { beforeEach, describe, expect, it } from 'vitest';
import { correlate } from '../../../../pipeline/cooccurrence/stages/correlate.ts';
import { adjust } from '../../../../src/methods/stats/adjust.ts';
import { dummies } from '../../../../src/methods/stats/correlation/covariates.ts';
import { correlationP } from '../../../../src/methods/stats/correlation/pearson.ts';
import { partial } from '../../../../src/methods/stats/correlation/similarity.ts';
import { openShards } from '../../../../src/run/shards.ts';
import { near, oracle } from '../../../methods/stats/near.ts';
import { unplaced } from '../../../unplaced.ts';
import { type Bench, openBench } from '../../stage-context.ts';

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
    await fillPrompts(rows.length);
    const ids = rows[0].map((_, column) => 10 * (column + 1));
    await bench.tables.replace('feature', {
      feature_id: ids,
      prevalence: ids.map(() => 1),
      selected: ids.map(() => true),
      reason: ids.map(() => null),
      ...unplaced(ids.length),
      node: ids,
    });
    const filled = cells.filter(({ value }) => value !== 0);
    await bench.tables.replace('prompt_feature_value', {
      prompt_id: filled.map((cell) => cell.prompt),
      feature_id: filled.map((cell) => cell.feature),
      value: filled.map((cell) => cell.value),
    });
  }

  const answersOf = (count: number) =>
    Array.from({ length: count }, (_, prompt) => ['golf', 'chess', 'judo'][prompt % 3]);

  async function fillPrompts(count: number): Promise<void> {
    const answers = answersOf(count);
    const all = <T>(value: T) => answers.map(() => value);
    await bench.tables.replace('prompt', {
      prompt_id: answers.map((_, id) => id),
      text: all('text'),
      answer: answers,
      answer_token: all(1),
      foil: answers.map((_, id) => (id % 2 === 0 ? 'polo' : 'darts')),
      stratum: answers,
      template: all('a'),
      n_tokens: all(2),
      logit_diff: all(1),
      answer_logit: all(1),
      answer_prob: all(0.5),
      answer_rank: all(0),
      top10_entropy: all(1),
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
    expect(bench.notes).toEqual(['1 of 3 features have no correlation: constant over prompts']);
    expect(await bench.tables.sql('SELECT * FROM uncorrelated')).toEqual([
      { feature_id: 20, reason: 'constant over prompts' },
    ]);
  });

  it('gives an empty table where fewer than two features vary', async () => {
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
    await expect(bench.run(correlate)).rejects.toThrow(/test: task: 2 prompts, expected at least 3/);
  });

  it('stores how often features are active together, with or without BOS', async () => {
    await fill([
      [1, 2],
      [3, 1],
      [2, 5],
    ]);
    await bench.tables.replace('feature', {
      feature_id: [10, 20, 30],
      prevalence: [1, 1, 0.1],
      selected: [true, true, false],
      reason: [null, null, 'rare'],
      ...unplaced(3),
      node: [10, 20, null],
    });
    const codes = [
      [0, 0, 10],
      [0, 0, 20],
      [0, 1, 10],
      [1, 0, 10],
      [1, 0, 20],
      [1, 1, 30],
      [2, 0, 10],
      [2, 0, 20],
      [2, 1, 20],
    ];
    await bench.tables.replace('attribution', {
      prompt_id: codes.map(([prompt]) => prompt),
      position: codes.map(([, position]) => position),
      feature_id: codes.map(([, , feature]) => feature),
      activation: codes.map(() => 1),
      projection: codes.map(() => 1),
      attribution: codes.map(() => 1),
    });
    const stored = () => bench.tables.sql<Record<string, unknown>>('SELECT * FROM co_activation');
    await bench.run(correlate);
    // Two tokens a prompt: 10 is active at tokens 0, 1, 2, 4 and 20 at 0, 2, 4, 5.
    expect(await stored()).toMatchObject([
      { feature_a: 10, feature_b: 20, n: 6, n_a: 4, n_b: 4, n_both: 3, jaccard: 0.6, reason: null },
    ]);
    await bench.run(correlate, ['attribution.bos=exclude']);
    expect(await stored()).toMatchObject([{ n: 3, n_a: 1, n_b: 1, n_both: 0, jaccard: 0 }]);
  });

  describe('by other methods', () => {
    const { rows: prompts, cols, values } = oracle.pearson;
    const table = (from: readonly number[]) =>
      Array.from({ length: prompts }, (_, row) => from.slice(row * cols, (row + 1) * cols));
    const answers = answersOf(prompts);

    it('spearman and cosine give their own r and p', async () => {
      await fill(table(oracle.similarity.tied));
      await bench.run(correlate, ['correlation.method=spearman']);
      (await rows()).forEach((row, pair) => {
        near(row.r, oracle.similarity.spearman[pair], 1);
        near(row.p, oracle.similarity.spearman_p[pair]);
      });
      await fill(table(values));
      await bench.run(correlate, ['correlation.method=cosine']);
      for (const row of await rows()) near(row.p, correlationP(row.r, prompts - 1));
    });

    it('partial holds answer and foil fixed', async () => {
      await fill(table(values));
      const foils = answers.map((_, id) => (id % 2 === 0 ? 'polo' : 'darts'));
      await bench.run(correlate, ['correlation.method=partial', 'correlation.covariates=[answer, foil]']);
      const expected = partial({ rows: prompts, cols, values: Float64Array.from(values) }, [
        ...dummies(answers),
        ...dummies(foils),
      ]);
      expect(expected.df).toBe(prompts - 2 - 3);
      (await rows()).forEach((row, pair) => {
        near(row.r, expected.r[pair], 1);
        near(row.p, correlationP(expected.r[pair], expected.df));
      });
    });

    it('partial refuses more covariates than prompts allow', async () => {
      await fill(table(values).slice(0, 4));
      const run = bench.run(correlate, ['correlation.method=partial', 'correlation.covariates=[answer, foil]']);
      await expect(run).rejects.toThrow(
        /correlation.covariates: 3 independent covariates for 4 prompts, expected at least 3 prompts more/,
      );
    });

    it('gain and log-gradient read the gradients of the shards', async () => {
      const gain = (prompt: number) => 1 + (prompt % 5);
      const shards = openShards(bench.out, 'attribute', '0'.repeat(64), { batches: [0, 1] });
      for (const index of [0, 1]) {
        const ids = answers.map((_, id) => id).filter((id) => id % 2 === index);
        shards.write(index, {
          prompt: { data: Int32Array.from(ids), dims: [ids.length] },
          length: { data: new Int32Array(ids.length).fill(1), dims: [ids.length] },
          gradient: { data: Float32Array.from(ids.flatMap((id) => [gain(id), 0])), dims: [ids.length, 2] },
        });
      }
      await fill(table(values).map((row, prompt) => row.map((value) => value * gain(prompt))));
      await bench.run(correlate, ['correlation.gain=divide']);
      (await rows()).forEach((row, pair) => {
        near(row.r, oracle.pearson.r[pair], 1);
      });
      await fill(table(values));
      await bench.run(correlate, ['correlation.method=partial', 'correlation.covariates=[log-gradient]']);
      const logs = answers.map((_, prompt) => Math.log(gain(prompt)));
      const expected = partial({ rows: prompts, cols, values: Float64Array.from(values) }, [logs]);
      (await rows()).forEach((row, pair) => {
        near(row.r, expected.r[pair], 1);
      });
    });
  });
});
