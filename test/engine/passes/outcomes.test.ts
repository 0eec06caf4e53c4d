import { describe, expect, it } from 'vitest';
import { type Outcomes, openOutcomePool, openOutcomes, outcomeTables } from '../../../src/engine/passes/outcomes.ts';
import { packRuns, UNLIMITED } from '../../../src/engine/passes/packed-batch.ts';
import { expectWithin } from '../../deviation.ts';
import { engineInputs, GATED_NAMES, modelOracle, NEOX_NAMES, oracleContrast, PLAIN } from '../../engine.ts';

const ALL = [0, 1, 2, 3, 4];
const accepted = modelOracle.answers.map((answer, i) => (i === 0 ? [answer, 25] : [answer]));
const resid = (prompt: number): Float32Array =>
  Float32Array.from(modelOracle.models[PLAIN]!.prompts[prompt]!.resid[1]!);

describe('outcomeTables', () => {
  it('pads shorter lists with the answer, not counted', () => {
    const tables = outcomeTables([[7, 8, 9], [4], [5, 6]], new Float32Array(6));
    expect(tables).toMatchObject({ prompts: 3, answers: 3 });
    expect(Array.from(tables.accepted)).toEqual([7, 8, 9, 4, 4, 4, 5, 6, 5]);
    expect(Array.from(tables.isAccepted)).toEqual([1, 1, 1, 1, 0, 0, 1, 1, 0]);
  });
});

describe('openOutcomes', () => {
  it('makes the baseline, then compares with it: the same outcomes and KL 0 for the same residual', async () => {
    const inputs = await engineInputs();
    const tables = outcomeTables(accepted, oracleContrast(inputs, ALL));
    const maker = await openOutcomes(inputs, tables, 1);
    const made = [];
    for (const prompt of ALL) made.push(await maker.run(resid(prompt), Int32Array.of(prompt)));
    await maker.release();
    expect(made[0]!.kl).toHaveLength(0);
    const baseline = Float32Array.from(made.flatMap((outcome) => [...outcome.logProbs]));
    expect(baseline).toHaveLength(5 * 48);
    const runner = await openOutcomes(inputs, tables, 1, baseline);
    for (const prompt of ALL) {
      const { logProbs, kl, ...again } = await runner.run(resid(prompt), Int32Array.of(prompt));
      const { logProbs: _, kl: __, ...first } = made[prompt]!;
      expect(again).toEqual(first);
      expect([Array.from(kl), logProbs.length]).toEqual([[0], 0]);
    }
    // The residual of prompt 0 under the tables of prompt 1: another baseline, so another KL.
    const other = await runner.run(resid(0), Int32Array.of(1));
    expect(other.kl[0]).toBeGreaterThan(0);
    await runner.release();
  });
  it('counts every accepted token once', async () => {
    const inputs = await engineInputs();
    const contrast = oracleContrast(inputs, ALL);
    const both = await openOutcomes(inputs, outcomeTables(accepted, contrast), 1);
    const [joint] = (await both.run(resid(0), Int32Array.of(0))).answerProb;
    await both.release();
    const parts: number[] = [];
    for (const token of accepted[0]!) {
      const alone = await openOutcomes(
        inputs,
        outcomeTables(
          accepted.map(() => [token]),
          contrast,
        ),
        1,
      );
      parts.push((await alone.run(resid(0), Int32Array.of(0))).answerProb[0]!);
      await alone.release();
    }
    expectWithin([joint!], [parts[0]! + parts[1]!], 1e-6, 'joint probability');
  });
});

describe('runs of packed sequences', () => {
  const rowsOf = (outcomes: Outcomes, row: number) =>
    [outcomes.logitDiff, outcomes.answerLogProb, outcomes.answerProb, outcomes.top10Entropy, outcomes.kl].map(
      (column) => column[row]!,
    );

  for (const model of [PLAIN, NEOX_NAMES[0]!, ...GATED_NAMES]) {
    it(`give what each sequence gives alone, of any length and sharing what they begin with, in ${model}`, async () => {
      const inputs = await engineInputs({ model });
      const tables = outcomeTables(accepted, oracleContrast(inputs, ALL));
      const own = ALL.map((prompt) => Float32Array.from(modelOracle.models[model]!.prompts[prompt]!.resid[1]!));
      // Prompt 0 twice more: changed from its middle on, and at its end.
      const middle = own[0]!.map((value, i) => (i < 3 * 16 ? value : value + Math.sin(i)));
      const end = own[0]!.map((value, i) => (i < 5 * 16 ? value : -value));
      const sequences = [...own, middle, end];
      const which = [...ALL, 0, 0];
      const values = Float32Array.from(sequences.flatMap((sequence) => [...sequence]));
      const lengths = sequences.map((sequence) => sequence.length / 16);
      const [pack] = packRuns({ values, width: 16, lengths }, UNLIMITED);
      expect(pack!.rows.length).toBeLessThanOrEqual(values.length - 8 * 16);

      const baseline = new Float32Array(5 * 48).fill(-Math.log(48));
      const runner = await openOutcomes(inputs, tables, 1, baseline);
      const together = await runner.runPacked(
        pack!,
        pack!.sequences.map((sequence) => which[sequence]!),
      );
      for (const [row, sequence] of pack!.sequences.entries()) {
        const alone = await runner.run(sequences[sequence]!, Int32Array.of(which[sequence]!));
        expectWithin(rowsOf(together, row), rowsOf(alone, 0), 2e-6, `sequence ${sequence}`);
        expect(together.answerRank[row]).toBe(alone.answerRank[0]);
      }
      await runner.release();
    });
  }

  it.each([{ workers: 2 }, { workers: 1, threads: 2 }])(
    'give the same bits in a pool of workers, whichever of them runs: %o',
    async (division) => {
      const inputs = await engineInputs();
      const tables = outcomeTables(accepted, oracleContrast(inputs, ALL));
      const one = await openOutcomes(inputs, tables, 1);
      const pool = openOutcomePool(inputs, tables, division);
      try {
        const rounds = [0, 1, 2, 3, 4, 0, 1, 2];
        const found = await Promise.all(rounds.map((prompt) => pool.run(resid(prompt), Int32Array.of(prompt))));
        for (const [i, prompt] of rounds.entries())
          expect(found[i]).toEqual(await one.run(resid(prompt), Int32Array.of(prompt)));
      } finally {
        await pool.release();
        await one.release();
      }
    },
  );
});
