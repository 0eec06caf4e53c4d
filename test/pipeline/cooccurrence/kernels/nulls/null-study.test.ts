import { expect, it } from 'vitest';
import { nullStudyReads, nullStudySettings } from '../../../../../pipeline/cooccurrence/kernels/nulls/null-study.ts';
import { nulls } from '../../../../../pipeline/cooccurrence/stages/nulls.ts';
import { recompute } from '../../../../../pipeline/cooccurrence/stages/recompute.ts';
import { loadStudy } from '../../../../study.ts';

it('both stages begin with the same settings, and each table of nulls has one stage that writes it', () => {
  const own = nullStudySettings(loadStudy('studies/sports.yaml'));
  expect(own).toMatchObject({ seed: 1, network: { threshold: 0.7 }, steering: { positions: 'all', prompts: 'all' } });
  expect(Object.keys(nullStudyReads)).toContain('codes');
  expect(nulls.writes.filter((table) => recompute.writes.includes(table))).toEqual([]);
});
