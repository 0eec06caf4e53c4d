import { expect, it } from 'vitest';
import { tooManyPairs } from '../../../../../pipeline/cooccurrence/kernels/nulls/too-many-pairs.ts';

it('refuses more pairs than may be held, and says how to have fewer', () => {
  expect(tooManyPairs(4, 6)).toBeNull();
  expect(tooManyPairs(0, 1)).toBeNull();
  expect(tooManyPairs(5, 6)).toMatch(
    /^10 pairs of 5 features, more than correlation\.most_pairs \(6\).*min_prevalence/,
  );
});
