import { describe, expect, it } from 'vitest';
import {
  activationLikeness,
  cosineLikeness,
  type TokenCodes,
} from '../../../../../pipeline/cooccurrence/kernels/replication/feature-likeness.ts';

/** Each value with 12 decimals; NaN where NaN is. */
function near(found: Float64Array, wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, cell) => {
    if (Number.isNaN(value)) expect(found[cell], `cell ${cell}`).toBeNaN();
    else expect(found[cell], `cell ${cell}`).toBeCloseTo(value, 12);
  });
}

describe('cosineLikeness', () => {
  const of = (...rows: number[][]) => rows.map((row) => Float32Array.from(row));

  it('is |cosine|, whatever the lengths and signs', () => {
    const found = cosineLikeness(of([3, 4], [1, 0]), of([8, 6], [-4, 3], [-30, -40]));
    near(found, [24 / 25, 0, 1, 4 / 5, 4 / 5, 3 / 5]);
  });

  it('is not defined for a direction of zeros, and empty where one side has no feature', () => {
    near(cosineLikeness(of([0, 0], [1, 0]), of([1, 0], [0, 0])), [Number.NaN, Number.NaN, 1, Number.NaN]);
    near(cosineLikeness([], of([1, 0])), []);
    near(cosineLikeness(of([1, 0]), []), []);
  });
});

describe('activationLikeness', () => {
  type Code = readonly [prompt: number, position: number, feature: number, activation: number];
  const codesOf = (codes: readonly Code[]): TokenCodes => ({
    prompt_id: Int32Array.from(codes, ([prompt]) => prompt),
    position: Int32Array.from(codes, ([, position]) => position),
    feature_id: Int32Array.from(codes, ([, , feature]) => feature),
    activation: Float32Array.from(codes, ([, , , activation]) => activation),
  });
  const likeness = (
    ofOne: readonly number[],
    one: readonly Code[],
    ofOther: readonly number[],
    other: readonly Code[],
    tokens: number,
  ) => activationLikeness({ ids: ofOne, codes: codesOf(one) }, { ids: ofOther, codes: codesOf(other) }, tokens);

  // Over the tokens 0/0, 0/1, 1/0, 1/1: 7 is (1, 0, 2, 0), 9 is (0, 3, 0, 0); 5 is (2, 0, 4, 0), 2 is (0, 1, 0, 1).
  const one: Code[] = [[0, 0, 7, 1], [1, 0, 7, 2], [0, 1, 9, 3]]; // biome-ignore format: one line
  const other: Code[] = [[1, 1, 2, 1], [0, 1, 2, 1], [1, 0, 5, 4], [0, 0, 5, 2]]; // biome-ignore format: one line

  it('is the correlation over all tokens, in the order of the features given', () => {
    const wanted = [1, -1.5 / Math.sqrt(2.75), -4.5 / Math.sqrt(6.75 * 11), 1.5 / Math.sqrt(6.75)];
    near(likeness([7, 9], one, [5, 2], other, 4), wanted);
    near(
      likeness([9, 7], one, [5, 2], other, 4),
      [2, 3, 0, 1].map((cell) => wanted[cell]),
    );
  });

  it('counts the tokens at which neither fires', () => {
    // Of 8 tokens: Σxy = 0, Σx = 3, Σy = 2, Σx² = 5, Σy² = 2.
    near(likeness([7], one, [2], other, 8), [-6 / 8 / Math.sqrt((5 - 9 / 8) * (2 - 4 / 8))]);
  });

  it('leaves the codes of other features out', () => {
    near(likeness([9], one, [2], other, 4), [1.5 / Math.sqrt(6.75)]);
  });

  it('tells tokens by prompt and position: codes that share neither are opposed', () => {
    // Prompt 1 at 11 is not prompt 11 at 1; one code of each among 4 tokens has r = -1/3.
    near(likeness([1], [[1, 11, 1, 1]], [1], [[11, 1, 1, 1]], 4), [-1 / 3]);
    near(likeness([1], [[1, 11, 1, 1]], [1], [[1, 11, 1, 6]], 4), [1]);
  });

  // Of 7 and of 5040 equal codes the sums leave a variation above zero.
  it.each([
    [3, 0.1],
    [7, 0.2219],
    [5040, 0.0951],
  ])('is not defined for a feature that never fires, or fires alike at each of %d tokens', (tokens, code) => {
    const same = Array.from({ length: tokens }, (_, position): Code => [0, position, 4, code]);
    const once: Code[] = [[0, 0, 8, 1]];
    near(likeness([4, 6, 8], [...same, ...once], [8], once, tokens), [Number.NaN, Number.NaN, 1]);
    near(likeness([4], same, [4], same, tokens), [Number.NaN]);
  });
});
