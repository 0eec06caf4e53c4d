import { expect, it } from 'vitest';
import { comparedSettings } from '../../../../pipeline/cooccurrence/claims/reproduction.ts';
import { reproductionCard } from '../../../../pipeline/cooccurrence/claims/reproduction-card.ts';
import { engineInputs } from '../../../engine.ts';
import { loadStudy } from '../../../study.ts';

it('has what this run found beside what was published, and runs no example of another model', async () => {
  const study = loadStudy('studies/sports.yaml');
  const own = { compared: comparedSettings(study), steering: study.steering };
  const figures = [
    { name: 'features', value: 94 },
    { name: 'edges', value: null },
  ];
  const rows = await reproductionCard(own, { figures, subject: await engineInputs() }, 1);
  expect(rows.find(({ figure }) => figure === 'features active on every prompt')).toMatchObject({
    published: 175,
    value: 94,
  });
  const examples = rows.filter(({ reason }) => reason?.startsWith("the example is of the study's own model"));
  expect(examples).toHaveLength(2);
  expect(examples.every(({ value }) => value === null || Number.isNaN(value))).toBe(true);
});
