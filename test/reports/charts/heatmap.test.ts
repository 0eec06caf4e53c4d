import { describe, expect, it } from 'vitest';
import { correlationImage, heatmap, readings } from '../../../reports/charts/heatmap.ts';

const PAIRS = [
  { feature_a: 3, feature_b: 9, r: 0.5 },
  { feature_a: 3, feature_b: 12, r: -1 },
  { feature_a: 9, feature_b: 12, r: 0 },
];

describe('heat map', () => {
  it('fills a symmetric matrix with ones on the diagonal', () => {
    const image = correlationImage(PAIRS);
    expect(image.ids).toEqual([3, 9, 12]);
    expect([...image.values]).toEqual([1, 0.5, -1, 0.5, 1, 0, -1, 0, 1]);
  });

  it('refuses a set of pairs that is not complete', () => {
    expect(() => correlationImage(PAIRS.slice(1))).toThrow(RangeError);
  });

  it('reads back to within half a step of 1/127', () => {
    const image = correlationImage(PAIRS);
    const bytes = new Int8Array(Buffer.from(readings(image).r, 'base64'));
    image.values.forEach((r, index) => {
      expect(Math.abs(bytes[index] / 127 - r)).toBeLessThanOrEqual(0.5 / 127 + 1e-12);
    });
  });

  it('escapes its label and names of groups', () => {
    const text = heatmap(correlationImage(PAIRS), {
      order: [0, 1, 2],
      absolute: false,
      readings: 'readings',
      label: '"><script>',
      groups: [{ name: '<b>', size: 3, colour: 'red' }],
    }).text;
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('<b>');
  });
});
