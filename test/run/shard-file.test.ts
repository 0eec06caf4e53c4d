import { describe, expect, it } from 'vitest';
import { StudyError } from '../../src/errors.ts';
import { decodeShard, encodeShard, type Shard } from '../../src/run/shard-file.ts';

const SHARD: Shard = {
  row: { data: Int32Array.of(3, -1, 2), dims: [3] },
  resid: { data: Float32Array.of(1.5, -0, 3e38, 1e-42, 0.1, 7), dims: [3, 2] },
  mean: { data: Float64Array.of(0.1, -0, 1e-320), dims: [3] },
  none: { data: new Float32Array(0), dims: [0, 4] },
};

describe('a shard', () => {
  it('comes back bit for bit, arrays of no length included', () => {
    expect(decodeShard(encodeShard(SHARD), 'x')).toEqual(SHARD);
    expect(Object.is(decodeShard(encodeShard(SHARD), 'x').resid!.data[1], -0)).toBe(true);
  });
  it('comes back from a buffer that is not aligned', () => {
    const whole = encodeShard(SHARD);
    const shifted = Buffer.concat([Buffer.alloc(3), whole]).subarray(3);
    expect(decodeShard(shifted, 'x')).toEqual(SHARD);
  });
  it('has the same bytes every time', () => {
    expect(encodeShard(SHARD).equals(encodeShard(SHARD))).toBe(true);
  });
  it('refuses an array that is not of its size', () => {
    expect(() => encodeShard({ a: { data: Float32Array.of(1), dims: [2] } })).toThrow(
      'shard a: 1 values, expected [2]',
    );
  });
  it('is refused when any byte of it is missing or changed', () => {
    const whole = encodeShard(SHARD);
    for (let length = 0; length < whole.length; length++)
      expect(() => decodeShard(whole.subarray(0, length), 'x'), `${length} bytes`).toThrow(StudyError);
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1;
      expect(() => decodeShard(changed, 'x'), `byte ${at}`).toThrow(StudyError);
    }
    expect(() => decodeShard(Buffer.concat([whole, Buffer.alloc(1)]), 'x')).toThrow(StudyError);
  });
});

it('is laid out as its header says: a magic word, a digest, a header in JSON, arrays at multiples of eight bytes', () => {
  const bytes = encodeShard({ one: { data: Float64Array.of(2.5), dims: [1] } });
  expect(bytes.toString('latin1', 0, 8)).toBe('cofire01');
  const length = bytes.readUInt32LE(40);
  expect(JSON.parse(bytes.toString('utf8', 44, 44 + length))).toEqual({ one: { type: 'f64', dims: [1] } });
  const at = Math.ceil((44 + length) / 8) * 8;
  expect(bytes.readDoubleLE(at)).toBe(2.5);
  expect(bytes.length).toBe(at + 8);
});
