import { describe, expect, it } from 'vitest';
import { inSharedMemory } from '../../src/workers/shared-memory.ts';

describe('inSharedMemory', () => {
  it('keeps every value and moves typed arrays, however deep', () => {
    const data = { name: 'x', none: null, list: [1, { deep: Int32Array.of(1, 2) }], f64: Float64Array.of(0.1), f32: Float32Array.of(0.1) }; // biome-ignore format: one line
    const moved = inSharedMemory(data);
    expect(moved).toEqual(data);
    for (const array of [moved.f64, moved.f32, (moved.list[1] as { deep: Int32Array }).deep])
      expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(data.f64.buffer).not.toBeInstanceOf(SharedArrayBuffer);
  });

  it('refuses other typed arrays', () => {
    expect(() => inSharedMemory({ bytes: new Uint8Array(2) })).toThrow('Uint8Array, expected Float64Array');
  });
});
