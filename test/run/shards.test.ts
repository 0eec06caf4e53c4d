import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudyError } from '../../src/errors.ts';
import { decodeShard, encodeShard, hasPlan, openShards, readPlan, type Shard } from '../../src/run/shards.ts';

const HASH = 'abcdef0123456789'.repeat(4);
const SHARD: Shard = {
  row: { data: Int32Array.of(3, -1, 2), dims: [3] },
  resid: { data: Float32Array.of(1.5, -0, 3e38, 1e-42, 0.1, 7), dims: [3, 2] },
  none: { data: new Float32Array(0), dims: [0, 4] },
};
const folder = (): string => mkdtempSync(join(tmpdir(), 'cofire-shards-'));

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

describe('a shard folder', () => {
  it('is named by its stage and hash, and holds the plan and whole shards alone', () => {
    const out = folder();
    const shards = openShards(out, 'attribute', HASH, { batches: [1, 2] });
    expect(shards.path).toBe(join(out, 'shards', 'attribute-abcdef0123456789'));
    expect([shards.has(0), shards.has(1)]).toEqual([false, false]);
    shards.write(1, SHARD);
    expect([shards.has(0), shards.has(1)]).toEqual([false, true]);
    expect(readdirSync(shards.path).sort()).toEqual(['1.shard', 'plan.json']);
    expect(openShards(out, 'attribute', HASH).read(1)).toEqual(SHARD);
    expect(readPlan(shards)).toEqual({ batches: [1, 2] });
    expect(shards.files(2)).toEqual(['plan.json', '0.shard', '1.shard'].map((file) => join(shards.path, file)));
  });
  it('opens again with the same plan and refuses another', () => {
    const out = folder();
    openShards(out, 'steer', HASH, { chunk: 3 });
    expect(() => openShards(out, 'steer', HASH, { chunk: 3 })).not.toThrow();
    expect(() => openShards(out, 'steer', HASH, { chunk: 4 })).toThrow(/plan\.json: another plan than this run makes/);
  });
  it('says what to do about a shard or a plan that is missing, cut off or no shard', () => {
    const out = folder();
    const shards = openShards(out, 'attribute', HASH, {});
    expect(() => shards.read(0)).toThrow(/0\.shard: there is no such file.*Run the study again/);
    shards.write(0, SHARD);
    truncateSync(join(shards.path, '0.shard'), 100);
    expect(() => shards.read(0)).toThrow(/0\.shard: content that does not match its checksum.*Delete the file/);
    writeFileSync(join(shards.path, '0.shard'), 'not a shard, although it is long enough to be one, is it not?');
    expect(() => shards.read(0)).toThrow(/0\.shard: a file that is no shard of this version.*Delete the file/);
    writeFileSync(join(shards.path, 'plan.json'), '{"batches":');
    expect(() => readPlan(shards)).toThrow(/plan\.json: .*Delete its folder/);
    rmSync(join(shards.path, 'plan.json'));
    expect(hasPlan(shards)).toBe(false);
    expect(() => readPlan(shards)).toThrow(StudyError);
  });
  it('leaves no temporary file when writing fails', () => {
    const out = folder();
    const shards = openShards(out, 'attribute', HASH, {});
    rmSync(shards.path, { recursive: true });
    expect(() => shards.write(0, SHARD)).toThrow(/ENOENT/);
    expect(readdirSync(join(out, 'shards'))).toEqual([]);
    expect(() => readFileSync(join(shards.path, '0.shard'))).toThrow(/ENOENT/);
  });
});
