import { expect, it } from 'vitest';
import { parseStudy } from '../../../src/run/study/study.ts';
import { withoutPaths } from '../../../src/run/study/without-paths.ts';

const LOCAL = `name: a
preset: seed-exact
model: { path: models/m }
sae: { path: saes/s, center: true }
task: { file: tasks/t.csv }
labels: { file: labels/l.csv }
corpus: { file: text/c.txt }
`;
const HUB = `name: a
preset: seed-exact
model: { hub: o/m, revision: ${'a'.repeat(40)} }
sae: { hub: o/s, folder: blocks.7, revision: ${'b'.repeat(40)}, center: true }
task: { file: t.csv }
`;

it('keeps names and drops places, so that a copied study is equal', () => {
  const [here, there] = ['/one/a.yaml', '/two/deep/a.yaml'].map((file) => withoutPaths(parseStudy(LOCAL, file)));
  expect(here).toEqual(there);
  expect(JSON.stringify(here)).not.toContain('/one');
  expect(here).toMatchObject({
    model: { path: 'm' },
    sae: { path: 's', center: true },
    task: { file: 't.csv' },
    labels: { file: 'l.csv' },
    corpus: { file: 'c.txt' },
  });
});

it('every other setting is as it was', () => {
  const study = parseStudy(HUB, '/one/a.yaml');
  const { file: _, ...rest } = study;
  expect(withoutPaths(study)).toEqual({ ...rest, task: { file: 't.csv' } });
});
