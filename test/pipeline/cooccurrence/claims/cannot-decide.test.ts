import { expect, it } from 'vitest';
import { cannotDecide } from '../../../../pipeline/cooccurrence/claims/cannot-decide.ts';
import { loadStudy } from '../../../study.ts';

const said = (prompts: number, ...overrides: string[]) =>
  cannotDecide(loadStudy('studies/sports.yaml', overrides), prompts);

it('says nothing of a study whose claims can be decided', () => {
  expect(said(100)).toEqual([]);
  expect(said(40, 'nulls.replicates=100')).toEqual([]);
});

it('names the number that a claim takes', () => {
  for (let prompts = 3; prompts < 10; prompts++)
    expect(said(prompts)).toEqual([`${prompts} prompts: no claim can be decided, it takes 10`]);
  for (let prompts = 10; prompts < 40; prompts++) expect(said(prompts)).toHaveLength(1);
  for (const few of [1, 20, 99])
    expect(said(100, `nulls.replicates=${few}`)).toEqual([
      `nulls.replicates: ${few} leave no p, so that H1 and H3 are not testable: it takes 100`,
    ]);
});

it('names what was left out', () => {
  expect(said(100, 'nulls.kinds=[rotation]')).toEqual([
    'nulls.kinds lacks random-rows, second-moment: H1 and H3 cannot be supported, they must survive each',
  ]);
  expect(said(100, 'nulls.kinds=[]', 'nulls.replicates=5')).toHaveLength(1);
  expect(said(100, 'steering.pool_pairs=0', 'interaction.pairs=0')).toEqual([
    'steering.pool_pairs: 0 leaves H2 not testable',
    'interaction.pairs: 0 leaves H4 not testable',
  ]);
});
