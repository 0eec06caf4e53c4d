import { describe, expect, it } from 'vitest';
import { interaction, steering } from '../../../../pipeline/cooccurrence/settings/steering.ts';
import { complainOf } from '../../../../src/run/study/complain.ts';
import { defaultsOf, fill } from '../../../../src/run/study/fill.ts';

it("seed-exact steers as the study's author's code did", () => {
  expect(defaultsOf(steering, 'seed-exact')).toMatchObject({
    base_factor: -2,
    positions: 'all',
    single_factors: [0.1, 1, 2, 5, 10, 20, 30, 40],
    factors: [1, 10, 30],
    prompts_per_set: 'all',
    scaling: ['none', 'by-size'],
  });
  expect(defaultsOf(interaction, 'seed-exact').pairs).toBe(0);
});

it('recommended has every control, carriers, equal norms and a pool', () => {
  const { arms, ...rest } = defaultsOf(steering, 'recommended');
  expect(rest).toMatchObject({ positions: 'non-bos', prompts: 'rank0', sets_per_cell: 200, prompts_per_set: 12 });
  expect(rest).toMatchObject({ scaling: ['norm-matched'], pool_pairs: 2080 });
  const controls = ['random', 'matched', 'random-direction', 'random-covariance', 'prompt-difference'];
  expect(arms).toEqual(['within', 'between', ...controls, 'carriers']);
});

describe('what cannot be steered', () => {
  const complain = complainOf('x', (path) => ['steering', ...path].join('.'));
  it.each([
    ['arms without set sizes', { set_sizes: [] }, /steering\.set_sizes: no sizes/],
    ['a repeated factor', { factors: [1, 10, 1] }, /steering\.factors: 1 twice, expected each value once/],
    [
      'a repeated experiment',
      { experiments: ['global-maximum', 'global-maximum'] },
      /experiments: "global-maximum" twice/,
    ],
    ['a base factor of zero', { base_factor: 0 }, /steering\.base_factor: 0, expected a number other than 0/],
    [
      'a scaling of a mode that adds nothing',
      { mode: 'ablate' },
      /steering\.scaling: by-size with steering\.mode ablate/,
    ],
  ])('%s', (_, written, message) => {
    expect(() => fill(steering, written, 'seed-exact', complain)).toThrow(message);
  });

  it('no arms need no sizes', () => {
    expect(() => fill(steering, { arms: [], set_sizes: [] }, 'seed-exact', complain)).not.toThrow();
  });
});
