import { expect, test } from 'vitest';
import { batchtopk } from '../../../../src/engine/dictionary/architectures/batchtopk.ts';
import { jumprelu } from '../../../../src/engine/dictionary/architectures/jumprelu.ts';
import { topk } from '../../../../src/engine/dictionary/architectures/topk.ts';
import { random } from '../../../../src/random.ts';
import { codeOf } from './one-row.ts';

const withThreshold = (threshold: number): typeof batchtopk => ({
  ...batchtopk,
  activate: (config, weights, x) => batchtopk.activate({ ...config, topkThreshold: threshold }, weights, x),
});

test('batchtopk: codes above the one threshold, and a threshold that none reaches', async () => {
  expect(await codeOf(withThreshold(1), 1, [3, 1, 2, -4], {})).toEqual([3, 0, 2, 0]);
  expect(await codeOf(withThreshold(9), 1, [3, 1, 2], {})).toEqual([0, 0, 0]);
  expect(await codeOf(withThreshold(0), 1, [3, 0, -2], {})).toEqual([3, 0, 0]);
});

test('property: it is the jumprelu that SAELens saves, decoder norms folded in before the threshold', async () => {
  const rng = random(1, 'batchtopk');
  for (let i = 0; i < 20; i++) {
    const factors = Array.from({ length: 5 }, () => Math.fround(2 * rng.normal()));
    const b_enc = factors.map(() => Math.fround(rng.normal()));
    const theta = Math.fround(rng.uniform());
    // Rows of the decoder have norms 1, 2, 3, 4, 5 (one-row.ts); SAELens: W_enc·norm, b_enc·norm, threshold θ for all.
    const folded = (values: readonly number[]): number[] => values.map((value, f) => value * (f + 1));
    const saved = await codeOf(jumprelu, 1, folded(factors), {
      b_enc: folded(b_enc),
      threshold: factors.map(() => theta),
    });
    const rescale = { rescale_acts_by_decoder_norm: true };
    const own = await codeOf(withThreshold(theta), 1, factors, { b_enc }, rescale);
    own.forEach((value, f) => expect(value).toBeCloseTo(saved[f] ?? Number.NaN, 4));
    const plain = await codeOf(jumprelu, 1, factors, { b_enc, threshold: factors.map(() => theta) });
    expect(await codeOf(withThreshold(theta), 1, factors, { b_enc })).toEqual(plain);
  }
});

test('jumprelu: thresholds kept as logarithms are taken back', async () => {
  const logarithms = {
    ...jumprelu,
    activate: ((config, weights, x) =>
      jumprelu.activate({ ...config, logThreshold: true }, weights, x)) as typeof jumprelu.activate,
  };
  expect(
    await codeOf(logarithms, 1, [3, 1, 2], { log_threshold: [Math.log(4), Math.log(0.5), Math.log(1.5)] }),
  ).toEqual([0, 1, 2]);
});

test('a configuration without the threshold is a bug; codes may be in units of decoder norms as those of topk', async () => {
  await expect(codeOf(batchtopk, 1, [1], {})).rejects.toThrow(/without its threshold/);
  expect([batchtopk.rescales, topk.rescales, jumprelu.rescales]).toEqual([true, true, false]);
});
