import { describe, expect, it } from 'vitest';
import { sharePrefixes } from '../../../src/methods/intervention/shared-prefixes.ts';

const TOKENS = [
  [9, 1, 2],
  [9, 1, 3, 4],
  [7, 1],
  [9, 1, 3, 5],
];
const prompts = TOKENS.map((own, p) => ({
  resid: Float32Array.from({ length: own.length * 2 }, (_, i) => i + p / 10),
  codes: new Map([
    [p, Float32Array.from(own, (_, t) => t + 1 + p / 10)],
    [20, Float32Array.from(own, () => 0.5 + p)],
  ]),
}));

describe('sharePrefixes', () => {
  const shared = sharePrefixes(prompts, TOKENS);
  it('takes residuals from the earliest prompt with the same first tokens, and only there', () => {
    expect(Array.from(shared[1]!.resid)).toEqual([
      ...prompts[0]!.resid.subarray(0, 4),
      ...prompts[1]!.resid.subarray(4),
    ]);
    expect(Array.from(shared[3]!.resid)).toEqual([
      ...shared[1]!.resid.subarray(0, 6),
      ...prompts[3]!.resid.subarray(6),
    ]);
    expect(shared[2]).toBe(prompts[2]);
    expect(shared[0]).toBe(prompts[0]);
  });
  it('takes codes likewise: a feature of one prompt alone is silent or active where the other has it', () => {
    expect(shared[1]!.codes.get(20)).toEqual(Float32Array.of(0.5, 0.5, 1.5, 1.5));
    expect(shared[1]!.codes.get(0)).toEqual(Float32Array.of(1, 2, 0, 0));
    expect(shared[1]!.codes.get(1)).toEqual(Float32Array.of(0, 0, 3.1, 4.1));
  });
  it('leaves what it was given alone', () => {
    expect(prompts[1]!.resid[0]).toBeCloseTo(0.1);
    expect(prompts[1]!.codes.get(20)![0]).toBe(1.5);
  });
  it('shares scales where there are any', () => {
    const scaled = prompts.map((own, p) => ({ ...own, scales: new Float64Array(TOKENS[p]!.length).fill(p + 1) }));
    expect(Array.from(sharePrefixes(scaled, TOKENS)[1]!.scales!)).toEqual([1, 1, 2, 2]);
  });
});
