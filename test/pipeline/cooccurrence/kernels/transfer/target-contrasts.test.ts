import { describe, expect, it } from 'vitest';
import {
  checkTargetContrast,
  targetContrasts,
} from '../../../../../pipeline/cooccurrence/kernels/transfer/target-contrasts.ts';
import type { Target, TargetPrompt } from '../../../../../pipeline/cooccurrence/kernels/transfer/targets.ts';
import { unembeddingRows } from '../../../../../src/engine/passes/contrasts.ts';
import { openOutcomes, outcomeTables } from '../../../../../src/engine/passes/outcomes.ts';
import { openResiduals } from '../../../../../src/engine/passes/residuals.ts';
import { openSubject } from '../../../../../src/engine/passes/subject.ts';
import { engineStudy } from '../../../../engine.ts';

const word = (token: number) => ({ word: `w${token}`, token });
const prompt = (token: number, foil: number | null): TargetPrompt => ({
  ...{ tokens: [47, token - 20, 3], template: '', accepted: [token] },
  ...{ answer: word(token), foil: foil === null ? null : word(foil) },
});
const target = (kind: Target['kind'], foil: number | null): Target => ({
  ...{ kind, name: 'f.csv' },
  prompts: [prompt(25, foil), prompt(26, foil), prompt(27, foil)],
});

describe('targetContrasts', async () => {
  const subject = await openSubject(await engineStudy());
  const width = subject.model.config.dModel;
  const rows = await unembeddingRows(subject.model, [24, 25, 26, 27]);
  const tokens = target('template', null).prompts.map((own) => Int32Array.from(own.tokens));
  const reader = await openResiduals(subject, tokens, 1);
  const resid: Float32Array[] = [];
  for (const p of [0, 1, 2]) resid.push(await reader.read({ rows: [p] }));
  await reader.release();

  const of = async (own: Target, contrast: 'foil' | 'random-foil' | 'mean-of-others' | 'top-wrong') => {
    const found = await targetContrasts(subject, own, resid, { contrast, seed: 2 });
    return [0, 1, 2].map((p) => Array.from(found.subarray(p * width, (p + 1) * width)));
  };
  const less = (answer: number, others: readonly number[]): number[] =>
    Array.from(rows.get(answer) ?? [], (own, d) => {
      const mean = others.reduce((sum, other) => sum + (rows.get(other)?.[d] ?? Number.NaN), 0) / others.length;
      return Math.fround(own - mean);
    });

  it('stands against the other answers of the file itself', async () => {
    const found = await of(target('subjects', null), 'mean-of-others');
    expect(found).toEqual([less(25, [26, 27]), less(26, [25, 27]), less(27, [25, 26])]);
  });

  it('stands against the file’s own foils', async () => {
    expect(await of(target('template', 24), 'foil')).toEqual([25, 26, 27].map((token) => less(token, [24])));
  });

  it('draws a foil among the file’s answers', async () => {
    const found = await of(target('template', 24), 'random-foil');
    expect([less(25, [26]), less(25, [27])]).toContainEqual(found[0]);
  });

  it('finds the likeliest other answer of the file', async () => {
    const tables = outcomeTables([[25], [26], [27]], new Float32Array(3 * width));
    const runner = await openOutcomes(subject, tables, 1);
    const wrong: number[] = [];
    for (const [p, own] of resid.entries()) {
      const { logProbs } = await runner.run(own, Int32Array.of(p));
      const others = [25, 26, 27].filter((token) => token !== 25 + p);
      wrong.push(others.reduce((best, token) => (logProbs[token] > logProbs[best] ? token : best)));
    }
    await runner.release();
    expect(await of(target('template', null), 'top-wrong')).toEqual([0, 1, 2].map((p) => less(25 + p, [wrong[p]])));
  });

  it('keeps the task’s foils, however they were made', async () => {
    expect(await of(target('task', 24), 'random-foil')).toEqual([25, 26, 27].map((token) => less(token, [24])));
  });

  it('is nothing of generic text', async () => {
    const own = target('generic', null);
    const without = { ...own, prompts: own.prompts.map((one) => ({ ...one, answer: null })) };
    expect((await of(without, 'mean-of-others')).flat().every((value) => value === 0)).toBe(true);
  });
});

it('a file without foils, or of one answer, is refused where its contrast needs them', () => {
  const rows = [{ answer: 'a', foil: 'b' }, { answer: 'c' }];
  expect(() => checkTargetContrast(rows, 'foil', 'x.csv')).toThrow('x.csv: row 2: no foil, expected a foil');
  expect(() => checkTargetContrast(rows, 'mean-of-others', 'x.csv')).not.toThrow();
  expect(() => checkTargetContrast(rows.slice(0, 1), 'foil', 'x.csv')).not.toThrow();
  expect(() => checkTargetContrast(rows.slice(0, 1), 'top-wrong', 'x.csv')).toThrow('x.csv: 1 distinct answer');
});
