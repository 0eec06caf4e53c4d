import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { promptGains } from '../../../../../pipeline/cooccurrence/kernels/matrix/prompt-gains.ts';
import { openShards, type ShardFolder } from '../../../../../src/run/shards.ts';

describe('promptGains', () => {
  let shards: ShardFolder;
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'cofire-gains-'));
    shards = openShards(folder, 'attribute', 'a'.repeat(64), { batches: [0, 1] });
    return () => rmSync(folder, { recursive: true });
  });

  const write = (index: number, ids: number[], gradient: number[]) =>
    shards.write(index, {
      prompt: { data: Int32Array.from(ids), dims: [ids.length] },
      length: { data: Int32Array.from(ids, () => 1), dims: [ids.length] },
      gradient: { data: Float32Array.from(gradient), dims: [ids.length, gradient.length / ids.length] },
    });

  it('gives every prompt its own norm, whatever the batches', () => {
    write(0, [2, 0], [3, 4, 6, 8]);
    write(1, [1], [0, 2]);
    expect([...promptGains(shards, Int32Array.of(0, 1, 2))]).toEqual([10, 2, 5]);
  });

  it('refuses a prompt whose gradient is zero', () => {
    write(0, [0], [1, 1]);
    write(1, [1], [0, 0]);
    expect(() => promptGains(shards, Int32Array.of(0, 1))).toThrow(/prompt 1: a gradient of zero/);
  });
});
