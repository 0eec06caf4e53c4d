import { expect, it } from 'vitest';
import { nextTokenRows } from '../../../../../pipeline/cooccurrence/kernels/next-token/next-token-rows.ts';

const push = { feature_id: 4, prompt_id: 2, factor: 10, reason: null };
/** log p of 30 tokens, of which token t has weight w(t). */
const distribution = (w: (token: number) => number): Float32Array => {
  const weights = Array.from({ length: 30 }, (_, token) => w(token));
  const sum = weights.reduce((a, b) => a + b, 0);
  return Float32Array.from(weights, (weight) => Math.log(weight / sum));
};

it('has the ten likeliest tokens of either side, each on both with its rank there', () => {
  const before = distribution((token) => 30 - token);
  const after = distribution((token) => token + 1);
  const rows = nextTokenRows(push, { before, after }, (token) => `t${token}`);
  expect(rows).toHaveLength(40);
  const of = (side: string, token: number) => rows.find((row) => row.side === side && row.token_id === token);
  expect(of('before', 0)).toMatchObject({ ...push, rank: 0, token: 't0', probability: expect.closeTo(30 / 465, 6) });
  expect(of('after', 0)).toMatchObject({ rank: 29, probability: expect.closeTo(1 / 465, 6) });
  expect(of('after', 29)).toMatchObject({ rank: 0 });
  expect(of('before', 15)).toBeUndefined();
});

it('has each token once a side where both have the same ten', () => {
  const same = distribution((token) => 30 - token);
  const rows = nextTokenRows(push, { before: same, after: same }, String);
  expect(rows.map(({ side, rank }) => `${side} ${rank}`)).toEqual(
    ['before', 'after'].flatMap((side) => Array.from({ length: 10 }, (_, rank) => `${side} ${rank}`)),
  );
});
