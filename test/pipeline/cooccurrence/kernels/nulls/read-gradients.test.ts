import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGradients } from '../../../../../pipeline/cooccurrence/kernels/nulls/read-gradients.ts';
import { parseSaeCfg } from '../../../../../src/engine/dictionary/cfg.ts';
import { openShards, type Shard, type ShardFolder } from '../../../../../src/run/shards.ts';

const config = parseSaeCfg(
  { architecture: 'standard', d_in: 2, d_sae: 4, dtype: 'float32', apply_b_dec_to_input: true, normalize_activations: 'none', reshape_activations: 'none', metadata: { hook_name: 'blocks.1.hook_resid_pre', model_name: 'm', prepend_bos: true, sae_lens_version: '6.10.0' } }, // biome-ignore format: one line
  { where: 'cfg.json', activationScale: undefined },
);

function folderOf(shards: readonly Shard[]): ShardFolder {
  const plan = { batches: shards.map(() => ({})) };
  const folder = openShards(mkdtempSync(join(tmpdir(), 'cofire-gradients-')), 'attribute', 'a hash', plan);
  shards.forEach((one, index) => {
    folder.write(index, one);
  });
  return folder;
}

const shard = (prompts: number[], length: number, first: number): Shard => {
  const data = Float32Array.from({ length: prompts.length * length * 2 }, (_, i) => first + i);
  return {
    prompt: { data: Int32Array.from(prompts), dims: [prompts.length] },
    length: { data: new Int32Array(prompts.length).fill(length), dims: [prompts.length] },
    gradient: { data, dims: [prompts.length * length, 2] },
    resid: { data, dims: [prompts.length * length, 2] },
  };
};

describe('readGradients', () => {
  it('puts the rows of all batches into prompt order', () => {
    const found = readGradients(folderOf([shard([2], 1, 10), shard([0, 1], 2, 20)]), [2, 2, 1], {
      config,
      center: false,
    });
    expect([...found.firstRow]).toEqual([0, 2, 4]);
    expect([...found.values]).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 10, 11]);
  });

  it('refuses shards that are not those of the prompts', () => {
    expect(() => readGradients(folderOf([shard([0], 2, 0)]), [3], { config, center: false })).toThrow('expected 3');
    expect(() => readGradients(folderOf([shard([0], 2, 0)]), [2, 2], { config, center: false })).toThrow('expected 4');
  });
});
