import { expect, it } from 'vitest';
import { setFacts } from '../../../../../pipeline/cooccurrence/kernels/relevance/set-facts.ts';

const sets = [
  { name: 'selected', features: [0, 2] },
  { name: 'kept', features: [] },
];

const baselines = [
  { name: 'components' as const, directions: [[1], [1]] },
  { name: 'neurons' as const, layer: 1, neurons: [3, 5, 8], units: 1, reason: null },
];

it('has the share of Σ|a| and the units of each set, of everything and of nothing', () => {
  const asked: (readonly number[])[] = [];
  const found = setFacts({ sets, baselines, firing: [5, 7, 9], attribution: [3, 1, 4] }, (ids) => asked.push(ids));
  expect(asked).toEqual([[5, 9], []]);
  expect(Object.fromEntries(found)).toEqual({
    all: { units: null, share: 1 },
    none: { units: 0, share: 0 },
    selected: { units: 1, share: 7 / 8 },
    kept: { units: 2, share: 0 },
    components: { units: 2, share: Number.NaN },
    neurons: { units: 1, share: Number.NaN },
  });
});

it('has no share of nothing', () => {
  const found = setFacts({ sets, baselines: [], firing: [5, 7, 9], attribution: [0, 0, 0] }, () => null);
  expect([...found.values()].map(({ share }) => share)).toEqual([0, 0, 0, 0]);
  expect(found.get('selected')?.units).toBeNull();
});
