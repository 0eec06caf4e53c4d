import { describe, expect, it } from 'vitest';
import { covariateColumns, dummies } from '../../../../src/methods/stats/correlation/covariates.ts';

const PROMPTS = [
  { answer: 'golf', foil: 'tennis' },
  { answer: 'tennis', foil: null },
  { answer: 'golf', foil: 'tennis' },
];
const NORMS = Float64Array.of(1, Math.E, 1);

it('makes a 0/1 column per word and the logarithm of the norm, in the order asked for', () => {
  expect(covariateColumns(['answer', 'log-gradient'], PROMPTS, NORMS)).toEqual([
    Float64Array.of(1, 0, 1),
    Float64Array.of(0, 1, 0),
    Float64Array.of(0, 1, 0),
  ]);
});

it('counts no foil as a level of its own', () => {
  expect(covariateColumns(['foil'], PROMPTS, NORMS)).toEqual([Float64Array.of(1, 0, 1), Float64Array.of(0, 1, 0)]);
  expect(covariateColumns([], PROMPTS, NORMS)).toEqual([]);
});

describe('dummies', () => {
  it('gives one 0/1 column per level, and they sum to one', () => {
    expect(dummies(['a', 'b', 'a', 'c']).map((column) => [...column])).toEqual([
      [1, 0, 1, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
    expect(dummies([])).toEqual([]);
  });
});
