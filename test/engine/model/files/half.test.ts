import { expect, test } from 'vitest';
import { bf16ToF32, f16ToF32, f32ToBf16, f32ToF16 } from '../../../../src/engine/model/files/half.ts';

const everyBits = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);

function widen(convert: (bits: Uint16Array, into: Float32Array) => void, bits: Uint16Array): Float32Array {
  const values = new Float32Array(bits.length);
  convert(bits, values);
  return values;
}

test('closed form: F16 has the values of IEEE 754 binary16', () => {
  const bits = Uint16Array.of(0x0001, 0x03ff, 0x0400, 0x3555, 0x3c00, 0x7bff, 0x7c00, 0xfc00, 0xc000, 0x8000);
  const largestSubnormal = 1023 * 2 ** -24;
  const values = [2 ** -24, largestSubnormal, 2 ** -14, 0.333251953125, 1, 65_504, Infinity, -Infinity, -2, -0];
  expect([...widen(f16ToF32, bits)]).toEqual(values);
  expect(widen(f16ToF32, Uint16Array.of(0x7c01))[0]).toBeNaN();
});

test('invariant: every F16 and every BF16 number survives widening and narrowing', () => {
  for (const [toF32, fromF32] of [
    [f16ToF32, f32ToF16],
    [bf16ToF32, f32ToBf16],
  ] as const) {
    const values = widen(toF32, everyBits);
    const back = fromF32(values);
    const lost = everyBits.filter((bits) => back[bits] !== bits && !Number.isNaN(values[bits]));
    expect(lost).toHaveLength(0);
    expect(
      widen(
        toF32,
        back.filter((_, bits) => Number.isNaN(values[bits])),
      ).every((value) => Number.isNaN(value)),
    ).toBe(true);
  }
});

test('narrowing rounds to nearest with ties to even, and F16 overflows at 65520', () => {
  const halfway = Float32Array.of(1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -25, 3 * 2 ** -25, 65_519.99, 65_520, -65_520);
  expect([...f32ToF16(halfway)]).toEqual([0x3c00, 0x3c02, 0x0000, 0x0002, 0x7bff, 0x7c00, 0xfc00]);
  expect([...f32ToBf16(Float32Array.of(1 + 2 ** -8, 1 + 3 * 2 ** -8, 3.4e38))]).toEqual([0x3f80, 0x3f82, 0x7f80]);
});

test('rounding error of F16 is at most half a unit in the last place, over 11 fraction bits', () => {
  const values = Float32Array.from({ length: 10_000 }, (_, i) => Math.sin(i) * 10 ** ((i % 8) - 3));
  const back = widen(f16ToF32, f32ToF16(values));
  values.forEach((value, i) => {
    expect(Math.abs(back[i] - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 2 ** -11, 2 ** -25));
  });
});
