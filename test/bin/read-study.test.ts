import { expect, it } from 'vitest';
import { instancesOfShort, readStudy } from '../../bin/read-study.ts';
import * as analyses from '../../pipeline/analyses.ts';
import { codeParts } from '../../src/run/code-hash.ts';

it('reads a study with every analysis and loads none of their stages, which take longer than all of a check', async () => {
  const study = await readStudy('studies/sports.yaml', []);
  expect(Object.keys(study.analyses).sort()).toEqual(
    Object.values(analyses)
      .map(({ name }) => name)
      .sort(),
  );
  expect((await instancesOfShort(study)).map(({ scope }) => scope)).toEqual(['main']);
  const parts = [...codeParts('bin/commands/check.ts').keys()];
  expect(parts).toContain('bin/read-study');
  expect(parts.filter((part) => /^pipeline\/[^/]+\/(stages|index)/.test(part))).toEqual([]);
});
