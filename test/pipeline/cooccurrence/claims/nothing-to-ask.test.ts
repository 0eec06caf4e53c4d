import { expect, it } from 'vitest';
import { hypotheses } from '../../../../pipeline/cooccurrence/claims/h1-to-h5.ts';
import { fewPrompts, LEAST_PROMPTS, nothingSteered } from '../../../../pipeline/cooccurrence/claims/nothing-to-ask.ts';

it('takes ten prompts', () => {
  for (let prompts = 0; prompts < 40; prompts++)
    if (prompts < LEAST_PROMPTS)
      expect(fewPrompts(prompts)).toBe(`The task has ${prompts} prompts, and a claim takes 10.`);
    else expect(fewPrompts(prompts)).toBeNull();
});

it('names the cause that comes first, with what would mend it', () => {
  const of = (clusters: number, steered: number, least: 1 | 2) =>
    nothingSteered({ clusters, steered, prompts: 12 }, least);
  expect(of(0, 0, 1)).toMatch(/^The network has no kept cluster, so no feature was taken out alone \(cluster.min_size/);
  expect(of(0, 0, 2)).toMatch(/^The network has no kept cluster, and two are needed/);
  expect(of(1, 12, 2)).toMatch(/^The network has one kept cluster, and two are needed/);
  expect(of(2, 0, 2)).toBe(
    'None of 12 prompts is answered right, and those alone are steered (steering.prompts: all steers every one).',
  );
  expect(of(1, 0, 1)).toMatch('answered right');
  expect(of(2, 1, 2)).toMatch(/^1 of 12 prompts is steered, those that are answered right .*a claim takes 10\.$/);
  expect(of(1, 9, 1)).toMatch('9 of 12 prompts are steered');
  expect([of(1, 10, 1), of(2, 10, 2)]).toEqual([null, null]);
});

it('says so of every claim, and of none that is about the network alone where only steering is missing', () => {
  const findings = {
    ...{ nulls: [], required: [], sesoi: 0.2, sets: null, setsReason: 'none', heldOutSets: [], groupings: [] },
    ...{ importance: [], reliability: [], interactions: [], relevance: undefined },
    ...{ kept: { n: 9, n_units: 9 }, selected: { n: 9, n_units: 9 }, grouped: { n: 9, n_units: 9 } },
  };
  const reasons = (clusters: number, prompts: number, steered: number) =>
    Object.fromEntries(
      hypotheses({ ...findings, clusters, prompts, steered }).map((row) => [row.hypothesis, row.reason]),
    );
  expect(new Set(Object.values(reasons(3, 9, 9)))).toEqual(new Set([fewPrompts(9)]));
  const { H1, H2, H4 } = reasons(3, 12, 0);
  expect(H1).not.toMatch('answered right');
  for (const reason of [H2, H4]) expect(reason).toMatch('None of 12 prompts is answered right');
  for (const reason of [reasons(0, 12, 12).H2, reasons(0, 12, 12).H4]) expect(reason).toMatch('no kept cluster');
});
