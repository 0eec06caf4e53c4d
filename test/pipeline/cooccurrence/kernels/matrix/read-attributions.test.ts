import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAttributions } from '../../../../../pipeline/cooccurrence/kernels/matrix/read-attributions.ts';
import { openShards, type Shard, type ShardFolder } from '../../../../../src/run/shards.ts';

const floats = (dims: readonly number[], ...data: number[]) => ({ data: Float32Array.from(data), dims });
const whole = (...data: number[]) => ({ data: Int32Array.from(data), dims: [data.length] });

/** Prompts 2 and 0 in one batch, two positions each, prompt 1 alone with one; D = 2. Every identity holds. */
function shards(change: (shard: Shard, index: number) => Shard = (shard) => shard): ShardFolder {
  const out = mkdtempSync(join(tmpdir(), 'cofire-read-'));
  const batches = [
    { rows: [1], lengths: [1] },
    { rows: [2, 0], lengths: [2, 2] },
  ];
  const folder = openShards(out, 'attribute', '0'.repeat(64), { batches });
  const written: Shard[] = [
    {
      prompt: whole(1),
      length: whole(1),
      resid: floats([1, 2], 1, -1),
      gradient: floats([1, 2], 0.5, -0.5),
      contrast: floats([1], 3),
      row: whole(0),
      position: whole(0),
      feature: whole(5),
      activation: floats([1], 2),
      projection: floats([1], -1),
      attribution: floats([1], -2),
      bias: floats([1], 0.5),
      error: floats([1], 0.25),
      total: floats([1], -1.25),
      ones_gradient: floats([1], 0),
    },
    {
      prompt: whole(2, 0),
      length: whole(2, 2),
      resid: floats([4, 2], 1, -1, 2, -2, 3, -3, 4, -4),
      gradient: floats([4, 2], 1, -1, 0, 0, 2, -2, 1, -1),
      contrast: floats([2], 1, 2),
      row: whole(0, 1, 1),
      position: whole(1, 0, 0),
      feature: whole(4, 4, 9),
      activation: floats([3], 1, 2, 3),
      projection: floats([3], 0.5, 1, 1),
      attribution: floats([3], 0.5, 2, 3),
      bias: floats([4], 0, 1, 2, 3),
      error: floats([4], 0, 0, 0, 0),
      total: floats([4], 0, 1.5, 7, 3),
      ones_gradient: floats([4], 0, 0, 0, 0),
    },
  ];
  written.forEach((shard, index) => {
    folder.write(index, change(shard, index));
  });
  return folder;
}

const LOGIT_DIFFS = [2, 3, 1];

describe('readAttributions', () => {
  it('gives one row per code, by prompt, with attribution = activation × projection', () => {
    const { attribution } = readAttributions(shards(), LOGIT_DIFFS, 'layer');
    const rows = Array.from(attribution.feature_id, (feature, i) => [
      attribution.prompt_id[i],
      attribution.position[i],
      feature,
      attribution.activation[i],
      attribution.projection[i],
      attribution.attribution[i],
    ]);
    expect(rows).toEqual([
      [1, 0, 5, 2, -1, -2],
      [2, 1, 4, 1, 0.5, 0.5],
      [0, 0, 4, 2, 1, 2],
      [0, 0, 9, 3, 1, 3],
    ]);
  });
  it('gives one ledger row per position in prompt order, features summed from the codes', () => {
    const { ledger } = readAttributions(shards(), LOGIT_DIFFS, 'layer');
    const rows = Array.from(ledger.prompt_id, (prompt, i) => [
      prompt,
      ledger.position[i],
      ledger.features[i],
      ledger.bias[i],
      ledger.error[i],
      ledger.total[i],
    ]);
    expect(rows).toEqual([
      [0, 0, 5, 2, 0, 7],
      [0, 1, 0, 3, 0, 3],
      [1, 0, -2, 0.5, 0.25, -1.25],
      [2, 0, 0, 0, 0, 0],
      [2, 1, 0.5, 1, 0, 1.5],
    ]);
  });
  it('finds every identity kept', () => {
    const { identities } = readAttributions(shards(), LOGIT_DIFFS, 'layer');
    expect(identities.map(({ check, worst }) => [check, worst])).toEqual([
      ['ledger', 0],
      ['splice', 0],
      ['ones-gradient', 0],
    ]);
  });
  it('does not ask for 1·g = 0 where later layers read the mean', () => {
    const { identities } = readAttributions(shards(), LOGIT_DIFFS, 'rms');
    expect(identities.map(({ check }) => check)).toEqual(['ledger', 'splice']);
  });
  it('finds each identity broken, and where', () => {
    const broken = (change: Partial<Shard>) =>
      readAttributions(
        shards((shard, index) => (index === 1 ? ({ ...shard, ...change } as Shard) : shard)),
        LOGIT_DIFFS,
        'layer',
      ).identities;
    expect(broken({ total: floats([4], 0, 1.5, 7, 4) })[0]).toMatchObject({
      promptId: 0,
      position: 1,
      worst: 1 / 7,
    });
    expect(broken({ contrast: floats([2], 1.5, 2) })[1]).toMatchObject({ promptId: 2, position: null, worst: 0.5 / 3 });
    expect(broken({ ones_gradient: floats([4], 0, 0, 1, 0) })[2]).toMatchObject({
      promptId: 0,
      position: 0,
      worst: 0.25,
    });
  });
  it('stops at NaN', () => {
    const folder = shards((shard, index) => (index === 0 ? { ...shard, bias: floats([1], Number.NaN) } : shard));
    expect(() => readAttributions(folder, LOGIT_DIFFS, 'layer')).toThrow(
      /ledger: deviation NaN .* prompt 1, position 0/,
    );
  });
});
