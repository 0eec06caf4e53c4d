import { expect, it } from 'vitest';
import { centredPairs } from '../../src/verdict/centred-pairs.ts';

const row = (feature_a: number, feature_b: number, prompt_id: number, damage: number) => ({
  ...{ feature_a, feature_b, prompt_id, damage },
});

it('leaves pairs that met the same prompts as they are', () => {
  const rows = [row(1, 2, 4, 1), row(1, 2, 7, 2), row(1, 3, 4, 3), row(1, 3, 7, 4)];
  expect(centredPairs(rows)).toBe(rows);
  expect(centredPairs([])).toEqual([]);
});

it('takes what prompts have in common out of pairs that met different ones', () => {
  const [easy, hard] = [10, 0];
  const rows = [
    ...[row(1, 2, 4, easy + 1), row(1, 3, 7, hard - 1), row(2, 3, 4, easy - 1)],
    ...[row(2, 4, 7, hard + 1)],
  ];
  expect(centredPairs(rows)).toEqual([row(1, 2, 4, 1), row(1, 3, 4, -1), row(2, 3, 4, -1), row(2, 4, 4, 1)]);
});
