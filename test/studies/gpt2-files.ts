/**
 * The files of studies/sports-gpt2.yaml as the hub has them, in every respect but size: GPT-2's own tokenizer and vocabulary, keys
 * without `transformer.` and with mask buffers, twelve blocks; an SAE at block 7 with a cfg.json of the old format and sparsity. The
 * residual is 24 wide, the SAE has 48 features, and the values are seeded noise.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSafetensors } from '../../src/engine/model/files/write-safetensors.ts';
import { random } from '../../src/random.ts';
import { RES_JB } from '../engine/dictionary/cfg-examples.ts';
import { seeded, writeModel, writeSae } from '../engine/model/tiny-model.ts';

const [WIDTH, FEATURES, POSITIONS] = [24, 48, 32];

const CONFIG = {
  architectures: ['GPT2LMHeadModel'],
  model_type: 'gpt2',
  n_layer: 12,
  n_head: 12,
  n_embd: WIDTH,
  n_positions: POSITIONS,
  n_ctx: POSITIONS,
  vocab_size: 50_257,
  bos_token_id: 50_256,
  eos_token_id: 50_256,
};

/** File contents by their path in the repository. */
export async function gpt2Files(): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await writeModel(CONFIG, (tensors) => {
    const gains = Object.entries(tensors).map(([name, { shape, values }]) => {
      const isGain = /ln_.\.weight$/.test(name);
      return [name, { shape, values: isGain ? values.map((value) => 1 + value) : values }] as const;
    });
    const masks = Array.from({ length: 12 }, (_, layer) => [
      [`h.${layer}.attn.bias`, seeded('mask', [1, 1, POSITIONS, POSITIONS])] as const,
      [`h.${layer}.attn.masked_bias`, seeded('masked', [])] as const,
    ]).flat();
    return Object.fromEntries([...gains, ...masks]);
  });
  const files = contents(folder);
  for (const name of ['vocab.json', 'merges.txt']) files.set(name, readFileSync(join('fixtures/gpt2-bpe', name)));
  return files;
}

export async function saeFiles(hook: string): Promise<ReadonlyMap<string, Buffer>> {
  const cfg = { ...RES_JB, d_in: WIDTH, d_sae: FEATURES, hook_point: hook };
  // Encoder rows are decoder rows, large enough that about a third of the features are active anywhere.
  const rng = random(1, 'gpt2-files');
  const decoder = Float32Array.from({ length: FEATURES * WIDTH }, () => rng.normal() / Math.sqrt(WIDTH));
  const folder = await writeSae(cfg, (tensors) => ({
    ...tensors,
    W_dec: { shape: [FEATURES, WIDTH], values: decoder },
    W_enc: {
      shape: [WIDTH, FEATURES],
      values: decoder.map((_, i) => 4 * decoder[(i % FEATURES) * WIDTH + Math.floor(i / FEATURES)]),
    },
  }));
  const sparsity = { shape: [FEATURES], values: new Float32Array(FEATURES).fill(-0.5) };
  await writeSafetensors(join(folder, 'sparsity.safetensors'), { sparsity }, {});
  return contents(folder);
}

function contents(folder: string): Map<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}
