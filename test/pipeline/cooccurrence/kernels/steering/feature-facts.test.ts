import { expect, it } from 'vitest';
import { featureFacts } from '../../../../../pipeline/cooccurrence/kernels/steering/feature-facts.ts';

const rows = {
  prompt_id: Int32Array.of(0, 0, 1, 1, 1),
  position: Int32Array.of(0, 1, 1, 2, 2),
  feature_id: Int32Array.of(5, 5, 5, 5, 6),
  activation: Float32Array.of(100, 2, 3, 4, 1),
  attribution: Float32Array.of(1, -3, 1, 1, 0),
};

it('adds positions within a prompt before it takes magnitudes, and leaves BOS out of the codes', () => {
  const facts = featureFacts(rows, [3, 3], true);
  expect(facts.get(5)).toEqual({ meanAbsAttribution: 2, prevalence: 1, max: 4, mean: 9 / 4 });
  expect(featureFacts(rows, [3, 3], false).get(5)).toMatchObject({ max: 100, mean: 109 / 6 });
});

it('leaves out a feature whose attributions are all zero', () =>
  expect(featureFacts(rows, [3, 3], true).has(6)).toBe(false));
