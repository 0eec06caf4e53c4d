/** Every mode at every choice of positions against PyTorch in float64: fixtures/oracles/steering.py. */
import { describe, expect, it } from 'vitest';
import { openOutcomes, outcomeTables } from '../../../src/engine/passes/outcomes.ts';
import { type PushSize, pushChange } from '../../../src/methods/intervention/change.ts';
import { MODES } from '../../../src/methods/intervention/modes.ts';
import { deviation } from '../../deviation.ts';
import { openOracleStudy, steeringOracle } from './oracle.ts';

const { studies, columns, accepted, task, tolerance } = steeringOracle;
const POSITIONS = ['all', 'non-bos', 'final', 'active', [1, 3]];

it.each(studies.map((study) => [study.sae, study] as const))('covers every mode at all positions, %s', (_, study) => {
  for (const mode of MODES)
    for (const positions of POSITIONS)
      expect(
        study.cases.filter((own) => own.mode === mode && `${own.positions}` === `${positions}`).length,
      ).toBeGreaterThan(1);
  const signs = study.cases.filter(({ mode }) => mode === 'seed').map(({ coefficient }) => Math.sign(coefficient));
  expect(new Set(signs)).toEqual(new Set([-1, 1]));
});

describe.each(studies.map((study) => [`${study.model}; ${study.sae}`, study] as const))('%s', (_, study) => {
  it('gives the outcomes and sizes of every intervention', async () => {
    const { inputs, prompts, contrast, facts, rows } = await openOracleStudy(study);
    for (const [feature, { max, mean }] of Object.entries(study.facts)) {
      expect(facts.get(Number(feature))?.max).toBeCloseTo(max, 4);
      expect(facts.get(Number(feature))?.mean).toBeCloseTo(mean, 4);
    }
    const tables = outcomeTables(accepted.slice(0, task.length), contrast);
    const maker = await openOutcomes(inputs, tables, 1);
    const baselines: Float32Array[] = [];
    for (const prompt of task) baselines.push((await maker.run(prompts[prompt].resid, Int32Array.of(prompt))).logProbs);
    await maker.release();
    const baseline = Float32Array.from(baselines.flatMap((row) => Array.from(row)));
    const runner = await openOutcomes(inputs, tables, 1, baseline);
    const found: number[][] = [];
    for (const { mode, coefficient, positions, features: featureIds } of study.cases) {
      const directions = featureIds.map((feature) => rows.get(feature) as Float32Array);
      const scales = featureIds.map((feature) => facts.get(feature) ?? { max: 0, mean: 0 });
      const push = { mode, norm: 'layer' as const, featureIds, directions, coefficient, scales };
      const change = pushChange(prompts, push, positions, true);
      for (const prompt of task) {
        const into = new Float32Array(prompts[prompt].resid.length);
        const { ratio, cosine, belowZero } = change(prompt, into) as PushSize;
        const own = await runner.run(into, Int32Array.of(prompt));
        const { logitDiff, answerProb, answerLogProb, answerRank, top10Entropy, kl } = own;
        const outcomes = [logitDiff, answerProb, answerLogProb, answerRank, top10Entropy, kl].map(
          (values) => values[0],
        );
        found.push([...outcomes, ratio, cosine, belowZero]);
      }
    }
    await runner.release();
    for (const [c, name] of columns.entries()) {
      const places = study.rows.flatMap((row, i) => (row[c] === null ? [] : [i]));
      const expected = places.map((i) => study.rows[i][c] as number);
      const worst = deviation(
        places.map((i) => found[i][c]),
        expected,
      );
      expect(worst, `${name}: worst deviation`).toBeLessThanOrEqual(name === 'answer_rank' ? 0 : tolerance);
      const none = study.rows.flatMap((row, i) => (row[c] === null ? [found[i][c]] : []));
      expect(none.every(Number.isNaN), `${name} where it has no meaning`).toBe(true);
    }
  });
});
