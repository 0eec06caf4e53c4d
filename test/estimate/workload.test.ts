import { expect, it } from 'vitest';
import { assumedCounts, workloadOf } from '../../src/estimate/workload.ts';
import { loadStudy } from '../../src/study/study.ts';

it('counts what the bundled study ran: its sets, doses and removals', () => {
  const study = loadStudy('studies/sports.yaml', [
    'steering.scaling=[none, by-size]',
    'steering.sets_per_cell=9',
    'steering.pool_pairs=50',
  ]);
  const counts = { selected: 106, kept: 94, clusters: 3, steered: 100 };
  const work = workloadOf(study, counts);
  // 94 · 8 single doses; 9 sets in each of the sizes 2 to 4 · (3 within + between), at 3 factors and 2 scalings.
  // A pool of 50 pairs; every selected feature at its global maximum and at the smallest attribution.
  expect(work.steer).toBe((94 * 8 + 9 * 3 * 4 * 3 * 2 + 50 + 2 * 106) * 100);
  // None, then twice controls + 1 the features and pairs, then 24 tiny pairs of three.
  const { pairs, controls } = study.interaction;
  expect(work.interaction).toBe((1 + (controls + 1) * (94 + pairs) + 3 * 24) * 100);
  expect(work.direct).toBe(9400);
});

it('nothing is removed in pairs where the study asks for none, and never more pairs than there are', () => {
  const at = (pairs: number, kept: number): number =>
    workloadOf(loadStudy('studies/sports.yaml', [`interaction.pairs=${pairs}`, 'interaction.controls=0']), {
      ...assumedCounts(10),
      kept,
    }).interaction;
  expect(at(0, 65)).toBe(0);
  expect(at(1000, 3)).toBe((1 + 3 + 3 + 9) * 10);
});

it('assumes the published study where nothing is known', () => {
  expect(assumedCounts(57)).toEqual({ selected: 65, kept: 65, clusters: 2, steered: 57 });
});
