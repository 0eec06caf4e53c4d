import { describe, expect, it } from 'vitest';
import {
  bytes,
  counted,
  featureCount,
  fixed,
  grouped,
  number,
  percent,
  pValue,
  seconds,
} from '../../reports/format.ts';

describe('numbers as words', () => {
  it('gives up to three significant digits without trailing zeros', () => {
    expect([0, 0.7, 0.08, 2.5, 12.345, 123.456].map((value) => number(value))).toEqual([
      '0',
      '0.7',
      '0.08',
      '2.5',
      '12.3',
      '123',
    ]);
  });

  it('uses powers of ten for the very small and very large', () => {
    expect(number(1.234e-5)).toBe('1.23 × 10⁻⁵');
    expect(number(-2.5e7 - 0.5)).toBe('−2.50 × 10⁷');
  });

  it('gives what rounds to zero no sign', () => {
    expect([fixed(-0.001, 2), percent(-0.001), grouped(-0.4), fixed(-0.01, 2)]).toEqual([
      '0.00',
      '0\u202f%',
      '0',
      '−0.01',
    ]);
  });

  it('sets thousands apart, and no decimals', () => {
    expect([number(-1776.4), number(12345.6), fixed(4567.12345, 5), grouped(1e6)]).toEqual([
      '−1\u202f776',
      '12\u202f346',
      '4\u202f567.12345',
      '1\u202f000\u202f000',
    ]);
  });

  it('uses a real minus sign', () => {
    expect([number(-0.25), fixed(-1, 2), grouped(-1234)]).toEqual(['−0.25', '−1.00', '−1\u202f234']);
  });

  it('shows a missing value as a dash and refuses NaN', () => {
    expect([number(null), fixed(undefined, 2), percent(null), pValue(null)]).toEqual(['–', '–', '–', '–']);
    expect(() => number(Number.NaN)).toThrow(RangeError);
    expect(() => number(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });

  it('never prints a p value of zero', () => {
    expect([pValue(0.5), pValue(0.04), pValue(0.00012), pValue(0)]).toEqual([
      '0.50',
      '0.040',
      '1.2 × 10⁻⁴',
      '< 1e−300',
    ]);
  });

  it('says times, sizes and counts in plain units', () => {
    expect([seconds(4.24), seconds(28), seconds(135)]).toEqual(['4.2 s', '28 s', '2 min 15 s']);
    expect([bytes(512), bytes(1536), bytes(3 * 2 ** 30)]).toEqual(['512 B', '1.5 KiB', '3 GiB']);
    expect([counted(1, 'prompt'), counted(2000, 'prompt')]).toEqual(['1 prompt', '2\u202f000 prompts']);
  });

  it('counts features with and without copies, where that says more', () => {
    expect([featureCount(94, 3), featureCount(1, 1), featureCount(2, null)]).toEqual([
      '94 features (3 without copies)',
      '1 feature',
      '2 features',
    ]);
  });
});
